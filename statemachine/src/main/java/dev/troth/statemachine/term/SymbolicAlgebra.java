package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.GroundTruth;
import dev.troth.statemachine.algebra.Match;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The algebra of terms with variables: the symbolic world in which an attacker chooses what is delivered. A question
 * about a value that is still open has several answers, each under {@link Assumptions}; values of the step are read with
 * what has been assumed so far in mind.
 */
public final class SymbolicAlgebra extends TermAlgebra {
    private final Unifier unifier;
    private final Typing typing;
    private final Shapes shapes;
    private final Map<String, String> aliases;

    /** @param aliases agents whose {@code private} secret is that of another agent */
    public SymbolicAlgebra(Terms terms, Protocol protocol, Typing typing, Map<String, String> aliases) {
        super(terms);
        this.typing = typing;
        this.unifier = new Unifier(terms, typing);
        this.shapes = new Shapes(protocol);
        this.aliases = aliases;
    }

    public Terms terms() {
        return terms;
    }

    public Unifier unifier() {
        return unifier;
    }

    @Override
    public Term shared(String name, List<String> agents, Type type) {
        boolean own = agents.size() == 1;
        String alias = own ? aliases.get(agents.getFirst()) : null;
        return super.shared(name, alias == null ? agents : List.of(alias), type);
    }

    // ---- reading ----

    @Override
    public List<Match<Term>> match(Message message, Term value, Map<Integer, Term> parameters, Condition condition) {
        Assumptions assumptions = (Assumptions) condition;
        Term term = assumptions.bindings().apply(value, terms);
        List<Match<Term>> matches = new ArrayList<>();
        match(message, term, parameters, assumptions, matches);
        if (term.isOpen() && !isThatMessage(message, term)) {
            Assumptions not = term instanceof Term.Var ? assumptions : assumptions.unread(term, message);
            matches.add(new Match.Refused<>("another message", not));
        } else if (matches.isEmpty()) {
            matches.add(new Match.Refused<>("another message", assumptions));
        }
        return matches;
    }

    private boolean isThatMessage(Message message, Term term) {
        return new Reading(terms).read(message, term) != null;
    }

    private void match(
            Message message,
            Term term,
            Map<Integer, Term> parameters,
            Assumptions assumptions,
            List<Match<Term>> matches) {
        if (term instanceof Term.Var variable) {
            for (Open open : messages(message, assumptions.bindings())) {
                Term value = variable.type() == Typing.DELIVERY ? open.term() : flat(open.term());
                if (typing.fits(variable.type(), value)) {
                    Assumptions bound = assumptions.with(open.bindings().with(variable, value));
                    fits(open.term(), parameters, bound, matches);
                }
            }
            return;
        }
        Term read = new Reading(terms).read(message, term);
        if (read != null) {
            fits(read, parameters, assumptions, matches);
            return;
        }
        if (term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Primitive) {
            for (Unifier.Form form : unifier.forms(compound, assumptions.bindings())) {
                if (form.opened()) {
                    Term opened = form.bindings().apply(form.term(), terms);
                    match(message, opened, parameters, assumptions.with(form.bindings()), matches);
                }
            }
        }
    }

    private void fits(
            Term message, Map<Integer, Term> parameters, Assumptions assumptions, List<Match<Term>> matches) {
        if (!isConsistent(assumptions)) {
            return;
        }
        Assumptions now = assumptions;
        Term first = payload(message, 0);
        for (Map.Entry<Integer, Term> parameter : parameters.entrySet()) {
            boolean unknown = parameter.getValue() instanceof Term.Int(long number, int ignored) && number == 0;
            if (!unknown) {
                List<Bindings> same =
                        unifier.unify(field(first, parameter.getKey()), parameter.getValue(), now.bindings());
                if (same.isEmpty()) {
                    return;
                }
                now = now.with(same.getFirst());
            }
        }
        matches.add(new Match.Fits<>(now.bindings().apply(message, terms), now));
    }

    private record Open(Term term, Bindings bindings) {}

    /** A message of that kind whose fields are all open, in each of its shapes. */
    private List<Open> messages(Message message, Bindings bindings) {
        List<List<Term>> drafts = new ArrayList<>();
        drafts.add(List.of());
        Supply supply = new Supply(bindings.next());
        for (int i = 0; i < message.elements().size(); i++) {
            Message.Element element = message.elements().get(i);
            List<List<Term>> next = new ArrayList<>();
            for (List<Term> draft : drafts) {
                for (Term value : element(message, i, element, supply)) {
                    List<Term> longer = new ArrayList<>(draft);
                    longer.add(value);
                    next.add(longer);
                }
            }
            drafts = next;
        }
        List<Open> open = new ArrayList<>();
        Bindings after = bindings.taking(supply.next - bindings.next());
        for (List<Term> draft : drafts) {
            open.add(new Open(terms.apply(new Symbol.Whole(message), draft.toArray(Term[]::new)), after));
        }
        return open;
    }

