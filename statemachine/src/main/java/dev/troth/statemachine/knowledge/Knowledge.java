package dev.troth.statemachine.knowledge;

import dev.troth.spec.model.Function;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Combinations;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.HashMap;
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
    /** What he has that combines other values, in the order in which he got it. */
    private final List<Term.Compound> combined;
    /** What comes from that at each stage, as far as it has been asked: one search is of one thread. */
    private final Map<Integer, Combinations> combinations = new HashMap<>(0);
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
            List<Term.Compound> combined,
            long open,
            Offers offers) {
        this.theory = theory;
        this.heard = heard;
        this.known = known;
        this.sealed = sealed;
        this.combined = combined;
        this.open = open;
        this.offers = offers;
    }

    public static Knowledge none(Theory theory) {
        return new Knowledge(theory, List.of(), Map.of(), List.of(), List.of(), 0, Offers.NONE);
    }

    /** The same, with something that may still be heard from the start. */
    public Knowledge offering(List<? extends Offer> more) {
        return new Knowledge(
                theory, heard, known, sealed, combined, open, new Offers(List.copyOf(more), offers.taken()));
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

    /** Whether he has a term by a stage without putting it together. */
    boolean has(Term term, int stage) {
        Integer since = known.get(term);
        return since != null && since <= stage;
    }

    /** What he has and cannot open. */
    List<Term.Compound> sealed() {
        return sealed;
    }

    /** What he has that combines other values. */
    List<Term.Compound> combined() {
        return combined;
    }

    /** The same, of what he has by a stage. */
    List<Term.Compound> combined(int stage) {
        return combined.stream().filter(term -> has(term, stage)).toList();
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
        Draft draft = new Draft(theory, known, sealed, combined);
        List<Heard> all = new ArrayList<>(heard);
        long anyOpen = open;
        for (Term term : terms) {
            all.add(new Heard(term, stage));
            anyOpen |= term.variables();
            draft.add(term, stage);
        }
        draft.saturate(stage);
        return new Knowledge(theory, List.copyOf(all), draft.known, draft.sealed, draft.combined, anyOpen, offers);
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
        Draft draft = new Draft(theory, Map.of(), List.of(), List.of());
        long anyOpen = 0;
        for (int i = 0; i < terms.size(); i++) {
            Heard each = terms.get(i);
            anyOpen |= each.term().variables();
            draft.add(each.term(), each.stage());
            if (i + 1 == terms.size() || terms.get(i + 1).stage() > each.stage()) {
                draft.saturate(each.stage());
            }
        }
        return new Knowledge(theory, List.copyOf(terms), draft.known, draft.sealed, draft.combined, anyOpen, now);
    }

    /** Whether a term can be derived by a stage if every variable in it can. */
    public boolean derives(Term term, int stage) {
        return derives(term, stage, theory, known, combinations(stage));
    }

    /** What comes by a stage from what he has that combines other values. */
    private Combinations combinations(int stage) {
        return combinations.computeIfAbsent(stage, s -> combinations(combined, s, theory, known));
    }

    private static Combinations combinations(
            List<Term.Compound> combined, int stage, Theory theory, Map<Term, Integer> known) {
        List<Term.Compound> since = new ArrayList<>();
        for (Term.Compound term : combined) {
            Integer from = known.get(term);
            if (from != null && from <= stage) {
                since.add(term);
            }
        }
        return Combinations.of(since, theory.terms(), (value, by) -> derives(value, stage, theory, known, by));
    }

    private static boolean derives(
            Term term, int stage, Theory theory, Map<Term, Integer> known, Combinations combinations) {
        if (term instanceof Term.Var || theory.isOwn(term)) {
            return true;
        }
        Integer since = known.get(term);
        if (since != null && since <= stage) {
            return true;
        }
        if (Combinations.combines(term)) {
            return combinations.made(term, value -> derives(value, stage, theory, known, combinations)) != null;
        }
        if (term instanceof Term.Compound compound) {
            for (List<Term> parts : Composition.parts(compound, theory.terms())) {
                boolean all = true;
                for (Term part : parts) {
                    all = all && derives(part, stage, theory, known, combinations);
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
        final List<Term.Compound> combined;

        Draft(Theory theory, Map<Term, Integer> known, List<Term.Compound> sealed, List<Term.Compound> combined) {
            this.theory = theory;
            this.known = new LinkedHashMap<>(known);
            this.sealed = new ArrayList<>(sealed);
            this.combined = new ArrayList<>(combined);
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
                if (Combinations.combines(compound)) {
                    combined.add(compound);
                } else if (!theory.openings(compound).isEmpty()) {
                    sealed.add(compound);
                }
            }
        }

        void saturate(int stage) {
            boolean again = true;
            while (again) {
                Combinations combinations = combinations(combined, stage, theory, known);
                int before = known.size();
                combinations.found().keySet().forEach(found -> add(found, stage));
                again = known.size() > before;
                List<Term.Compound> waiting = sealed;
                sealed = new ArrayList<>();
                for (Term.Compound term : waiting) {
                    if (open(term, stage, combinations)) {
                        again = true;
                    } else {
                        sealed.add(term);
                    }
                }
            }
        }

        private boolean open(Term.Compound term, int stage, Combinations combinations) {
            for (Opening opening : theory.openings(term)) {
                Opening.Opened inside = opening.open(term);
                if (inside != null
                        && inside.needed().stream().allMatch(n -> derives(n, stage, theory, known, combinations))) {
                    add(inside.content(), stage);
                    return true;
                }
            }
            return false;
        }
    }
}
