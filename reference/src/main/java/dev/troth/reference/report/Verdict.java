package dev.troth.reference.report;

import dev.troth.reference.attack.Replay;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One question with its answer.
 *
 * @param attack the attack done again on bytes, or null if there is none
 * @param inTerms the attack told in terms, where the specification cannot be done again on octets; else empty
 * @param bounds among which runs it was found
 * @param wider why the search among more runs came to no end, where the attack was found among fewer; else empty
 * @param clear fewer runs among which a search came to an end without an attack, where the one among these came to none
 */
public record Verdict(
        Question question,
        Finding finding,
        Replay.@Nullable Result attack,
        List<String> inTerms,
        Bounds bounds,
        String wider,
        List<Bounds> clear) {
    public Verdict {
        inTerms = List.copyOf(inTerms);
        clear = List.copyOf(clear);
    }

    static Verdict of(Question question, Finding finding, Replay.@Nullable Result attack, Bounds bounds) {
        return new Verdict(question, finding, attack, List.of(), bounds, "", List.of());
    }

    /** An attack that is told in terms. */
    static Verdict inTerms(Question question, Finding finding, List<String> lines, Bounds bounds) {
        return new Verdict(question, finding, null, lines, bounds, "", List.of());
    }

    /**
     * This verdict, which is open, with what a search among fewer runs came to. An attack there is the answer. No attack there is
     * none: it says nothing of the runs that were asked for.
     */
    Verdict orAmongFewer(Verdict fewer) {
        return switch (fewer.finding.verdict()) {
            case ATTACK ->
                new Verdict(
                        question,
                        fewer.finding,
                        fewer.attack,
                        fewer.inTerms,
                        fewer.bounds,
                        finding.gaveUp(),
                        List.of());
            case NO_ATTACK -> {
                List<Bounds> more = new ArrayList<>(clear);
                more.add(fewer.bounds);
                yield new Verdict(question, finding, attack, inTerms, bounds, wider, more);
            }
            case INCONCLUSIVE, VACUOUS -> this;
        };
    }

    /**
     * Whether a search among fewer runs can add something: this one reached a bound, and no search among as many came to an end.
     * Where the machine or the user ended it, nothing is asked in its place: what is found would depend on them.
     */
    boolean isWorthAsking(Bounds fewer) {
        return finding.verdict() == Finding.Verdict.INCONCLUSIVE
                && !finding.gaveUp().isEmpty()
                && !finding.isCutOff()
                && clear.stream().noneMatch(known -> Mixtures.includes(question, known, fewer));
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

    /** Whether it contradicts the specification. What the search leaves open contradicts nothing. */
    public boolean isSurprise() {
        return switch (outcome()) {
            case BROKEN, HELD, VACUOUS, UNCONFIRMED -> true;
            case AS_EXPECTED, OPEN, INCONCLUSIVE -> false;
        };
    }

    /** Whether it says that there is no attack, among the runs that were asked for or among fewer. */
    boolean isWithoutAttack() {
        return finding.verdict() == Finding.Verdict.NO_ATTACK || !clear.isEmpty();
    }

    /** Whether the search has no answer. */
    public boolean isOpen() {
        return outcome() == Outcome.INCONCLUSIVE;
    }

    /** What the reader should make of it. */
    public String remark() {
        return switch (outcome()) {
            case AS_EXPECTED -> "as expected";
            case OPEN -> "no expectation";
            case BROKEN -> "EXPECTED TO HOLD";
            case HELD -> "EXPECTED TO BREAK";
            case INCONCLUSIVE -> none() + "inconclusive: " + reason();
            case VACUOUS -> "the point is never reached";
            case UNCONFIRMED -> "does not work on bytes, a bug of Troth";
        };
    }

    private String none() {
        return clear.isEmpty()
                ? ""
                : clear.stream().map(Bounds::runs).collect(Collectors.joining(", nor with ", "none with ", "; "));
    }

    /** Why the search has no answer. */
    private String reason() {
        if (!finding.gaveUp().isEmpty()) {
            return finding.gaveUp();
        }
        int count = finding.undecided().size();
        return "it rests on " + (count == 1 ? "a condition" : count + " conditions") + " that nobody decided";
    }
}
