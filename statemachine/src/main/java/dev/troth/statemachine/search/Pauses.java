package dev.troth.statemachine.search;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.statemachine.machine.Choices;
import java.util.List;
import java.util.TreeSet;

/**
 * The times that matter to a protocol: accepted clock differences and the lives of stored entries. Only whether one of
 * them has passed can make a difference, so the attacker waits a little more than one of them or not at all.
 */
public final class Pauses {
    private static final long SECOND = 1_000_000_000L;

    private final Choices choices;
    private final TreeSet<Long> found = new TreeSet<>();

    private Pauses(Choices choices) {
        this.choices = choices;
    }

    /** How long the attacker may wait, in nanoseconds, shortest first; empty if time does not matter. */
    public static List<Long> of(Protocol protocol, Choices choices) {
        Pauses pauses = new Pauses(choices);
        for (Role role : protocol.roles()) {
            for (Role.Store store : role.stores()) {
                if (store.life() != null) {
                    pauses.expr(store.life());
                }
            }
            for (State state : role.states()) {
                state.reactions().forEach(reaction -> pauses.statements(reaction.body()));
            }
        }
        return List.copyOf(pauses.found);
    }

    private void statements(List<Statement> body) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Require require -> expr(require.condition());
                case Statement.If branch -> expr(branch.condition());
                default -> {}
            }
            statement.inner().forEach(this::statements);
        }
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.DurationLiteral(long nanos) -> found.add(nanos + SECOND);
            case Expr.Param param
            when choices.param(param.index()) instanceof Expr.DurationLiteral(long nanos) -> found.add(nanos + SECOND);
            case Expr.Compare compare -> {
                expr(compare.left());
                expr(compare.right());
            }
            case Expr.And(Expr left, Expr right) -> {
                expr(left);
                expr(right);
            }
            case Expr.Or(Expr left, Expr right) -> {
                expr(left);
                expr(right);
            }
            case Expr.Not(Expr operand) -> expr(operand);
            case Expr.Arithmetic sum -> {
                expr(sum.left());
                expr(sum.right());
            }
            case Expr.Abs(Expr operand) -> expr(operand);
            default -> {}
        }
    }
}