    private static final class Supply {
        int next;

        Supply(int next) {
            this.next = next;
        }
    }

    private List<Term> element(Message message, int index, Message.Element element, Supply supply) {
        List<Term> values = new ArrayList<>();
        if (element.multiplicity().isList()) {
            for (int count : shapes.payloads(message, index)) {
                List<List<Term>> lists = List.of(List.of());
                for (int i = 0; i < count; i++) {
                    lists = extended(lists, records(element.layout(), element.fixed(), supply));
                }
                lists.forEach(items -> values.add(list(items)));
            }
        } else if (element.multiplicity() == Message.Multiplicity.OPTIONAL) {
            values.addAll(records(element.layout(), element.fixed(), supply));
            values.add(Terms.ABSENT);
        } else {
            values.addAll(records(element.layout(), element.fixed(), supply));
        }
        return values;
    }

    private static List<List<Term>> extended(List<List<Term>> lists, List<Term> items) {
        List<List<Term>> longer = new ArrayList<>();
        for (List<Term> list : lists) {
            for (Term item : items) {
                List<Term> more = new ArrayList<>(list);
                more.add(item);
                longer.add(more);
            }
        }
        return longer;
    }

    private List<Term> records(Layout layout, Map<Integer, Long> fixed, Supply supply) {
        List<List<Term>> drafts = List.of(List.of());
        for (int slot = 0; slot < layout.data().size(); slot++) {
            Layout.DataField field = layout.data().get(slot);
            Long value = fixed.get(slot);
            if (value != null) {
                int bits = field.type() instanceof Type.Int(int width) ? width : 64;
                drafts = extended(drafts, List.of(terms.integer(value, bits)));
            } else if (field.type() instanceof Type.Seq(Type item)) {
                drafts = extended(drafts, lists(layout, slot, item, supply));
            } else {
                Term open = terms.variable(supply.next++, field.type(), field.optional());
                drafts = extended(drafts, List.of(open));
            }
        }
        List<Term> records = new ArrayList<>();
        for (List<Term> draft : drafts) {
            records.add(terms.apply(new Symbol.Payload(layout), draft.toArray(Term[]::new)));
        }
        return records;
    }

    private List<Term> lists(Layout layout, int slot, Type item, Supply supply) {
        List<Term> values = new ArrayList<>();
        for (int length : shapes.field(layout, slot)) {
            List<List<Term>> lists = List.of(List.of());
            for (int i = 0; i < length; i++) {
                List<Term> items = item instanceof Type.Rec(Layout entry)
                        ? records(entry, Map.of(), supply)
                        : List.of(terms.variable(supply.next++, item, false));
                lists = extended(lists, items);
            }
            lists.forEach(items -> values.add(list(items)));
        }
        return values;
    }

    // ---- deciding ----

    @Override
    public List<Decision> decide(Formula<Term> formula, Condition condition) {
        return ways(formula, (Assumptions) condition);
    }

    private List<Decision> ways(Formula<Term> formula, Assumptions assumptions) {
        return switch (formula) {
            case Formula.Truth<Term>(boolean value) -> List.of(new Decision(value, assumptions));
            case Formula.Not<Term>(Formula<Term> operand) ->
                ways(operand, assumptions).stream()
                        .map(d -> new Decision(!d.holds(), d.condition()))
                        .toList();
            case Formula.All<Term>(List<Formula<Term>> operands) -> junction(operands, assumptions, true);
            case Formula.Any<Term>(List<Formula<Term>> operands) -> junction(operands, assumptions, false);
            case Formula.Present<Term>(Term value) -> present(value, assumptions);
            case Formula.Compare<Term>(Comparison comparison, Term left, Term right) ->
                compare(comparison, left, right, assumptions);
        };
    }

    /** Operands in order, as long as they turn out as {@code going}. */
    private List<Decision> junction(List<Formula<Term>> operands, Assumptions assumptions, boolean going) {
        List<Decision> done = new ArrayList<>();
        List<Assumptions> open = List.of(assumptions);
        for (Formula<Term> operand : operands) {
            List<Assumptions> next = new ArrayList<>();
            for (Assumptions each : open) {
                for (Decision decision : ways(operand, each)) {
                    if (decision.holds() == going) {
                        next.add((Assumptions) decision.condition());
                    } else {
                        done.add(decision);
                    }
                }
            }
            open = next;
        }
        for (Assumptions each : open) {
            done.add(new Decision(going, each));
        }
        return done;
    }

    /** A value in each way in which it is there or not. */
    private record Seen(Term term, Assumptions assumptions) {}

