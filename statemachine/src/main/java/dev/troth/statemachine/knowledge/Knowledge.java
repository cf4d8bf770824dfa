package dev.troth.statemachine.knowledge;

import dev.troth.spec.model.Function;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What an attacker has heard, and everything in it that he can take apart, each with the stage from which he has it.
 * Stages are numbered from 0 in the order of hearing. Saturated: what can be opened is open. Immutable.
 */
public final class Knowledge {
    private final Theory theory;
    private final List<Heard> heard;
    private final Map<Term, Integer> known;
    private final List<Term.Compound> sealed;
    /** The classes of the variables that stand in it. */
    private final long open;

    private final Offers offers;
    /** What each offer would add, as far as it has been asked: one search is of one thread. */
    private final Map<Offer, Knowledge> afterTaking = new IdentityHashMap<>(0);

    /** What may still be heard from the start, and what of it was needed. */
    private record Offers(List<Offer> open, List<Offer> taken) {
        static final Offers NONE = new Offers(List.of(), List.of());

        Offers taking(Offer offer) {
            List<Offer> more = new ArrayList<>(taken);
            more.add(offer);
            return new Offers(
                    open.stream().filter(o -> o.place() != offer.place()).toList(), List.copyOf(more));
        }
    }

    /** A term as it was heard. */
    public record Heard(Term term, int stage) {}

    /** What does not change in a search: terms, equations, and the agents whose secrets the attacker has. */
    public record Theory(Terms terms, Map<Function, List<Opening>> openings, Set<String> dishonest) {
        public static Theory of(Terms terms, Set<String> dishonest) {
            Map<Function, List<Opening>> openings = new LinkedHashMap<>();
            for (Opening opening : Opening.all(terms)) {
                openings.computeIfAbsent(opening.of(), f -> new ArrayList<>()).add(opening);
            }
            return new Theory(terms, openings, dishonest);
        }

        List<Opening> openings(Term.Compound term) {
            return term.symbol() instanceof Symbol.Primitive(Function function)
                    ? openings.getOrDefault(function, List.of())
                    : List.of();
        }

        /** Whether the attacker has an atom from the start. */
        public boolean isOwn(Term term) {
            return switch (term) {
                case Term.Name name -> dishonest.contains(name.label().agent());
                case Term.Shared shared -> shared.agents().stream().anyMatch(dishonest::contains);
                default -> Composition.isPublic(term);
            };
        }
    }

    private Knowledge(
            Theory theory,
            List<Heard> heard,
            Map<Term, Integer> known,
            List<Term.Compound> sealed,
            long open,
            Offers offers) {
        this.theory = theory;
        this.heard = heard;
        this.known = known;
        this.sealed = sealed;
        this.open = open;
        this.offers = offers;
    }

    public static Knowledge none(Theory theory) {
        return new Knowledge(theory, List.of(), Map.of(), List.of(), 0, Offers.NONE);
    }

    /** The same, with something that may still be heard from the start. */
    public Knowledge offering(List<? extends Offer> more) {
        return new Knowledge(theory, heard, known, sealed, open, new Offers(List.copyOf(more), offers.taken()));
    }

    /** Offers of the first free place of each line. */
    public List<Offer> offers() {
        List<Offer> first = new ArrayList<>();
        for (Offer offer : offers.open()) {
            if (offers.open().stream().noneMatch(o -> o.line() == offer.line() && o.place() < offer.place())) {
                first.add(offer);
            }
        }
        return first;
    }

    boolean hasNoOffers() {
        return offers.open().isEmpty();
    }

    /** The offers that were taken, in order. */
    public List<Offer> taken() {
        return offers.taken();
    }

    /** With what an offer tells heard from the start. */
    public Knowledge taking(Offer offer) {
        Knowledge known = afterTaking.get(offer);
        if (known == null) {
            known = with(offer);
            afterTaking.put(offer, known);
        }
        return known;
    }

    private Knowledge with(Offer offer) {
        List<Heard> all = new ArrayList<>(heard.size() + offer.terms().size());
        int at = 0;
        while (at < heard.size() && heard.get(at).stage() == 0) {
            all.add(heard.get(at++));
        }
        offer.terms().forEach(term -> all.add(new Heard(term, 0)));
        all.addAll(heard.subList(at, heard.size()));
        return saturated(all, offers.taking(offer));
    }

    public Theory theory() {
        return theory;
    }

    public List<Heard> heard() {
        return heard;
    }

    /** What he has besides what is public, in the order in which he got it. */
    public Map<Term, Integer> known() {
        return known;
    }

    /** What he has and cannot open. */
    List<Term.Compound> sealed() {
        return sealed;
    }

    /** Whether variables stand in it. */
    public boolean isOpen() {
        return open != 0;
    }

    /** With more heard, at a stage that is not before any other. */
    public Knowledge adding(List<Term> terms, int stage) {
        if (terms.isEmpty()) {
            return this;
        }
        Draft draft = new Draft(theory, known, sealed);
        List<Heard> all = new ArrayList<>(heard);
        long anyOpen = open;
        for (Term term : terms) {
            all.add(new Heard(term, stage));
            anyOpen |= term.variables();
            draft.add(term, stage);
        }
        draft.saturate(stage);
        return new Knowledge(theory, List.copyOf(all), draft.known, draft.sealed, anyOpen, offers);
    }

