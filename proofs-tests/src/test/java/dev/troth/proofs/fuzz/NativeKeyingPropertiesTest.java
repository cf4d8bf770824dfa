package dev.troth.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Calls with keying on the media path, over networks that lose, delay, double and reorder: whatever happens, two ends that
 * both think that they are protected have each other's keys.
 */
class NativeKeyingPropertiesTest {
    private static final List<String> SPECS = List.of("zrtp-dh", "zrtp-short", "dtls-srtp");

    /** States in which a user is told that the call is protected, or would be on a comparison of words. */
    private static final Set<String> PROTECTED = Set.of("Secure", "Verified", "Continued", "Connected");

    /** By specification and kind of run: how many, and in how many both ends were protected. */
    private static final Map<String, int[]> COUNTS = new TreeMap<>();

    /** Weather: the jitter is in milliseconds, the rates are in percent. */
    private record Weather(int latency, int jitter, int loss, int duplicate, int reorder) {
        Scenario.Network network() {
            return new Scenario.Network(latency * 1_000_000L, jitter * 1_000_000L, loss, duplicate, reorder, List.of());
        }
    }

    @Provide
    Arbitrary<Weather> weather() {
        return Combinators.combine(
                        Arbitraries.integers().between(1, 300),
                        Arbitraries.integers().between(0, 150),
                        Arbitraries.integers().between(0, 40),
                        Arbitraries.integers().between(0, 30),
                        Arbitraries.integers().between(0, 30))
                .as(Weather::new);
    }

    /** Which of all fields that an undisturbed call sends on the media path are altered. */
    @Provide
    Arbitrary<List<Integer>> alterations() {
        return Arbitraries.integers().between(0, 9_999).list().ofMinSize(1).ofMaxSize(3);
    }

    @Property(tries = 600, seed = "6189", edgeCases = EdgeCasesMode.NONE)
    void honestEndsThatAreProtectedHaveEachOthersKeys(
            @ForAll @IntRange(max = 2) int spec,
            @ForAll @IntRange(max = 99_999) int options,
            @ForAll boolean both,
            @ForAll("weather") Weather weather,
            @ForAll @LongRange(min = -3_600, max = 3_600) long clock,
            @ForAll @LongRange(min = 0) long seed) {
        agreeOrAreNotProtected("honest", spec, options, both, weather, clock, seed, List.of());
    }

    @Property(tries = 600, seed = "5764", edgeCases = EdgeCasesMode.NONE)
    void soDoTheyWhenSomebodyAltersWhatTheySend(
            @ForAll @IntRange(max = 2) int spec,
            @ForAll @IntRange(max = 99_999) int options,
            @ForAll boolean both,
            @ForAll("weather") Weather weather,
            @ForAll @LongRange(min = 0) long seed,
            @ForAll("alterations") List<Integer> alterations) {
        agreeOrAreNotProtected("altered", spec, options, both, weather, 0, seed, alterations);
    }

    private static void agreeOrAreNotProtected(
            String kind,
            int spec,
            int options,
            boolean both,
            Weather weather,
            long clock,
            long seed,
            List<Integer> alterations) {
        Protocol protocol = Specs.named(SPECS.get(spec));
        Map<Integer, Integer> chosen = new LinkedHashMap<>();
        int rest = options;
        for (int i = 0; i < protocol.options().size(); i++) {
            int values = protocol.options().get(i).values().size();
            chosen.put(i, rest % values);
            rest /= values;
        }
        String scenario = both && protocol.scenario("contention") != null ? "contention" : "basic";
        Scenario basic = Specs.scenario(protocol, scenario);
        Map<Integer, Scenario.Network> networks = new LinkedHashMap<>();
        for (int i = 0; i < protocol.channels().size(); i++) {
            networks.put(i, weather.network());
        }
        Scenario call = with(basic, chosen, seed, Map.of("Bob", clock * 1_000_000_000L), networks, List.of());
        if (!alterations.isEmpty()) {
            Scenario undisturbed = with(basic, chosen, seed, Map.of(), Map.of(), List.of());
            call = with(basic, chosen, seed, Map.of(), networks, moves(protocol, undisturbed, alterations));
        }
        Transcript transcript = Simulation.run(protocol, Settings.of(call)).transcript();
        int[] count = COUNTS.computeIfAbsent(protocol.name() + " " + kind, k -> new int[2]);
        count[0]++;
        if (transcript.outcomes().stream().allMatch(o -> PROTECTED.contains(o.state()))) {
            count[1]++;
            assertEquals(exported(transcript, "Alice", "srtp.out"), exported(transcript, "Bob", "srtp.in"));
            assertEquals(exported(transcript, "Bob", "srtp.out"), exported(transcript, "Alice", "srtp.in"));
        }
    }

    private static Scenario with(
            Scenario basic,
            Map<Integer, Integer> options,
            long seed,
            Map<String, Long> clocks,
            Map<Integer, Scenario.Network> networks,
            List<Scenario.Move> moves) {
        return new Scenario(
                basic.name(),
                basic.runs(),
                seed,
                options,
                clocks,
                networks,
                basic.contacts(),
                basic.events(),
                moves,
                List.of(),
                basic.span());
    }

    /** A bit of a field turned over, of anything but the signalling and the voices, which are trusted to be what they were. */
    private static List<Scenario.Move> moves(Protocol protocol, Scenario call, List<Integer> alterations) {
        List<Scenario.Move> fields = new ArrayList<>();
        Transcript undisturbed = Simulation.run(protocol, Settings.of(call)).transcript();
        for (Entry entry : undisturbed.entries()) {
            if (entry instanceof Entry.MessageSent sent) {
                Message message = sent.message().message();
                int number = Integer.parseInt(sent.label().replaceFirst(".*#", ""));
                if (!Set.of("Offer", "Answer", "Spoken").contains(message.name())) {
                    for (Dissection.FieldView field : Dissection.dissect(sent.message())) {
                        fields.add(new Scenario.Corrupts(message, number, field.path(), call.span()));
                    }
                }
            }
        }
        return fields.isEmpty()
                ? List.of() // both call: nobody answers
                : alterations.stream().map(n -> fields.get(n % fields.size())).toList();
    }

    private static List<String> exported(Transcript transcript, String agent, String target) {
        return transcript.entries().stream()
                .filter(e -> e instanceof Entry.Value v
                        && v.kind() == Entry.Kind.EXPORTED
                        && v.who().agent().equals(agent)
                        && v.name().equals(target))
                .map(e -> HexFormat.of().formatHex(((Datum.Octets) ((Entry.Value) e).value()).octets()))
                .toList();
    }

    /** The properties are about something: most honest calls come to be protected, and some that are interfered with. */
    @AfterContainer
    static void callsCameToBeProtected() {
        COUNTS.forEach((what, count) -> assertTrue(
                count[1] * (what.endsWith("honest") ? 2 : 20) > count[0],
                () -> what + ": " + count[1] + " of " + count[0] + " calls are protected"));
    }
}
