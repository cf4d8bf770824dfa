package dev.troth.statemachine.knowledge;

import dev.troth.statemachine.term.Combinations;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Term;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether something that may still be heard could be of use for what is known. What is derived is put together from what comes out of
 * something that was heard, if all keys are there: what is told helps only if something that comes out of it stands in what is needed.
 */
final class Needs {
    /** What comes out of each offer at most. One search is of one thread. */
    private final Map<Offer, Set<Term>> contents = new IdentityHashMap<>();

    /** Whether what an offer tells could open something that is sealed, or take something off what is combined. */
    boolean mayOpen(Offer offer, Knowledge knowledge) {
        Knowledge.Theory theory = knowledge.theory();
        Set<Term> told = contents.computeIfAbsent(offer, o -> contents(o, theory));
        for (Term.Compound sealed : knowledge.sealed()) {
            for (Opening opening : theory.openings(sealed)) {
                Opening.Opened inside = opening.open(sealed);
                if (inside != null && inside.needed().stream().anyMatch(needed -> meets(needed, told, theory))) {
                    return true;
                }
            }
        }
        return knowledge.combined().stream().anyMatch(row -> meets(row, told, theory));
    }

    private static Set<Term> contents(Offer offer, Knowledge.Theory theory) {
        Set<Term> contents = new LinkedHashSet<>();
        offer.terms().forEach(term -> collect(term, theory, contents));
        return contents;
    }

    private static void collect(Term term, Knowledge.Theory theory, Set<Term> contents) {
        if (!theory.isOwn(term) && contents.add(term) && term instanceof Term.Compound compound) {
            if (Composition.isTransparent(compound) || Combinations.combines(term)) {
                compound.arguments().forEach(part -> collect(part, theory, contents));
            }
            for (Opening opening : theory.openings(compound)) {
                Opening.Opened inside = opening.open(compound);
                if (inside != null) {
                    collect(inside.content(), theory, contents);
                }
            }
        }
    }

    /** Whether something that is told stands in what is needed, in any of its forms. */
    private static boolean meets(Term needed, Set<Term> told, Knowledge.Theory theory) {
        if (told.contains(needed)) {
            return true;
        }
        if (needed instanceof Term.Compound compound) {
            for (List<Term> parts : Composition.parts(compound, theory.terms())) {
                for (Term part : parts) {
                    if (meets(part, told, theory)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
