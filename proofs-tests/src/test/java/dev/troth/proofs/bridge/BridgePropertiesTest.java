package dev.troth.proofs.bridge;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.Specs;
import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.run.SymbolicTwin;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/**
 * The bridge between the two worlds: the terms of a symbolic run, evaluated under the seed, are the bytes of the concrete
 * run. Over every specification of the library, every scenario, any seed and any options.
 */
class BridgePropertiesTest {
    private record Case(Protocol protocol, Settings settings) {}

    /** Any run of the library, chosen by numbers. */
    private static Case chosen(int specification, int scenario, int options, long seed) {
        List<Protocol> library = Specs.library();
        Protocol protocol = library.get(specification % library.size());
        // Which of two hashes is larger decides a contention, and terms do not know it.
        List<Scenario> scenarios = protocol.scenarios().stream()
                .filter(s -> !s.name().equals("contention"))
                .toList();
        Scenario picked = scenarios.get(scenario % scenarios.size());
        Settings settings = Settings.of(picked).withSeed(seed);
        int rest = options;
        for (int i = 0; i < protocol.options().size(); i++) {
            int values = protocol.options().get(i).values().size();
            settings = settings.with(i, rest % values);
            rest /= values;
        }
        return new Case(protocol, settings);
    }

    @Property(tries = 300, seed = "20260101")
    void termsEvaluateToTheBytesOfTheConcreteRun(
            @ForAll @IntRange(max = 999) int specification,
            @ForAll @IntRange(max = 999) int scenario,
            @ForAll @IntRange(max = 999) int options,
            @ForAll @LongRange(min = 0) long seed) {
        Case chosen = chosen(specification, scenario, options, seed);
        Simulation.Result concrete = Simulation.run(chosen.protocol(), chosen.settings());
        SymbolicTwin.Result symbolic = SymbolicTwin.follow(chosen.protocol(), chosen.settings(), concrete.schedule());
        Valuation valuation = new Valuation(new ByteAlgebra(chosen.protocol(), new LabelledRandom(seed)));

        List<String> sent = new ArrayList<>();
        for (Entry entry : concrete.transcript().entries()) {
            if (entry instanceof Entry.MessageSent message) {
                sent.add(hex(message.message()));
            }
        }
        assertEquals(
                sent,
                symbolic.tape().stream()
                        .map(valuation::of)
                        .map(BridgePropertiesTest::hex)
                        .toList());
        assertEquals(
                ends(concrete.sessions(), BridgePropertiesTest::hex),
                ends(symbolic.sessions(), term -> hex(valuation.of(term))));
    }

    /** The state of each session and every variable that has a value: {@code 1.tgk} to octets. */
    private static <V> Map<String, String> ends(Map<Integer, Session<V>> sessions, Function<V, String> shown) {
        Map<String, String> ends = new TreeMap<>();
        sessions.forEach((id, session) -> {
            ends.put(id + "", session.currentState().name());
            for (Role.Variable variable : session.role().variables()) {
                V value = session.variable(variable.name());
                if (value != null) {
                    ends.put(id + "." + variable.name(), shown.apply(value));
                }
            }
        });
        return ends;
    }

    private static String hex(Datum datum) {
        return switch (datum) {
            case Datum.Absent absent -> "absent";
            case Datum.Num number -> Long.toUnsignedString(number.value());
            default -> HexFormat.of().formatHex(Octetting.octets(datum));
        };
    }
}
