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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
    private final Map<Template, List<Draft>> templates = new HashMap<>();

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

    public Typing typing() {
        return typing;
    }

    public Unifier unifier() {
        return unifier;
    }

    /** A term as the octets that it is, where fields can be taken for others; the term itself in a typed world. */
    public Term octets(Term term) {
        return typing.isTyped() ? term : Overlay.octets(term, terms);
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
        if (!typing.isTyped()) {
            overlaid(message, term, parameters, assumptions, matches);
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

    /** The octets of another layout, read as this message. */
    private void overlaid(
            Message message,
            Term term,
            Map<Integer, Term> parameters,
            Assumptions assumptions,
            List<Match<Term>> matches) {
        List<Term> there = Overlay.parts(term);
        if (there == null) {
            return;
        }
        for (Open open : messages(message, assumptions.bindings())) {
            List<Term> wanted = Overlay.parts(open.term());
            if (wanted != null) {
                for (Bindings same : unifier.joined(wanted, there, open.bindings())) {
                    fits(open.term(), parameters, assumptions.with(same), matches);
                }
            }
        }
    }

    private void fits(Term message, Map<Integer, Term> parameters, Assumptions assumptions, List<Match<Term>> matches) {
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
        List<Draft> drafts =
                templates.computeIfAbsent(new Template(message, bindings.next()), t -> whole(message, bindings.next()));
        List<Open> open = new ArrayList<>(drafts.size());
        for (Draft draft : drafts) {
            open.add(new Open(draft.values().getFirst(), bindings.taking(draft.next() - bindings.next())));
        }
        return open;
    }

    private record Template(Message message, int next) {}

    /** Values in a row, and the number of the next unused variable. Shapes are alternatives: each counts for itself. */
    private record Draft(List<Term> values, int next) {
        Draft and(Term value, int after) {
            List<Term> more = new ArrayList<>(values);
            more.add(value);
            return new Draft(more, after);
        }
    }

    private List<Draft> whole(Message message, int next) {
        List<Draft> drafts = List.of(new Draft(List.of(), next));
        for (int i = 0; i < message.elements().size(); i++) {
            List<Draft> longer = new ArrayList<>();
            for (Draft draft : drafts) {
                element(message, i, draft, longer);
            }
            drafts = longer;
        }
        Symbol symbol = new Symbol.Whole(message);
        return drafts.stream()
                .map(d -> new Draft(List.of(terms.apply(symbol, d.values().toArray(Term[]::new))), d.next()))
                .toList();
    }

    private void element(Message message, int index, Draft draft, List<Draft> out) {
        Message.Element element = message.elements().get(index);
        if (element.multiplicity().isList()) {
            for (int count : shapes.payloads(message, index)) {
                List<Draft> lists = List.of(new Draft(List.of(), draft.next()));
                for (int i = 0; i < count; i++) {
                    lists = withRecord(lists, element.layout(), element.fixed());
                }
                lists.forEach(items -> out.add(draft.and(list(items.values()), items.next())));
            }
            return;
        }
        boolean optional = element.multiplicity() == Message.Multiplicity.OPTIONAL;
        if (optional && element.fixed().isEmpty()) {
            Term open = terms.variable(draft.next(), new Type.Rec(element.layout()), true);
            out.add(draft.and(open, draft.next() + 1));
            return;
        }
        List<Draft> none = List.of(new Draft(List.of(), draft.next()));
        for (Draft record : withRecord(none, element.layout(), element.fixed())) {
            out.add(draft.and(record.values().getFirst(), record.next()));
        }
        if (optional) {
            out.add(draft.and(Terms.ABSENT, draft.next()));
        }
    }

    private List<Draft> withRecord(List<Draft> rows, Layout layout, Map<Integer, Long> fixed) {
        List<Draft> out = new ArrayList<>();
        for (Draft row : rows) {
            for (Draft fields : fields(layout, fixed, row.next())) {
                Term record =
                        terms.apply(new Symbol.Payload(layout), fields.values().toArray(Term[]::new));
                out.add(row.and(record, fields.next()));
            }
        }
        return out;
    }

    private List<Draft> fields(Layout layout, Map<Integer, Long> fixed, int next) {
        List<Draft> drafts = List.of(new Draft(List.of(), next));
        for (int slot = 0; slot < layout.data().size(); slot++) {
            Layout.DataField field = layout.data().get(slot);
            Long value = fixed.get(slot);
            List<Draft> longer = new ArrayList<>();
            for (Draft draft : drafts) {
                if (value != null) {
                    int bits = field.type() instanceof Type.Int(int width) ? width : 64;
                    longer.add(draft.and(terms.integer(value, bits), draft.next()));
                } else if (field.type() instanceof Type.Seq(Type item)) {
                    lists(layout, slot, item, draft, longer);
                } else {
                    Term open =
                            terms.variable(draft.next(), field.type(), field.optional(), typing.field(layout, slot));
                    longer.add(draft.and(open, draft.next() + 1));
                }
            }
            drafts = longer;
        }
        return drafts;
    }

    private void lists(Layout layout, int slot, Type item, Draft draft, List<Draft> out) {
        for (int length : shapes.field(layout, slot)) {
            List<Draft> lists = List.of(new Draft(List.of(), draft.next()));
            for (int i = 0; i < length; i++) {
                lists = item instanceof Type.Rec(Layout entry)
                        ? withRecord(lists, entry, Map.of())
                        : lists.stream()
                                .map(l -> l.and(terms.variable(l.next(), item, false), l.next() + 1))
                                .toList();
            }
            lists.forEach(items -> out.add(draft.and(list(items.values()), items.next())));
        }
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
            case Formula.Any<Term>(List<Formula<Term>> operands) -> {
                List<Assumptions.Case> cases = cases(operands, assumptions);
                yield cases == null ? junction(operands, assumptions, false) : either(cases, assumptions);
            }
            case Formula.Present<Term>(Term value) -> present(value, assumptions);
            case Formula.Compare<Term>(Comparison comparison, Term left, Term right) ->
                compare(comparison, left, right, assumptions);
        };
    }

    /**
     * What must be equal so that one of several conditions is true, if there is more than one such case and each begins with an
     * unknown that is compared with a constant, as the entries of a list of the attacker's are; else null. Whoever
     * chooses the unknowns has the constants, so little is lost by waiting to see which case it is.
     */
    private @Nullable List<Assumptions.Case> cases(List<Formula<Term>> operands, Assumptions assumptions) {
        List<Assumptions.Case> cases = new ArrayList<>();
        for (Formula<Term> operand : operands) {
            Assumptions.Case one = equalities(operand, assumptions.bindings());
            if (one == null || one.isTrue()) {
                return null;
            }
            boolean waits =
                    one.left().getFirst() instanceof Term.Var || one.right().getFirst() instanceof Term.Var;
            boolean constant =
                    isConstant(one.left().getFirst()) || isConstant(one.right().getFirst());
            if (!constant) {
                return null;
            }
            if (isPossible(one, assumptions.bindings())) {
                if (!waits) {
                    return null;
                }
                cases.add(one);
            }
        }
        return cases.size() < 2 ? null : cases;
    }

    /** A condition that only says what is equal, or null. */
    private Assumptions.@Nullable Case equalities(Formula<Term> formula, Bindings bindings) {
        List<Term> left = new ArrayList<>();
        List<Term> right = new ArrayList<>();
        List<Formula<Term>> parts =
                formula instanceof Formula.All<Term>(List<Formula<Term>> operands) ? operands : List.of(formula);
        for (Formula<Term> part : parts) {
            if (!(part instanceof Formula.Compare<Term>(Comparison comparison, Term one, Term other))
                    || comparison != Comparison.EQUAL) {
                return null;
            }
            Term l = bindings.apply(one, terms);
            Term r = bindings.apply(other, terms);
            if (isOptional(l) || isOptional(r)) {
                return null;
            }
            left.add(l);
            right.add(r);
        }
        return new Assumptions.Case(List.copyOf(left), List.copyOf(right));
    }

    /** Whether a value may turn out to be absent, or has parts that may. */
    private static boolean isOptional(Term term) {
        return term == Terms.ABSENT
                || (term instanceof Term.Var variable && variable.optional())
                || unknownPayload(term) != null;
    }

    private static boolean isConstant(Term term) {
        return term instanceof Term.Int || term instanceof Term.Text || term instanceof Term.Octets;
    }

    private List<Decision> either(List<Assumptions.Case> cases, Assumptions assumptions) {
        Assumptions none = assumptions;
        for (Assumptions.Case each : cases) {
            none = each.left().size() == 1
                    ? none.apart(each.left().getFirst(), each.right().getFirst())
                    : none.apart(list(each.left()), list(each.right()));
        }
        List<Decision> decisions = new ArrayList<>();
        decisions.add(new Decision(true, assumptions.either(cases)));
        addConsistent(false, none, decisions);
        return decisions;
    }

    /** The ways to decide the first of the alternatives that were left open. */
    public List<Assumptions> decided(Assumptions assumptions) {
        List<Assumptions> decided = new ArrayList<>();
        for (Assumptions.Case each : assumptions.either().getFirst().cases()) {
            List<Bindings> ways = List.of(assumptions.bindings());
            for (int i = 0; i < each.left().size(); i++) {
                List<Bindings> next = new ArrayList<>();
                for (Bindings way : ways) {
                    next.addAll(unifier.unify(each.left().get(i), each.right().get(i), way));
                }
                ways = next;
            }
            for (Bindings way : ways) {
                Assumptions bound = assumptions.with(way);
                if (isConsistent(bound)) {
                    decided.add(bound);
                }
            }
        }
        return decided;
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
        Term.Var payload = unknownPayload(term);
        if (payload != null) {
            List<Seen> seen = new ArrayList<>();
            for (Assumptions each : withPayload(payload, assumptions)) {
                seen.addAll(seen(term, each));
            }
            return seen;
        }
        if (term instanceof Term.Var variable && variable.optional()) {
            Bindings bindings = assumptions.bindings();
            Term there = terms.variable(bindings.next(), variable.type(), false, variable.kind());
            return List.of(
                    new Seen(there, assumptions.with(bindings.taking(1).with(variable, there))),
                    new Seen(Terms.ABSENT, assumptions.with(bindings.with(variable, Terms.ABSENT))));
        }
        return List.of(new Seen(term, assumptions));
    }

    /** A payload that may be left out and of which a field is asked, anywhere in a term; null if there is none. */
    private static Term.@Nullable Var unknownPayload(Term term) {
        if (!term.isOpen() || !(term instanceof Term.Compound compound)) {
            return null;
        }
        if (compound.symbol() instanceof Symbol.FieldOf
                && compound.argument(0) instanceof Term.Var variable
                && variable.type() instanceof Type.Rec) {
            return variable;
        }
        for (Term argument : compound.arguments()) {
            Term.Var found = unknownPayload(argument);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** With a payload there, its fields open, or left out. */
    private List<Assumptions> withPayload(Term.Var variable, Assumptions assumptions) {
        List<Assumptions> ways = new ArrayList<>();
        Bindings bindings = assumptions.bindings();
        if (variable.type() instanceof Type.Rec(Layout layout)) {
            for (Draft draft : fields(layout, Map.of(), bindings.next())) {
                Term record = record(layout, draft.values().toArray(Term[]::new));
                Bindings taken = bindings.taking(draft.next() - bindings.next());
                ways.add(assumptions.with(taken.with(variable, record)));
            }
        }
        if (variable.optional()) {
            ways.add(assumptions.with(bindings.with(variable, Terms.ABSENT)));
        }
        return ways;
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
        } else if (isOrdered(left) && isOrdered(right)) {
            decisions.add(new Decision(GroundTruth.compare(comparison, left, right, this), assumptions));
        } else {
            decisions.add(new Decision(true, assumptions.compared(comparison, left, right, true)));
            decisions.add(new Decision(false, assumptions.compared(comparison, left, right, false)));
        }
    }

    /** Whether the order of a value is known: that of octets nobody can tell without computing them. */
    private static boolean isOrdered(Term term) {
        return term instanceof Term.Int || term instanceof Term.Duration || term instanceof Term.Time;
    }

    private void equal(Term left, Term right, boolean wanted, Assumptions assumptions, List<Decision> decisions) {
        if (areShort(left, right) && left != right) {
            decisions.add(new Decision(wanted, assumptions.colliding(left, right)));
        }
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

    private static boolean areShort(Term left, Term right) {
        return left instanceof Term.Compound one
                && right instanceof Term.Compound other
                && one.symbol() instanceof Symbol.Primitive(Function function)
                && function.isShort()
                && one.symbol().equals(other.symbol());
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
        for (Assumptions.Either either : assumptions.either()) {
            if (either.cases().stream().noneMatch(c -> isPossible(c, bindings))) {
                return false;
            }
        }
        for (Assumptions.Compared compared : assumptions.compared()) {
            Term left = bindings.apply(compared.left(), terms);
            Term right = bindings.apply(compared.right(), terms);
            if (isOrdered(left)
                    && isOrdered(right)
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

    /** Whether a case may still come true, as far as can be seen without solving it. */
    private boolean isPossible(Assumptions.Case one, Bindings bindings) {
        for (int i = 0; i < one.left().size(); i++) {
            Term left = bindings.apply(one.left().get(i), terms);
            Term right = bindings.apply(one.right().get(i), terms);
            boolean possible = Assumptions.Case.isTrue(left, right)
                    || (left.isOpen() || right.isOpen()
                            ? !unifier.unify(left, right, bindings).isEmpty()
                            : isSame(left, right));
            if (!possible) {
                return false;
            }
        }
        return true;
    }
}