    private List<Seen> seen(Term value, Assumptions assumptions) {
        Term term = assumptions.bindings().apply(value, terms);
        if (term instanceof Term.Var variable && variable.optional()) {
            Bindings bindings = assumptions.bindings();
            Term there = terms.variable(bindings.next(), variable.type(), false);
            return List.of(
                    new Seen(there, assumptions.with(bindings.taking(1).with(variable, there))),
                    new Seen(Terms.ABSENT, assumptions.with(bindings.with(variable, Terms.ABSENT))));
        }
        return List.of(new Seen(term, assumptions));
    }

    private List<Decision> present(Term value, Assumptions assumptions) {
        List<Decision> decisions = new ArrayList<>();
        for (Seen seen : seen(value, assumptions)) {
            List<Unifier.Form> opened = opened(seen);
            if (opened.isEmpty()) {
                decisions.add(new Decision(seen.term() != Terms.ABSENT, seen.assumptions()));
                continue;
            }
            for (Unifier.Form form : opened) {
                addConsistent(true, seen.assumptions().with(form.bindings()), decisions);
            }
            decisions.add(new Decision(false, seen.assumptions()));
        }
        return decisions;
    }

    private List<Unifier.Form> opened(Seen seen) {
        return seen.term() instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Primitive(Function function)
                        && isDestructor(function)
                ? unifier.forms(compound, seen.assumptions().bindings()).stream()
                        .filter(Unifier.Form::opened)
                        .toList()
                : List.of();
    }

    /** A function that only opens what another one closed. */
    private boolean isDestructor(Function function) {
        return terms.rewriting().isDestructor(function);
    }

    private List<Decision> compare(Comparison comparison, Term left, Term right, Assumptions assumptions) {
        List<Decision> decisions = new ArrayList<>();
        for (Seen l : seen(left, assumptions)) {
            for (Seen r : seen(right, l.assumptions())) {
                Term a = r.assumptions().bindings().apply(l.term(), terms);
                compare(comparison, a, r.term(), r.assumptions(), decisions);
            }
        }
        return decisions;
    }

    private void compare(
            Comparison comparison, Term left, Term right, Assumptions assumptions, List<Decision> decisions) {
        if (left == Terms.ABSENT || right == Terms.ABSENT) {
            decisions.add(new Decision(false, assumptions));
            return;
        }
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        if (equality) {
            equal(left, right, comparison == Comparison.EQUAL, assumptions, decisions);
        } else if (!left.isOpen() && !right.isOpen()) {
            decisions.add(new Decision(GroundTruth.compare(comparison, left, right, this), assumptions));
        } else {
            decisions.add(new Decision(true, assumptions.compared(comparison, left, right, true)));
            decisions.add(new Decision(false, assumptions.compared(comparison, left, right, false)));
        }
    }

    private void equal(Term left, Term right, boolean wanted, Assumptions assumptions, List<Decision> decisions) {
        if (!left.isOpen() && !right.isOpen()) {
            decisions.add(new Decision(isSame(left, right) == wanted, assumptions));
            return;
        }
        if (left == right) {
            decisions.add(new Decision(wanted, assumptions));
            return;
        }
        List<Bindings> same = unifier.unify(left, right, assumptions.bindings());
        for (Bindings each : same) {
            addConsistent(wanted, assumptions.with(each), decisions);
        }
        Assumptions different = same.isEmpty() ? assumptions : assumptions.apart(left, right);
        decisions.add(new Decision(!wanted, different));
    }

    private void addConsistent(boolean holds, Assumptions assumptions, List<Decision> decisions) {
        if (isConsistent(assumptions)) {
            decisions.add(new Decision(holds, assumptions));
        }
    }

    @Override
    public boolean isSame(Term left, Term right) {
        return typing.isSame(left, right);
    }

    /** Whether nothing that was assumed has become false. */
    public boolean isConsistent(Assumptions assumptions) {
        Bindings bindings = assumptions.bindings();
        for (Assumptions.Apart pair : assumptions.apart()) {
            Term left = bindings.apply(pair.left(), terms);
            Term right = bindings.apply(pair.right(), terms);
            if (left == right || (!left.isOpen() && !right.isOpen() && isSame(left, right))) {
                return false;
            }
        }
        for (Assumptions.Compared compared : assumptions.compared()) {
            Term left = bindings.apply(compared.left(), terms);
            Term right = bindings.apply(compared.right(), terms);
            if (!left.isOpen()
                    && !right.isOpen()
                    && GroundTruth.compare(compared.comparison(), left, right, this) != compared.holds()) {
                return false;
            }
        }
        for (Assumptions.Unread unread : assumptions.unread()) {
            if (isThatMessage(unread.message(), bindings.apply(unread.term(), terms))) {
                return false;
            }
        }
        return true;
    }
}
