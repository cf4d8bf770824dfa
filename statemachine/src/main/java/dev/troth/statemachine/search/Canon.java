package dev.troth.statemachine.search;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.search.Configuration.Sending;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Undecided;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A fingerprint of 128 bits that is equal for configurations from which the same can happen: variables and, with symmetry,
 * the numbers of runs are named in the order in which they are met; what was heard is a set. Among two million
 * configurations two different ones have one fingerprint with a probability below 2 to the power of -86.
 *
 * @param high one half
 * @param low the other half, mixed in another way
 */
record Canon(long high, long low) {
    /** Makes the fingerprints of one search. */
    static final class Maker {
        private final Scene scene;
        private final Asked asked;
        /** Texts, symbols and atoms by the order in which they were met: no two have one number. */
        private final Map<Object, Integer> numbers = new HashMap<>();

        Maker(Scene scene, Asked asked) {
            this.scene = scene;
            this.asked = asked;
        }

        Canon of(Configuration at) {
            return of(at, false);
        }

        /** Where runs of the claim have just come to its point: what they held then tells configurations apart too. */
        Canon ofMoment(Configuration at) {
            return of(at, true);
        }

        private Canon of(Configuration at, boolean moment) {
            Writer writer = new Writer(scene, asked, moment, numbers);
            writer.configuration(at);
            return new Canon(writer.high, writer.low);
        }
    }

    @Override
    public int hashCode() {
        return (int) high;
    }

    private static final class Writer {
        /** Of so many octets there are more than a search can tell apart. */
        private static final int MANY = 4;

        private final Scene scene;
        private final Asked asked;
        /** Whether claims are asked at this moment. */
        private final boolean moment;

        private final Map<Object, Integer> numbers;
        private final Map<Term, Integer> variables = new HashMap<>();
        private final Map<Integer, Integer> sessions = new HashMap<>();
        private long high;
        private long low;

        Writer(Scene scene, Asked asked, boolean moment, Map<Object, Integer> numbers) {
            this.scene = scene;
            this.asked = asked;
            this.moment = moment;
            this.numbers = numbers;
        }

        private void put(long value) {
            high = mixed(high ^ value);
            low = (Long.rotateLeft(low, 23) + value) * 0xD6E8FEB86659FD93L;
            low ^= low >>> 32;
        }

        /** The finalizer of SplitMix64: Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014. */
        private static long mixed(long value) {
            long z = value + 0x9E3779B97F4A7C15L;
            z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
            z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
            return z ^ (z >>> 31);
        }

        /** Something of which equal ones are one, by its number. */
        private void thing(Object value) {
            Integer known = numbers.get(value);
            if (known == null) {
                known = numbers.size();
                numbers.put(value, known);
            }
            put(known);
        }

        void configuration(Configuration at) {
            for (Integer slot : order(at)) {
                Run run = at.runs[slot];
                if (run == null) {
                    put(1);
                    continue;
                }
                sessions.put(run.session().id(), sessions.size());
                run(run, scene.slots.get(slot));
            }
            for (Stores.Entry<Term> entry : at.stores.all()) {
                put(entry.expires() <= at.clock ? 2 : 3);
                term(entry.key());
                term(entry.value());
            }
            for (Sending sending : at.tape) {
                if (!sending.arrived()) {
                    thing(sending.to());
                    thing(sending.from());
                    term(sending.value());
                }
            }
            put(at.clock);
            put(at.waits);
            if (scene.revealsOtherRuns()) {
                for (Run run : at.runs) {
                    if (run != null) {
                        run.said().forEach(s -> term(s.value()));
                    }
                }
            }
            heard(at);
            assumptions(at.system.assumptions());
        }

        private void run(Run run, Scene.Slot slot) {
            put(run.session().role().index());
            run.session().agents().forEach(this::thing);
            put(run.session().state());
            put(run.given() ? 4 : 5);
            put(run.spoke() ? 10 : 11);
            coming(run);
            boolean live = scene.isLive(run, slot);
            if (live || scene.isAsked(run, slot)) {
                for (Term value : run.session().variables()) {
                    term(value);
                }
            }
            if (live) {
                new TreeMap<>(run.session().tries()).forEach((timer, tries) -> put(((long) timer << 32) + tries));
            }
        }

        /** What may still be asked of a run that has come to the point of the claim. */
        private void coming(Run run) {
            Run.Coming coming = run.coming();
            if (coming == null) {
                put(12);
                return;
            }
            asked.values(coming, scene).forEach(this::term);
            put(coming.past() ? 13 : 14);
            if (moment) {
                put(15);
                for (Term value : coming.session().variables()) {
                    term(value);
                }
            }
        }

        private void assumptions(Assumptions assumptions) {
            Set<Term.Var> tied = tied(assumptions);
            for (Assumptions.Apart apart : assumptions.apart()) {
                if (!isFree(apart.left(), tied) && !isFree(apart.right(), tied)) {
                    put(6);
                    term(apart.left());
                    term(apart.right());
                }
            }
            for (Assumptions.Either either : assumptions.either()) {
                put(9);
                for (Assumptions.Case each : either.cases()) {
                    each.left().forEach(this::term);
                    each.right().forEach(this::term);
                }
            }
            for (Assumptions.Compared compared : assumptions.compared()) {
                thing(compared.comparison());
                put(compared.holds() ? 7 : 8);
                term(compared.left());
                term(compared.right());
            }
            for (Assumptions.Unread unread : assumptions.unread()) {
                put(16);
                thing(unread.message());
                term(unread.term());
            }
            for (Undecided undecided : assumptions.bindings().undecided()) {
                put(17);
                thing(undecided.relation());
                term(undecided.left());
                term(undecided.right());
            }
            for (Assumptions.Collision collision : assumptions.collisions()) {
                put(18);
                term(collision.left());
                term(collision.right());
                term(collision.choice());
            }
        }

