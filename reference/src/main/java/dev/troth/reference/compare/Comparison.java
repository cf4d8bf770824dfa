package dev.troth.reference.compare;

import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One specification under a network profile.
 *
 * @param branching what becomes of forked and retargeted calls, or null if the network has none
 * @param both until both directions are protected, after the answer
 * @param forth until the caller's media is
 * @param back until the callee's media is
 * @param clipped how long what the callee says after answering is not heard protected
 * @param verified until both ends are where a claim vouches for the key
 */
public record Comparison(
        String name,
        Cost cost,
        Criteria criteria,
        Requirements requirements,
        Awareness awareness,
        @Nullable Branching branching,
        Delays both,
        Delays forth,
        Delays back,
        Delays clipped,
        Delays verified) {

    /** What to compare: a specification under some options. */
    public record Subject(String name, Protocol protocol, Map<Integer, Integer> options) {}

    /**
     * Measures specifications one after another, calls on all cores; the numbers do not depend on how many there are.
     *
     * @param progress is told after each call how many of this specification are done
     * @throws IllegalArgumentException if a specification has no caller and callee
     */
    public static List<Comparison> of(List<Subject> subjects, NetworkProfile profile, IntConsumer progress) {
        return subjects.stream().map(s -> of(s, profile, progress)).toList();
    }

    private static Comparison of(Subject subject, NetworkProfile profile, IntConsumer progress) {
        Call call = new Call(subject.protocol(), subject.options(), profile.proxies());
        Cost cost = Cost.of(call, profile);
        Criteria criteria = Criteria.of(call, cost, profile);
        Call.Times[] times = new Call.Times[profile.runs()];
        IntStream.range(0, profile.runs()).parallel().forEach(i -> {
            times[i] = call.times(profile, profile.seed() + i);
            progress.accept(1);
        });
        Branching branching = Branching.of(call, profile);
        return new Comparison(
                subject.name(),
                cost,
                criteria,
                Requirements.of(call, cost, criteria, branching, profile),
                Awareness.of(call, profile),
                profile.fork() ? branching : null,
                delays(times, Call.Times::both),
                delays(times, Call.Times::forth),
                delays(times, Call.Times::back),
                delays(times, Call.Times::clipped),
                delays(times, Call.Times::verified));
    }

    private static Delays delays(Call.Times[] times, ToLongFunction<Call.Times> part) {
        return Delays.of(Arrays.stream(times).mapToLong(part).toArray());
    }

    /** The call that is counted: one on a network that loses nothing. */
    public static Transcript transcript(Subject subject, NetworkProfile profile) {
        Call call = new Call(subject.protocol(), subject.options(), profile.proxies());
        return Simulation.run(call.protocol(), call.settings(profile.quiet(), profile.seed(), true))
                .transcript();
    }
}
