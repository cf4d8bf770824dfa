package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Asked.Answer;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;

/**
 * What is true of a small specification beside what the checker says of it.
 *
 * @param fault why it does not count: it does not read, or its run does not show what was planted; or empty
 */
record Comparison(Sketch sketch, String text, String fault, Asked.Told told) {
    private static final Asked.Told NOTHING = new Asked.Told(Answer.OPEN, "");

    /** Whether the truth is known to be an attack, and the checker says that there is none. */
    boolean isMissed() {
        return fault.isEmpty() && told.answer() != Answer.BROKEN && told.answer() != Answer.OPEN;
    }

    /** The checker says nothing of an attack, rather than one that does not work or an error. */
    private boolean isSilent() {
        return told.answer() == Answer.HOLDS || told.answer() == Answer.VACUOUS;
    }

    static Comparison ofPlanted(Sketch sketch) {
        String text = SketchText.of(sketch);
        Asked asked = Asked.read(text);
        Protocol protocol = asked.protocol();
        if (protocol == null) {
            return new Comparison(sketch, text, "does not read: " + asked.fault(), NOTHING);
        }
        if (!Truth.isShown(sketch, protocol, asked.options())) {
            return new Comparison(sketch, text, "nothing is shown", NOTHING);
        }
        Scenario scenario = protocol.scenario("plant");
        Transcript run = Simulation.run(protocol, Settings.of(java.util.Objects.requireNonNull(scenario)))
                .transcript();
        if (!run.asExpected()) {
            return new Comparison(sketch, text, "the run does not get there", NOTHING);
        }
        Asked.Told told = asked.ask(sketch.runs());
        boolean reached = sketch.claim().startsWith("reachable") && told.answer() == Answer.HOLDS;
        return new Comparison(sketch, text, "", reached ? new Asked.Told(Answer.BROKEN, "reached") : told);
    }

    /** The smallest sketch of which the same is true and the same is said. */
    Comparison reduced() {
        Sketch smallest = Reducer.reduced(sketch, candidate -> {
            try {
                Comparison other = ofPlanted(candidate);
                return other.isMissed() && other.isSilent() == isSilent();
            } catch (RuntimeException e) {
                return false;
            }
        });
        return ofPlanted(smallest);
    }
}
