package dev.troth.reference.compare;

import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import java.util.Arrays;
import java.util.List;

/**
 * What becomes of a call that reaches a device of somebody else, which rings with the callee's or in its place (RFC 5479
 * section 4.2). That device has long-term keys of its own, not those of the callee.
 *
 * @param learns whether the device that rings and does not get the call reads or computes the caller's sending key
 * @param other where that device ends
 * @param retargeted where the caller ends when the call is given to the other device alone, and where that device does
 */
public record Branching(String learns, String other, String retargeted) {
    static final Branching UNSIGNALLED =
            new Branching("no offer reaches it", "no offer reaches it", "no offer is retargeted");

    static Branching of(Call call, NetworkProfile profile) {
        if (call.signalling() == null) {
            return UNSIGNALLED;
        }
        Simulation.Result forked =
                Simulation.run(call.protocol(), call.reaching(profile.quiet(), Call.Reach.BOTH, profile.seed(), true));
        Settings other = call.reaching(profile.quiet(), Call.Reach.OTHER, profile.seed(), false);
        List<Transcript.Outcome> retargeted =
                Simulation.run(call.protocol(), other).transcript().outcomes();
        return new Branching(
                learns(call, forked.transcript().entries()) ? "yes" : "no",
                outcome(forked.transcript().outcomes(), Call.OTHER),
                outcome(retargeted, call.caller.agent()) + " with " + outcome(retargeted, Call.OTHER));
    }

    private static boolean learns(Call call, List<Entry> entries) {
        Viewer device = Viewer.of(Call.OTHER);
        for (Entry entry : entries) {
            if (entry instanceof Entry.Value value
                    && value.kind() == Entry.Kind.EXPORTED
                    && value.name().equals("srtp.out")
                    && value.who().session() == call.caller.number()) {
                byte[] key = Octetting.octets(value.value());
                return device.hasSeen(key, entries) || computes(key, entries);
            }
        }
        return false;
    }

    private static boolean computes(byte[] key, List<Entry> entries) {
        return entries.stream()
                .anyMatch(e -> e instanceof Entry.Value value
                        && value.who().agent().equals(Call.OTHER)
                        && value.value() instanceof Datum.Octets(byte[] octets)
                        && Arrays.equals(octets, key));
    }

    private static String outcome(List<Transcript.Outcome> outcomes, String agent) {
        return outcomes.stream()
                .filter(o -> o.who().agent().equals(agent))
                .findFirst()
                .map(o -> o.reason().isEmpty() ? o.state() : o.state() + " (" + o.reason() + ")")
                .orElse("nowhere");
    }
}
