package dev.troth.reference.attack;

import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.List;

/**
 * A term as a person writes it down. What is known of an agent's own secret is written with the agent: {@code pk(Alice)} is the
 * public key of Alice, {@code private(Alice)} the secret itself.
 */
final class TermText {
    private static final String PRIVATE = "private";

    private TermText() {}

    static String of(Term term) {
        return term instanceof Term.Shared shared ? secret(shared) : inside(term);
    }

    private static String inside(Term term) {
        return switch (term) {
            case Term.Compound compound -> compound(compound);
            case Term.Shared shared ->
                shared.name().equals(PRIVATE) ? String.join(", ", shared.agents()) : secret(shared);
            case Term.Var ignored -> term.toString();
            case Term.Name ignored -> term.toString();
            case Term.Agent ignored -> term.toString();
            case Term.Int ignored -> term.toString();
            case Term.Text ignored -> term.toString();
            case Term.Time ignored -> term.toString();
            case Term.Duration ignored -> term.toString();
            case Term.Octets ignored -> term.toString();
            case Term.Absent ignored -> term.toString();
            case Term.Pending ignored -> term.toString();
        };
    }

    private static String compound(Term.Compound compound) {
        List<String> arguments =
                compound.arguments().stream().map(TermText::inside).toList();
        return switch (compound.symbol()) {
            case Symbol.Concat ignored -> String.join(" || ", arguments);
            case Symbol.Xor ignored -> String.join(" xor ", arguments);
            case Symbol.ListOf ignored -> "[" + String.join(", ", arguments) + "]";
            case Symbol.Slice(int start, int length) ->
                "part(" + arguments.getFirst() + ", " + start + ", " + length + ")";
            case Symbol.Sum(boolean minus, int ignored) -> String.join(minus ? " - " : " + ", arguments);
            case Symbol.Primitive ignored -> applied(compound, arguments);
            case Symbol.Payload ignored -> applied(compound, arguments);
            case Symbol.Whole ignored -> applied(compound, arguments);
            case Symbol.Covered ignored -> applied(compound, arguments);
            case Symbol.Size ignored -> applied(compound, arguments);
            case Symbol.Abs ignored -> applied(compound, arguments);
            case Symbol.FieldOf ignored -> applied(compound, arguments);
        };
    }

    private static String applied(Term.Compound compound, List<String> arguments) {
        return compound.symbol() + "(" + String.join(", ", arguments) + ")";
    }

    private static String secret(Term.Shared shared) {
        return shared.name() + "(" + String.join(", ", shared.agents()) + ")";
    }
}
