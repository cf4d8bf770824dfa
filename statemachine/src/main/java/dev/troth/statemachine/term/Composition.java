package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import java.util.ArrayList;
import java.util.List;

/** How a term is put together by anyone who has its parts. Functions are public: secrets are names. */
public final class Composition {
    private Composition() {}

    /** Whether everyone knows the term: constants, agents, times, lengths. */
    public static boolean isPublic(Term term) {
        return switch (term) {
            case Term.Agent ignored -> true;
            case Term.Int ignored -> true;
            case Term.Text ignored -> true;
            case Term.Octets ignored -> true;
            case Term.Time ignored -> true;
            case Term.Duration ignored -> true;
            case Term.Absent ignored -> true;
            case Term.Pending ignored -> true;
            case Term.Compound compound -> compound.symbol() instanceof Symbol.Size;
            case Term.Name ignored -> false;
            case Term.Shared ignored -> false;
            case Term.Var ignored -> false;
        };
    }

    /** Whether the parts of a term are there for everyone who has it. */
    public static boolean isTransparent(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Payload ignored -> true;
            case Symbol.Whole ignored -> true;
            case Symbol.ListOf ignored -> true;
            case Symbol.Concat ignored -> true;
            case Symbol.Primitive ignored -> false;
            case Symbol.Xor ignored -> false;
            case Symbol.Slice ignored -> false;
            case Symbol.Covered ignored -> false;
            case Symbol.Size ignored -> false;
            case Symbol.Sum ignored -> false;
            case Symbol.Abs ignored -> false;
            case Symbol.FieldOf ignored -> false;
        };
    }

    /** Each list of terms from which the term is made: its operands, and those of its other forms under the equations. */
    public static List<List<Term>> parts(Term.Compound term, Terms terms) {
        if (!(term.symbol() instanceof Symbol.Primitive(Function function))) {
            return List.of(term.arguments());
        }
        List<List<Term>> parts = new ArrayList<>(2);
        parts.add(term.arguments());
        for (Rewriting.Rule rule : terms.rewriting().rules(function)) {
            Term[] bindings = new Term[rule.variables()];
            if (!rule.shrinks()
                    && terms.rewriting().matches(rule.left(), term, bindings)
                    && terms.rewriting().plainly(rule.right(), bindings) instanceof Term.Compound other
                    && other != term) {
                parts.add(other.arguments());
            }
        }
        return parts;
    }
}
