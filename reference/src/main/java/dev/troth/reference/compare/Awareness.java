package dev.troth.reference.compare;

import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Scenario;
import java.util.List;

/**
 * What each user is told of the protection of a call, and when: the sentences that the machines show, in their order. RFC 5479
 * section 4.1 asks for what the callee knows before answering.
 *
 * @param caller what the caller is told, each with its time
 * @param callee the same for the callee
 * @param ringing who the caller is to the callee's phone while it rings: vouched for by a claim, or only what the signalling says
 * @param inTheEnd the same when the keys are there
 * @param alone what the caller is told when the other end does not have the mechanism
 */
public record Awareness(List<String> caller, List<String> callee, String ringing, String inTheEnd, List<String> alone) {

    static Awareness of(Call call, NetworkProfile profile) {
        List<Entry> entries = Simulation.run(call.protocol(), call.settings(profile.quiet(), profile.seed(), true))
                .transcript()
                .entries();
        List<Entry> alone = Simulation.run(call.protocol(), call.alone(profile.quiet()))
                .transcript()
                .entries();
        return new Awareness(
                told(call, call.caller, entries),
                told(call, call.callee, entries),
                whoCalls(call, entries, call.answered(entries)),
                whoCalls(call, entries, Long.MAX_VALUE),
                told(call, call.caller, alone));
    }

    /** Whether a claim of the state in which the callee is before a moment says that the caller is who it seems to be. */
    private static String whoCalls(Call call, List<Entry> entries, long before) {
        String state = "";
        for (Entry entry : entries) {
            if (entry instanceof Entry.StateEntered entered
                    && entered.who().session() == call.callee.number()
                    && entered.at() < before) {
                state = entered.state();
            }
        }
        for (Claim claim : call.protocol().claims()) {
            Claim.Point point = switch (claim.property()) {
                case Claim.Agree agree -> agree.point();
                case Claim.Alive alive -> alive.point();
                default -> null;
            };
            if (point != null
                    && point.role() == call.callee.role()
                    && point.state().name().equals(state)
                    && holds(call, claim)) {
                return "vouched for (" + claim.name() + ")";
            }
        }
        return call.signalling() == null ? "unknown" : "whom the signalling names";
    }

    private static boolean holds(Call call, Claim claim) {
        return claim.expectations().stream()
                .anyMatch(e -> e.holds() && e.under().contains("none") && call.applies(e));
    }

    private static List<String> told(Call call, Scenario.Run run, List<Entry> entries) {
        long answered = call.answered(entries);
        return entries.stream()
                .filter(e -> e instanceof Entry.Value value
                        && value.kind() == Entry.Kind.SHOWN
                        && value.who().session() == run.number()
                        && value.value() instanceof Datum.Text)
                .map(e -> (Entry.Value) e)
                .map(value -> when(value.at(), answered) + ": " + ((Datum.Text) value.value()).text())
                .toList();
    }

    private static String when(long at, long answered) {
        return at < answered ? "ringing" : "after " + (at - answered + 500_000) / 1_000_000 + " ms";
    }
}
