package dev.troth.reference.report;

import dev.troth.reference.attack.Replay;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One question with its answer.
 *
 * @param attack the attack done again on bytes, or null if there is none
 * @param bounds among which runs it was found
 * @param wider why the search among more runs has no answer, or empty if none was asked or it has
 */
public record Verdict(Question question, Finding finding, Replay.@Nullable Result attack, Bounds bounds, String wider) {
    /** This verdict, found among fewer runs, where the first one came to no end; the first, if this says nothing either. */
    public Verdict insteadOf(Verdict first) {
        return finding.verdict() == Finding.Verdict.INCONCLUSIVE || finding.verdict() == Finding.Verdict.VACUOUS
                ? first
                : new Verdict(question, finding, attack, bounds, first.finding().gaveUp());
    }

    /** What it comes to against what the specification says. */
    public enum Outcome {
        AS_EXPECTED,
        /** The specification says nothing. */
        OPEN,
        /** Expected to hold, and broken. */
        BROKEN,
        /** Expected to break, and no attack was found. */
        HELD,
        INCONCLUSIVE,
        /** The point of the claim is never reached. */
        VACUOUS,
        /** The attack does not work on bytes: a fault of Troth. */
        UNCONFIRMED
    }

    public Outcome outcome() {
        if (attack != null && !attack.isConfirmed()) {
            return Outcome.UNCONFIRMED;
        }
        Boolean expected = question.expected();
        return switch (finding.verdict()) {
            case ATTACK -> expected == null ? Outcome.OPEN : expected ? Outcome.BROKEN : Outcome.AS_EXPECTED;
            case NO_ATTACK -> expected == null ? Outcome.OPEN : expected ? Outcome.AS_EXPECTED : Outcome.HELD;
            case INCONCLUSIVE -> Outcome.INCONCLUSIVE;
            case VACUOUS -> Outcome.VACUOUS;
        };
    }

    /** The verdict in a word. */
    public String word() {
        return switch (finding.verdict()) {
            case ATTACK -> "BROKEN";
            case NO_ATTACK -> "holds";
            case INCONCLUSIVE -> "open";
            case VACUOUS -> "vacuous";
        };
    }

    public boolean isSurprise() {
        return outcome() != Outcome.AS_EXPECTED && outcome() != Outcome.OPEN;
    }

    /** What the reader should make of it. */
    public String remark() {
        return switch (outcome()) {
            case AS_EXPECTED -> "as expected";
            case OPEN -> "no expectation";
            case BROKEN -> "EXPECTED TO HOLD";
            case HELD -> "EXPECTED TO BREAK";
            case INCONCLUSIVE -> "inconclusive: " + finding.gaveUp();
            case VACUOUS -> "the point is never reached";
            case UNCONFIRMED -> "does not work on bytes, a bug of Troth";
        };
    }
}
