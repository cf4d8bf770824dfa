package dev.troth.statemachine.term;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Walk;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * Failures of which nothing comes: the message is dropped, or the run goes to a state in which nothing happens any more
 * and of which no claim speaks. An attacker who makes a check fail so has gained nothing that he has not without this run.
 */
final class DeadEnds {
    private final Set<State> claimed = Collections.newSetFromMap(new IdentityHashMap<>());

    DeadEnds(Protocol protocol) {
        protocol.claims().forEach(claim -> points(claim.property()).forEach(point -> claimed.add(point.state())));
    }

    private static List<Claim.Point> points(Claim.Property property) {
        return switch (property) {
            case Claim.Secret secret -> secret.points();
            case Claim.Agree agree -> List.of(agree.point());
            case Claim.Alive alive -> List.of(alive.point());
            case Claim.Fresh fresh -> List.of(fresh.point());
            case Claim.Never never -> List.of(never.point());
            case Claim.Reachable reachable -> List.of(reachable.point());
        };
    }

    /** Whether a failure in a reaction of a role is the end of it. */
    boolean isDead(List<Statement> failure, Walk.Scope scope) {
        return failure.stream().allMatch(statement -> switch (statement) {
            case Statement.Discard _ -> true;
            case Statement.Show _ -> true;
            case Statement.Goto go ->
                scope.role() != null && isDead(scope.role().states().get(go.state()));
            case Statement.Assign _,
                    Statement.Let _,
                    Statement.Send _,
                    Statement.Require _,
                    Statement.Open _,
                    Statement.Choose _,
                    Statement.If _,
                    Statement.Add _,
                    Statement.Put _,
                    Statement.Export _,
                    Statement.Resend _,
                    Statement.Spawn _ -> false;
        });
    }

    private boolean isDead(State state) {
        return !claimed.contains(state)
                && state.reactions().stream()
                        .map(Reaction::body)
                        .allMatch(body -> !Walk.any(body, s -> !(s instanceof Statement.Show)));
    }

    /** The comparisons, by identity, without which a check fails of which then nothing comes. */
    Set<Expr> needed(Protocol protocol) {
        Set<Expr> needed = Collections.newSetFromMap(new IdentityHashMap<>());
        for (Role role : protocol.roles()) {
            Walk.role(role, new Walk.Visitor() {
                @Override
                public void statement(Statement statement, Walk.Scope scope) {
                    if (statement instanceof Statement.Require require && isDead(require.failure(), scope)) {
                        equalities(require.condition(), needed);
                    }
                    if (statement instanceof Statement.Choose choose && isDead(choose.failure(), scope)) {
                        equalities(choose.condition(), needed);
                    }
                }
            });
        }
        return needed;
    }

    private static void equalities(Expr condition, Set<Expr> out) {
        if (condition instanceof Expr.And(Expr left, Expr right)) {
            equalities(left, out);
            equalities(right, out);
        } else if (condition instanceof Expr.Compare compare && compare.comparison() == Expr.Comparison.EQUAL) {
            out.add(compare);
        }
    }
}
