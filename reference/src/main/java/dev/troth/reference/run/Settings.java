package dev.troth.reference.run;

import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run is made of, besides the specification.
 *
 * @param options option index to value index, for options that differ from the first value
 * @param tracing whether derivations and primitives are told too
 * @param maxEvents so many events at sessions there may be, before the run counts as one that does not come to rest
 */
public record Settings(Scenario scenario, long seed, Map<Integer, Integer> options, boolean tracing, int maxEvents) {
    /** A call has hundreds of events, a stream of media that is sent every 20 milliseconds thousands. */
    public static final int MAX_EVENTS = 50_000;

    public Settings(Scenario scenario, long seed, Map<Integer, Integer> options, boolean tracing) {
        this(scenario, seed, options, tracing, MAX_EVENTS);
    }

    /** A scenario as it is written. */
    public static Settings of(Scenario scenario) {
        return new Settings(scenario, scenario.seed(), scenario.options(), true);
    }

    public Settings withSeed(long other) {
        return new Settings(scenario, other, options, tracing, maxEvents);
    }

    public Settings with(int option, int value) {
        Map<Integer, Integer> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new Settings(scenario, seed, changed, tracing, maxEvents);
    }

    public Settings withMaxEvents(int most) {
        return new Settings(scenario, seed, options, tracing, most);
    }

    /** Every option with its value, in the order of the specification. */
    Map<String, String> named(Protocol protocol) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            Protocol.Option option = protocol.options().get(i);
            named.put(option.name(), option.values().get(options.getOrDefault(i, 0)));
        }
        return named;
    }
}
