package dev.troth.statemachine.search;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Expr;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the properties that one search looks for ask of a run that comes to their point, and may come there again.
 *
 * @param kept values that count however much later: a secret may be lost and a value may come again when the run has gone on
 * @param forbids whether something must never be so, and be it for a moment
 */
record Asked(List<Expr> kept, boolean forbids) {
    static Asked of(List<Claim.Property> properties) {
        List<Expr> kept = new ArrayList<>();
        for (Claim.Property property : properties) {
            switch (property) {
                case Claim.Secret secret -> kept.addAll(secret.terms());
                case Claim.Fresh(Expr term, var ignored) -> kept.add(term);
                case Claim.Agree ignored -> {}
                case Claim.Alive ignored -> {}
                case Claim.Never ignored -> {}
                case Claim.Reachable ignored -> {}
            }
        }
        return new Asked(List.copyOf(kept), properties.stream().anyMatch(Claim.Never.class::isInstance));
    }

    /** Whether a property may come to be false after the point was reached; others are asked when a run comes there. */
    static boolean isLasting(Claim.Property property) {
        return property instanceof Claim.Secret;
    }

    /**
     * Whether a property that is true when a run comes to its point may be false when it comes there again. Whoever has shown that he
     * is alive has shown it for good.
     */
    static boolean mayChange(Claim.Property property) {
        return switch (property) {
            case Claim.Secret ignored -> true;
            case Claim.Agree ignored -> true;
            case Claim.Fresh ignored -> true;
            case Claim.Never ignored -> true;
            case Claim.Alive ignored -> false;
            case Claim.Reachable ignored -> false;
        };
    }

    /**
     * Of all the times that a run has come, those that are asked of: of one whose values have changed since, what was forbidden for a
     * moment and what counts later.
     *
     * @param before the time that was asked of so far, if any
     * @param now those that a step has brought
     */
    List<Run.Coming> of(Run.@Nullable Coming before, List<Run.Coming> now, Scene scene) {
        List<Run.Coming> all = new ArrayList<>();
        Set<List<Term>> held = new HashSet<>();
        for (Run.Coming coming : now.reversed()) {
            boolean isNew = held.add(values(coming, scene));
            if (isNew || forbids || !coming.past()) {
                all.add(coming);
            }
        }
        if (before != null && held.add(values(before, scene))) {
            all.add(new Run.Coming(before.session(), true));
        }
        return all;
    }

    /** What a run holds that counts later, as it was when it came. */
    List<Term> values(Run.Coming coming, Scene scene) {
        return kept.stream()
                .map(each -> scene.machine.value(each, coming.session()))
                .toList();
    }
}