    /** With variables bound. */
    public Knowledge refined(Bindings bindings) {
        if (!bindings.touch(open)) {
            return this;
        }
        boolean changed = false;
        List<Heard> replaced = new ArrayList<>(heard.size());
        for (Heard each : heard) {
            Term term = bindings.apply(each.term(), theory.terms());
            changed |= term != each.term();
            replaced.add(term == each.term() ? each : new Heard(term, each.stage()));
        }
        if (!changed) {
            return this;
        }
        return saturated(replaced, offers);
    }

    private Knowledge saturated(List<Heard> terms, Offers now) {
        Draft draft = new Draft(theory, Map.of(), List.of());
        long anyOpen = 0;
        for (int i = 0; i < terms.size(); i++) {
            Heard each = terms.get(i);
            anyOpen |= each.term().variables();
            draft.add(each.term(), each.stage());
            if (i + 1 == terms.size() || terms.get(i + 1).stage() > each.stage()) {
                draft.saturate(each.stage());
            }
        }
        return new Knowledge(theory, List.copyOf(terms), draft.known, draft.sealed, anyOpen, now);
    }

    /** Whether a term can be derived by a stage if every variable in it can. */
    public boolean derives(Term term, int stage) {
        return derives(term, stage, theory, known);
    }

    private static boolean derives(Term term, int stage, Theory theory, Map<Term, Integer> known) {
        if (term instanceof Term.Var || theory.isOwn(term)) {
            return true;
        }
        Integer since = known.get(term);
        if (since != null && since <= stage) {
            return true;
        }
        if (term instanceof Term.Compound compound) {
            if (compound.symbol() instanceof Symbol.Slice(int start, int length)
                    && Composition.isCovered(compound.argument(0), start, start + length, known, stage)) {
                return true;
            }
            for (List<Term> parts : Composition.parts(compound, theory.terms())) {
                boolean all = true;
                for (Term part : parts) {
                    all = all && derives(part, stage, theory, known);
                }
                if (all) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Knowledge in the making. */
    private static final class Draft {
        final Theory theory;
        final Map<Term, Integer> known;
        List<Term.Compound> sealed;

        Draft(Theory theory, Map<Term, Integer> known, List<Term.Compound> sealed) {
            this.theory = theory;
            this.known = new LinkedHashMap<>(known);
            this.sealed = new ArrayList<>(sealed);
        }

        void add(Term term, int stage) {
            if (term instanceof Term.Var || theory.isOwn(term)) {
                return;
            }
            if (term instanceof Term.Compound compound && Composition.isTransparent(compound)) {
                for (Term part : compound.arguments()) {
                    add(part, stage);
                }
                return;
            }
            if (known.putIfAbsent(term, stage) == null && term instanceof Term.Compound compound) {
                boolean closes = isCombined(compound)
                        || compound.symbol() instanceof Symbol.Slice
                        || !theory.openings(compound).isEmpty();
                if (closes) {
                    sealed.add(compound);
                }
            }
        }

        void saturate(int stage) {
            boolean again = true;
            while (again) {
                again = false;
                List<Term.Compound> waiting = sealed;
                sealed = new ArrayList<>();
                for (Term.Compound term : waiting) {
                    boolean opened = isCombined(term)
                            ? cancel(term, stage)
                            : term.symbol() instanceof Symbol.Slice ? join(term, stage) : open(term, stage);
                    if (opened) {
                        again = true;
                    } else {
                        sealed.add(term);
                    }
                }
            }
        }

        private boolean open(Term.Compound term, int stage) {
            for (Opening opening : theory.openings(term)) {
                Opening.Opened inside = opening.open(term);
                if (inside != null && inside.needed().stream().allMatch(n -> derives(n, stage, theory, known))) {
                    add(inside.content(), stage);
                    return true;
                }
            }
            return false;
        }

        /** Exclusive ors and sums of numbers: whoever has all of it but one operand has that too. */
        private static boolean isCombined(Term.Compound term) {
            return term.symbol() instanceof Symbol.Xor
                    || (term.symbol() instanceof Symbol.Sum(boolean ignored, int bits) && bits > 0);
        }

        /** Slices that lie side by side give the whole. */
        private boolean join(Term.Compound slice, int stage) {
            Term whole = slice.argument(0);
            boolean all = Composition.isCovered(whole, known, stage);
            if (all) {
                add(whole, stage);
            }
            return all;
        }

        /** A combination of which all operands but one are known gives that one. */
        private boolean cancel(Term.Compound term, int stage) {
            Term unknown = null;
            for (Term operand : term.arguments()) {
                if (!derives(operand, stage, theory, known)) {
                    if (unknown != null) {
                        return false;
                    }
                    unknown = operand;
                }
            }
            if (unknown != null) {
                add(unknown, stage);
            }
            return true;
        }
    }
}
