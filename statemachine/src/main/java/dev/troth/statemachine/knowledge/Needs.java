package dev.troth.statemachine.knowledge;

import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.List;

/**
 * Whether something that may still be heard could be of use for what is known. Whatever nobody has from the start contains a secret,
 * and what is told helps to derive it only if a secret of it stands there.
 */
final class Needs {
    private Needs() {}

    /** Whether what an offer tells could open something that is sealed, or take something off what is combined. */
    static boolean mayOpen(Offer offer, Knowledge knowledge) {
        for (Term.Compound sealed : knowledge.sealed()) {
            for (Opening opening : knowledge.theory().openings(sealed)) {
                Opening.Opened inside = opening.open(sealed);
                if (inside != null && inside.needed().stream().anyMatch(needed -> meets(needed, offer.terms()))) {
                    return true;
                }
            }
        }
        return knowledge.combined().stream().anyMatch(row -> meets(row, offer.terms()));
    }

    /** The values that an exclusive or combines, or that a slice is cut from. */
    static List<Term> operands(Term.Compound row) {
        return row.symbol() instanceof Symbol.Xor || row.symbol() instanceof Symbol.Slice ? row.arguments() : List.of();
    }

    private static boolean meets(Term needed, List<Term> told) {
        return switch (needed) {
            case Term.Name ignored -> told.stream().anyMatch(whole -> holds(whole, needed));
            case Term.Shared ignored -> told.stream().anyMatch(whole -> holds(whole, needed));
            case Term.Compound compound -> compound.arguments().stream().anyMatch(part -> meets(part, told));
            case Term.Var ignored -> false;
            case Term.Agent ignored -> false;
            case Term.Int ignored -> false;
            case Term.Text ignored -> false;
            case Term.Octets ignored -> false;
            case Term.Time ignored -> false;
            case Term.Duration ignored -> false;
            case Term.Absent ignored -> false;
            case Term.Pending ignored -> false;
        };
    }

    private static boolean holds(Term whole, Term part) {
        return whole == part
                || (whole instanceof Term.Compound compound
                        && compound.arguments().stream().anyMatch(argument -> holds(argument, part)));
    }
}
