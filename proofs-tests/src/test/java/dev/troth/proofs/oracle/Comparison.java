package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Asked.Answer;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.machine.RunFaultException;
import java.util.List;
import java.util.Objects;

/**
 * What is true of a small specification beside what the checker says of it.
 *
 * @param fault why it does not count: it does not read, or its run does not show what was planted; or empty
 * @param story how the claim is broken, where the oracle found that
 * @param reached whether it is known that a run comes to the point of the claim
 */
record Comparison(
        Sketch sketch, String text, String fault, Known known, Asked.Told told, List<String> story, boolean reached) {
    /** What is known of the claim without the checker; a claim that something is reachable is broken if it is. */
    enum Known {
        PLANTED,
        /** What was planted is out of reach. */
        LOCKED,
        BROKEN,
        HELD,
        UNKNOWN
    }

    private static final Asked.Told NOTHING = new Asked.Told(Answer.OPEN, "");

    /** Every other specification has an attack planted; of the others, some have one that is out of reach. */
    static Comparison of(long seed) {
        return of(seed % 2 == 0 ? Planter.of(seed) : seed % 8 < 4 ? Planter.locked(seed) : Exchange.of(seed));
    }

    static Comparison of(Sketch sketch) {
        String text = SketchText.of(sketch);
        Asked asked = Asked.read(text);
        Protocol protocol = asked.protocol();
        if (protocol == null) {
            return faulty(sketch, text, "does not read: " + asked.fault());
        }
        if (sketch.attack() != null) {
            return planted(sketch, text, asked, protocol);
        }
        if (sketch.locked()) {
            return new Comparison(sketch, text, "", Known.LOCKED, told(sketch, asked), List.of(), false);
        }
        Oracle.Seen seen = Oracle.of(sketch, protocol, asked.options(), sketch.runs());
        Known known = switch (seen.sight()) {
            case BROKEN -> Known.BROKEN;
            case HELD -> Known.HELD;
            case UNKNOWN -> Known.UNKNOWN;
        };
        return new Comparison(sketch, text, "", known, told(sketch, asked), seen.story(), seen.reached());
    }

    private static Comparison planted(Sketch sketch, String text, Asked asked, Protocol protocol) {
        if (!Truth.isShown(sketch, protocol, asked.options())) {
            return faulty(sketch, text, "nothing is shown");
        }
        return isRun(protocol)
                ? new Comparison(sketch, text, "", Known.PLANTED, told(sketch, asked), List.of(), true)
                : faulty(sketch, text, "the run does not get there");
    }

    private static boolean isRun(Protocol protocol) {
        try {
            Settings settings = Settings.of(Objects.requireNonNull(protocol.scenario("plant")));
            return Simulation.run(protocol, settings).transcript().asExpected();
        } catch (RunFaultException e) {
            return false;
        }
    }

    private static Comparison faulty(Sketch sketch, String text, String fault) {
        return new Comparison(sketch, text, fault, Known.UNKNOWN, NOTHING, List.of(), false);
    }

    private static Asked.Told told(Sketch sketch, Asked asked) {
        Asked.Told told = asked.ask(sketch.runs());
        boolean reached = sketch.claim().startsWith("reachable") && told.answer() == Answer.HOLDS;
        return reached ? new Asked.Told(Answer.BROKEN, "reached") : told;
    }

    /** The checker does not know of an attack that is known; or it ends with an error, or finds what is none. */
    boolean isMissed() {
        boolean wrong = switch (told.answer()) {
            case BROKEN, OPEN -> false;
            case HOLDS, VACUOUS -> known == Known.PLANTED || known == Known.BROKEN;
            case UNCONFIRMED, CRASHED -> true;
        };
        return fault.isEmpty() && wrong;
    }

    /** The checker says nothing of an attack, rather than one that does not work or an error. */
    private boolean isSilent() {
        return told.answer() == Answer.HOLDS || told.answer() == Answer.VACUOUS;
    }

    /** The smallest sketch of which as much is wrong. */
    Comparison reduced() {
        return of(Reducer.reduced(sketch, candidate -> {
            try {
                Comparison other = of(candidate);
                return other.isMissed() && other.isSilent() == isSilent();
            } catch (IllegalArgumentException | java.util.NoSuchElementException e) {
                // What was taken out is needed.
                return false;
            }
        }));
    }

    /** The text with what is true and what is said. */
    String report() {
        StringBuilder report = new StringBuilder();
        report.append("# Truth: ")
                .append(known)
                .append(". The checker says ")
                .append(told.answer())
                .append(" (")
                .append(told.remark())
                .append("), among ")
                .append(sketch.runs())
                .append(" run(s) of each role.\n");
        story.forEach(line -> report.append("#   ").append(line).append('\n'));
        return report.append(text).toString();
    }
}
