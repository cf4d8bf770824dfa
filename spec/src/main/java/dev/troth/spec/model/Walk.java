package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one walk over what a specification says. An analysis tells what it does with a node; where a node leads is known
 * here (and in {@link Expr#operands()}, {@link Statement#values()}, {@link Statement#inner()}, {@link Reaction#values()}),
 * so that no analysis forgets a place where something may stand.
 */
public final class Walk {
    private Walk() {}

    /** Where an expression stands: whose variables and stores, which reaction's names, which derivation's parameters. */
    public record Scope(
            @Nullable Role role,
            @Nullable Reaction reaction,
            @Nullable KeyFunction key) {
        /** What a specification says outside its roles. */
        public static final Scope NONE = new Scope(null, null, null);
    }

    /** What a walk meets: each node once, before what is inside it. */
    public interface Visitor {
        default void role(Role role) {}

        default void reaction(Reaction reaction, Scope scope) {}

        default void statement(Statement statement, Scope scope) {}

        default void expr(Expr expr, Scope scope) {}
    }

    /** Everything that is said: parameters, layouts, derivations, equations, roles, claims. */
    public static void everything(Protocol protocol, Visitor visitor) {
        protocol.params().forEach(param -> expr(param.value(), Scope.NONE, visitor));
        protocol.layouts().forEach(layout -> layout(layout, visitor));
        protocol.keys().forEach(key -> derivation(key, visitor));
        for (Equation equation : protocol.equations()) {
            expr(equation.left(), Scope.NONE, visitor);
            expr(equation.right(), Scope.NONE, visitor);
        }
        protocol.roles().forEach(role -> role(role, visitor));
        for (Claim claim : protocol.claims()) {
            claim.property().values().forEach(spoken -> expr(spoken.value(), scope(spoken.of()), visitor));
        }
    }

    /** What the roles do, with every derivation that they use, each derivation once. */
    public static void behaviour(Protocol protocol, Visitor visitor) {
        Set<KeyFunction> met = new HashSet<>();
        List<KeyFunction> open = new ArrayList<>();
        Visitor following = new Visitor() {
            @Override
            public void role(Role role) {
                visitor.role(role);
            }

            @Override
            public void reaction(Reaction reaction, Scope scope) {
                visitor.reaction(reaction, scope);
            }

            @Override
            public void statement(Statement statement, Scope scope) {
                visitor.statement(statement, scope);
            }

            @Override
            public void expr(Expr expr, Scope scope) {
                visitor.expr(expr, scope);
                if (expr instanceof Expr.Derive derive && met.add(derive.key())) {
                    open.add(derive.key());
                }
            }
        };
        protocol.roles().forEach(role -> role(role, following));
        while (!open.isEmpty()) {
            derivation(open.removeLast(), following);
        }
    }

    /** What a role knows, how long its stores keep, and what it does. */
    public static void role(Role role, Visitor visitor) {
        visitor.role(role);
        Scope scope = scope(role);
        for (Role.Variable variable : role.variables()) {
            if (variable.known() != null) {
                expr(variable.known(), scope, visitor);
            }
        }
        for (Role.Store store : role.stores()) {
            if (store.life() != null) {
                expr(store.life(), scope, visitor);
            }
        }
        for (State state : role.states()) {
            state.reactions().forEach(reaction -> reaction(reaction, role, visitor));
        }
    }

    public static void reaction(Reaction reaction, Role role, Visitor visitor) {
        Scope scope = new Scope(role, reaction, null);
        visitor.reaction(reaction, scope);
        reaction.values().forEach(value -> expr(value, scope, visitor));
        statements(reaction.body(), scope, visitor);
    }

    private static void statements(List<Statement> statements, Scope scope, Visitor visitor) {
        for (Statement statement : statements) {
            visitor.statement(statement, scope);
            statement.values().forEach(value -> expr(value, scope, visitor));
            statement.inner().forEach(inner -> statements(inner, scope, visitor));
        }
    }

    public static void derivation(KeyFunction key, Visitor visitor) {
        expr(key.body(), new Scope(null, null, key), visitor);
    }

    private static void layout(Layout layout, Visitor visitor) {
        for (Layout.DataField field : layout.data()) {
            if (field.standard() != null) {
                expr(field.standard(), Scope.NONE, visitor);
            }
        }
    }

    public static void expr(Expr expr, Scope scope, Visitor visitor) {
        each(expr, inner -> visitor.expr(inner, scope));
    }

    /** Where the names of a role mean its variables, outside its reactions. */
    public static Scope scope(Role role) {
        return new Scope(role, null, null);
    }

    /** An expression and all that it is made of. */
    public static void each(Expr expr, Consumer<Expr> consumer) {
        consumer.accept(expr);
        expr.operands().forEach(operand -> each(operand, consumer));
    }

    /** Whether an expression, or one that it is made of, is such. */
    public static boolean any(Expr expr, Predicate<Expr> wanted) {
        return wanted.test(expr) || expr.operands().stream().anyMatch(operand -> any(operand, wanted));
    }

    /** What comes of an expression, from what comes of its operands in their order. */
    public static <R> R fold(Expr expr, BiFunction<Expr, List<R>, R> combine) {
        List<R> parts = new ArrayList<>();
        for (Expr operand : expr.operands()) {
            parts.add(fold(operand, combine));
        }
        return combine.apply(expr, parts);
    }

    /** Every statement, those inside a statement after it. */
    public static void each(List<Statement> statements, Consumer<Statement> consumer) {
        for (Statement statement : statements) {
            consumer.accept(statement);
            statement.inner().forEach(inner -> each(inner, consumer));
        }
    }

    /** Whether one of the statements, or one inside them, is such. */
    public static boolean any(List<Statement> statements, Predicate<Statement> wanted) {
        for (Statement statement : statements) {
            if (wanted.test(statement) || statement.inner().stream().anyMatch(inner -> any(inner, wanted))) {
                return true;
            }
        }
        return false;
    }

    /** Every statement of every reaction of a role, with its state. */
    public static void each(Role role, BiConsumer<State, Statement> consumer) {
        for (State state : role.states()) {
            state.reactions().forEach(reaction -> each(reaction.body(), s -> consumer.accept(state, s)));
        }
    }
}
