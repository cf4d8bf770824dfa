package dev.troth.reference.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;

/**
 * A campaign: so many schedules, each from the seed and its own number, so that a failure is found again by that number and
 * the result does not depend on how many threads look.
 */
public final class Fuzzer {
    private static final int BATCH = 256;
    /** One in so many schedules is carried out twice. */
    private static final int AGAIN = 64;

    private final Plan plan;
    private final long runs;

    public Fuzzer(Plan plan, long runs) {
        this.plan = plan;
        this.runs = runs;
    }

    /**
     * A failure of an invariant.
     *
     * @param number of the schedule, from 0
     * @param what is wrong
     * @param acts the schedule, made as short as it gets
     */
    public record Failure(String invariant, long number, String what, List<Act> acts) {
        /** How many of the acts only an attacker does. */
        public long hostileActs() {
            return acts.stream().filter(Act::isHostile).count();
        }
    }

    /**
     * What a campaign comes to.
     *
     * @param runs how many schedules there were
     * @param messages how many messages were sent in them
     * @param failures the first schedule in which each invariant failed, by name
     */
    public record Report(long runs, long messages, Map<String, Failure> failures) {}

    /**
     * Carries out the schedules.
     *
     * @param goOn told how many are done; may end the campaign
     */
    public Report run(LongPredicate goOn) {
        Map<String, Long> first = new LinkedHashMap<>();
        AtomicLong messages = new AtomicLong();
        long done = 0;
        while (done < runs) {
            int size = (int) Math.min(BATCH, runs - done);
            long from = done;
            List<Map<String, String>> found = IntStream.range(0, size)
                    .parallel()
                    .mapToObj(i -> {
                        Trial.Result result = Trial.random(plan, Draws.of(plan.seed(), from + i));
                        messages.addAndGet(result.sent());
                        return (from + i) % AGAIN == 0 ? again(result) : result.failures();
                    })
                    .toList();
            for (int i = 0; i < size; i++) {
                for (String name : found.get(i).keySet()) {
                    first.putIfAbsent(name, from + i);
                }
            }
            done += size;
            if (!goOn.test(done)) {
                break;
            }
        }
        Map<String, Failure> failures = new LinkedHashMap<>();
        for (String name : new ArrayList<>(first.keySet())) {
            failures.put(name, failure(name, first.getOrDefault(name, 0L)));
        }
        return new Report(done, messages.get(), failures);
    }

    /** The failures of a schedule, and whether it sends the same octets when it is carried out again. */
    private Map<String, String> again(Trial.Result result) {
        if (Trial.of(plan, result.acts()).fingerprint() == result.fingerprint()) {
            return result.failures();
        }
        Map<String, String> more = new LinkedHashMap<>(result.failures());
        more.put(Plan.DETERMINISM, "the same schedule sends other octets when it is carried out again");
        return more;
    }

    private Failure failure(String name, long number) {
        Trial.Result result = Trial.random(plan, Draws.of(plan.seed(), number));
        if (name.equals(Plan.DETERMINISM)) {
            return new Failure(name, number, again(result).getOrDefault(name, ""), result.acts());
        }
        List<Act> acts = Shrinker.shrunk(plan, result.acts(), name);
        String what = Trial.of(plan, acts).failures().getOrDefault(name, "");
        return new Failure(name, number, what, acts);
    }
}
