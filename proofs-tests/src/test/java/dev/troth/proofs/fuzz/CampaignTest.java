package dev.troth.proofs.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.fuzz.Fuzzer;
import dev.troth.reference.fuzz.Plan;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Questions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What a campaign finds, and what it must not find. */
class CampaignTest {
    /** More with {@code -Dtroth.fuzz.runs=1000000}. */
    private static final long RUNS = Long.getLong("troth.fuzz.runs", 10_000);

    private static final long SCHEDULES = 1_500;
    /** The pairing of SAKKE takes a tenth of a second. */
    private static final Map<String, Long> FEWER = Map.of("MikeySakkeCore", 60L);

    private static Plan plan(String spec, String... options) {
        Protocol protocol = Specs.named(spec);
        Map<Integer, Integer> chosen = new HashMap<>();
        for (String option : options) {
            String[] parts = option.split("=", -1);
            for (int i = 0; i < protocol.options().size(); i++) {
                if (protocol.options().get(i).name().equals(parts[0])) {
                    chosen.put(i, protocol.options().get(i).values().indexOf(parts[1]));
                }
            }
        }
        assertEquals(options.length, chosen.size());
        return new Plan(protocol, chosen, 1, null);
    }

    private static Fuzzer.Report run(Plan plan, long runs) {
        return new Fuzzer(plan, runs).run(done -> true);
    }

    private static Fuzzer.Failure failure(Fuzzer.Report report, String invariant) {
        Fuzzer.Failure failure = report.failures().get(invariant);
        assertNotNull(failure, () -> invariant + " held");
        return failure;
    }

    @Test
    void withoutACacheARecordedOfferIsTakenAgain() {
        Fuzzer.Failure replay = failure(run(plan("mikey-psk", "cache=off"), 1_000), "resp_once");
        assertTrue(replay.hostileActs() <= 3, () -> replay.acts().toString());
        assertTrue(replay.acts().size() <= 5, () -> replay.acts().toString());
    }

    @Test
    void withACacheAndNamesNothingFails() {
        Fuzzer.Report report = run(plan("mikey-psk"), RUNS);
        assertEquals(Map.of(), report.failures());
        assertTrue(report.messages() > 3 * RUNS, () -> report.messages() + " messages: the runs do not get far");
    }

    @Test
    void withoutNamesAnOfferIsReflected() {
        Fuzzer.Failure reflection = failure(run(plan("mikey-psk", "ids=none"), 1_000), "resp_alive");
        assertTrue(reflection.acts().size() <= 4, () -> reflection.acts().toString());
    }

    @Test
    void overClearHopsASecretIsOutAtOnce() {
        assertEquals(
                0, failure(run(plan("sdes", "hops=clear"), 1), "media_secret").number());
    }

    @Test
    void theSameCampaignFindsTheSameWithAnyNumberOfThreads() throws Exception {
        Plan plan = plan("mikey-psk", "cache=off", "ids=none");
        Fuzzer.Report all = run(plan, 600);
        try (ForkJoinPool one = new ForkJoinPool(1)) {
            Fuzzer.Report alone = one.submit(() -> run(plan, 600)).get();
            assertEquals(all.messages(), alone.messages());
            assertEquals(all.failures().toString(), alone.failures().toString());
        }
    }

    /** What the file expects to hold under some options must not fail here: the search has found no attack either. */
    @TestFactory
    Stream<DynamicTest> nothingFailsThatTheSearchCallsSafe() {
        return Specs.library().stream()
                .map(protocol -> DynamicTest.dynamicTest(protocol.name(), () -> {
                    List<Map<Integer, Integer>> choices = new Questions(protocol).choices(Map.of(), true);
                    long schedules = FEWER.getOrDefault(protocol.name(), SCHEDULES) / choices.size();
                    for (Map<Integer, Integer> options : choices) {
                        Plan plan = new Plan(protocol, options, 7, null);
                        Set<String> failed =
                                new TreeSet<>(run(plan, schedules).failures().keySet());
                        plan.expectations().forEach((name, expected) -> {
                            if (Boolean.FALSE.equals(expected)) {
                                failed.remove(name);
                            }
                        });
                        assertEquals(Set.of(), failed, () -> "with " + options);
                    }
                }));
    }
}
