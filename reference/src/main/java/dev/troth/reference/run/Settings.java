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
 */
public record Settings(Scenario scenario, long seed, Map<Integer, Integer> options, boolean tracing) {
    /** A scenario as it is written. */
    public static Settings of(Scenario scenario) {
        return new Settings(scenario, scenario.seed(), scenario.options(), true);
    }

    public Settings withSeed(long other) {
        return new Settings(scenario, other, options, tracing);
    }

    public Settings with(int option, int value) {
        Map<Integer, Integer> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return new Settings(scenario, seed, changed, tracing);
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