        /**
         * Whether nothing depends on what a variable is: it stands nowhere else, and there are always octets that differ from all those
         * that it must not be. What a run once read and holds no more is such a variable.
         */
        private boolean isFree(Term term, Set<Term.Var> tied) {
            return term instanceof Term.Var variable
                    && variable.type() instanceof Type.Octets octets
                    && octets.min() >= MANY
                    && !variables.containsKey(variable)
                    && !tied.contains(variable);
        }

        /** The variables of which more is assumed than that they differ from something. */
        private static Set<Term.Var> tied(Assumptions assumptions) {
            Set<Term.Var> tied = new HashSet<>();
            for (Assumptions.Apart apart : assumptions.apart()) {
                for (Term side : List.of(apart.left(), apart.right())) {
                    if (!(side instanceof Term.Var)) {
                        tie(side, tied);
                    }
                }
            }
            for (Assumptions.Either either : assumptions.either()) {
                for (Assumptions.Case each : either.cases()) {
                    each.left().forEach(term -> tie(term, tied));
                    each.right().forEach(term -> tie(term, tied));
                }
            }
            for (Assumptions.Compared compared : assumptions.compared()) {
                tie(compared.left(), tied);
                tie(compared.right(), tied);
            }
            assumptions.unread().forEach(unread -> tie(unread.term(), tied));
            for (Undecided undecided : assumptions.bindings().undecided()) {
                tie(undecided.left(), tied);
                tie(undecided.right(), tied);
            }
            for (Assumptions.Collision collision : assumptions.collisions()) {
                tie(collision.left(), tied);
                tie(collision.right(), tied);
            }
            return tied;
        }

        private static void tie(Term term, Set<Term.Var> tied) {
            if (term instanceof Term.Var variable) {
                tied.add(variable);
            } else if (term.isOpen() && term instanceof Term.Compound compound) {
                compound.arguments().forEach(argument -> tie(argument, tied));
            }
        }

        /** Slots in an order that does not depend on which run of a role and cast came first. */
        private List<Integer> order(Configuration at) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < at.runs.length; i++) {
                order.add(i);
            }
            if (scene.bounds.symmetric()) {
                List<String> keys = new ArrayList<>();
                for (int i = 0; i < at.runs.length; i++) {
                    Run run = at.runs[i];
                    String test = i < scene.tests ? "0" + i : "1";
                    String what = run == null
                            ? "~"
                            : run.session().agents() + "/" + run.session().state() + "/" + run.deliveries();
                    keys.add(test + "/" + scene.role(i).index() + "/" + what);
                }
                order.sort((a, b) -> {
                    int byKey = keys.get(a).compareTo(keys.get(b));
                    return byKey == 0 ? Integer.compare(a, b) : byKey;
                });
            }
            return order;
        }

        /** What was heard as a set, and for each open variable what was known when it was chosen. */
        private void heard(Configuration at) {
            long outerHigh = high;
            long outerLow = low;
            Map<Integer, Long> stages = new TreeMap<>();
            long allHigh = 0;
            long allLow = 0;
            for (Knowledge.Heard each : at.system.knowledge().heard()) {
                if (each.stage() > 0) {
                    high = 0;
                    low = 0;
                    term(each.term());
                    allHigh += mixed(high);
                    allLow += mixed(low);
                    stages.merge(each.stage(), mixed(high), Long::sum);
                }
            }
            high = outerHigh;
            low = outerLow;
            put(allHigh);
            put(allLow);
            List<Term> open = new ArrayList<>(variables.keySet());
            open.sort((a, b) -> Integer.compare(variables.getOrDefault(a, 0), variables.getOrDefault(b, 0)));
            for (Term variable : open) {
                int time = at.system.times().getOrDefault((Term.Var) variable, 0);
                long sum = 0;
                for (Map.Entry<Integer, Long> stage : stages.entrySet()) {
                    sum += stage.getKey() <= time ? stage.getValue() : 0;
                }
                put(sum);
            }
        }

        private void term(@Nullable Term term) {
            switch (term) {
                case null -> put(9);
                case Term.Var variable -> {
                    Integer known = variables.get(variable);
                    if (known == null) {
                        known = variables.size();
                        variables.put(variable, known);
                    }
                    put(1000 + known);
                }
                case Term.Name name -> {
                    thing(name.label().agent());
                    thing(name.label().variable());
                    put(name.label().occurrence());
                    int session = name.label().session();
                    Integer known = sessions.get(session);
                    put(scene.bounds.symmetric() && known != null ? known : 500L + session);
                }
                case Term.Compound compound -> {
                    thing(compound.symbol());
                    put(compound.arity());
                    for (int i = 0; i < compound.arity(); i++) {
                        term(compound.argument(i));
                    }
                }
                default -> thing(term);
            }
        }
    }
}
