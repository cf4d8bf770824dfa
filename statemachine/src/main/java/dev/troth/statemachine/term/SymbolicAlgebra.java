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
        List<Match<Term>> matches = new ArrayList<>();
        for (Seen seen : seen(value, (Assumptions) condition)) {
            matches.addAll(match(message, seen, parameters));
        }
        return matches;
    }

    private List<Match<Term>> match(Message message, Seen seen, Map<Integer, Term> parameters) {
        Assumptions assumptions = seen.assumptions();
        Term term = assumptions.bindings().apply(seen.term(), terms);
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
        List<Bindings> open = List.of(assumptions.bindings());
        Term first = payload(message, 0);
        for (Map.Entry<Integer, Term> parameter : parameters.entrySet()) {
            boolean unknown = parameter.getValue() instanceof Term.Int(long number, int ignored) && number == 0;
            List<Bindings> next = new ArrayList<>(1);
            for (Bindings each : unknown ? List.<Bindings>of() : open) {
                next.addAll(unifier.unify(field(first, parameter.getKey()), parameter.getValue(), each));
            }
            open = unknown ? open : next;
        }
        for (Bindings each : open) {
            matches.add(new Match.Fits<>(each.apply(message, terms), assumptions.with(each)));
        }
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
                    Type type = Capacity.of(layout, slot, field.type());
                    Term open = terms.variable(draft.next(), type, field.optional(), typing.field(layout, slot));
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
    private boolean isOptional(Term term) {
        return term == Terms.ABSENT
                || (term instanceof Term.Var variable && variable.optional())
                || terms.partial().payload(term) != null;
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

    /**
     * The ways in which the first of the equalities that were left undecided can be solved now that more is known; null if there is
     * nothing that can be solved.
     */
    public @Nullable List<Assumptions> progress(Assumptions assumptions) {
        List<Undecided> undecided = assumptions.bindings().undecided();
        for (int i = 0; i < undecided.size(); i++) {
            Undecided each = undecided.get(i);
            List<Undecided> others = new ArrayList<>(undecided);
            others.remove(i);
            Bindings without = assumptions.bindings().with(List.copyOf(others));
            List<Bindings> ways = unifier.unify(each.left(), each.right(), without);
            boolean same = ways.stream().anyMatch(way -> isStillOpen(way, each));
            if (!same) {
                List<Assumptions> solved = new ArrayList<>();
                for (Bindings way : ways) {
                    Assumptions bound = assumptions.with(each.where() == null ? way : way.at(each.where()));
                    if (isConsistent(bound)) {
                        solved.add(bound);
                    }
                }
                return solved;
            }
        }
        return null;
    }

    private static boolean isStillOpen(Bindings way, Undecided each) {
        return way.undecided().stream().anyMatch(u -> u.left() == each.left() && u.right() == each.right());
    }

    /** What nobody can decide of assumptions: equalities, and orders of values that have none until they are computed. */
    public List<Undecided> pending(Assumptions assumptions) {
        Bindings bindings = assumptions.bindings();
        List<Undecided> pending = new ArrayList<>();
        for (Undecided each : bindings.undecided()) {
            Undecided now = each.bound(bindings, terms);
            if (!isSame(now.left(), now.right())) {
                pending.add(now);
            }
        }
        for (Assumptions.Compared each : assumptions.compared()) {
            Term left = bindings.apply(each.left(), terms);
            Term right = bindings.apply(each.right(), terms);
            if (!left.isOpen() && !right.isOpen() && !areOrdered(left, right)) {
                String relation =
                        (each.holds() ? "" : "not ") + each.comparison().symbol();
                pending.add(new Undecided(left, relation, right, null));
            }
        }
        return pending;
    }

    /**
     * Why no values were found that meet assumptions: every condition, and what is combined though nobody knows whether it is of one
     * length. Never empty, so that what was not found is never taken for what cannot be.
     *
     * @param values what is delivered and held
     */
    public List<Undecided> unsolved(Assumptions assumptions, List<Term> values) {
        Bindings bindings = assumptions.bindings();
        List<Undecided> unsolved = new ArrayList<>(pending(assumptions));
        for (Assumptions.Compared each : assumptions.compared()) {
            String relation = (each.holds() ? "" : "not ") + each.comparison().symbol();
            unsolved.add(new Undecided(each.left(), relation, each.right(), null).bound(bindings, terms));
        }
        for (Assumptions.Apart each : assumptions.apart()) {
            unsolved.add(new Undecided(each.left(), "!=", each.right(), null).bound(bindings, terms));
        }
        for (Assumptions.Unread each : assumptions.unread()) {
            unsolved.add(new Undecided(
                            each.term(), "is no", terms.text(each.message().name()), null)
                    .bound(bindings, terms));
        }
        for (Term.Compound each : terms.partial().combined(values)) {
            unsolved.add(new Undecided(each, "has", terms.text("a value"), null).bound(bindings, terms));
        }
        if (unsolved.isEmpty()) {
            unsolved.add(new Undecided(terms.text("what is sent"), "has", terms.text("a value"), null));
        }
        return unsolved;
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
        Term.Var payload = terms.partial().payload(term);
        if (payload != null) {
            List<Seen> seen = new ArrayList<>();
            for (Assumptions each : withPayload(payload, assumptions)) {
                seen.addAll(seen(term, each));
            }
            return seen;
        }
        Term.Compound slice = terms.partial().slice(term);
        if (slice != null) {
            List<Seen> seen = new ArrayList<>();
            for (Bindings each : unifier.lengths(slice, assumptions.bindings())) {
                seen.addAll(seen(term, assumptions.with(each)));
            }
            return seen;
        }
        Sizes.Needed combined = terms.partial().operand(term);
        if (combined != null) {
            List<Seen> seen = new ArrayList<>();
            for (Bindings each : unifier.lengths(combined.unknown(), combined.octets(), assumptions.bindings())) {
                seen.addAll(seen(term, assumptions.with(each)));
            }
            return seen;
        }
        if (term instanceof Term.Var variable && variable.type() instanceof Type.Rec) {
            List<Seen> seen = new ArrayList<>();
            for (Assumptions each : withPayload(variable, assumptions)) {
                seen.add(new Seen(each.bindings().apply(term, terms), each));
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

    /** The ways in which a value is there, of which that may be open. */
    public List<Assumptions> there(Term value, Assumptions assumptions) {
        if (!terms.partial().isIn(assumptions.bindings().apply(value, terms))) {
            return List.of(assumptions);
        }
        return present(value, assumptions).stream()
                .filter(Decision::holds)
                .map(decision -> (Assumptions) decision.condition())
                .toList();
    }

    /** A value is there if everything opens that is opened on the way to it. */
    private List<Decision> present(Term value, Assumptions assumptions) {
        List<Decision> decisions = new ArrayList<>();
        for (Seen seen : seen(value, assumptions)) {
            Term.Compound waiting = terms.partial().waiting(seen.term());
            if (waiting == null) {
                decisions.add(new Decision(seen.term() != Terms.ABSENT, seen.assumptions()));
                continue;
            }
            for (Unifier.Form form : unifier.forms(waiting, seen.assumptions().bindings())) {
                Assumptions opened = seen.assumptions().with(form.bindings());
                if (form.opened() && isConsistent(opened)) {
                    decisions.addAll(present(seen.term(), opened));
                }
            }
            decisions.add(new Decision(false, seen.assumptions()));
        }
        return decisions;
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
        Term.Compound waiting = terms.partial().waiting(left);
        waiting = waiting == null ? terms.partial().waiting(right) : waiting;
        if (waiting != null) {
            opened(comparison, left, right, waiting, assumptions, decisions);
            return;
        }
        boolean equality = comparison == Comparison.EQUAL || comparison == Comparison.NOT_EQUAL;
        if (equality) {
            equal(left, right, comparison == Comparison.EQUAL, assumptions, decisions);
        } else if (areOrdered(left, right)) {
            decisions.add(new Decision(GroundTruth.compare(comparison, left, right, this), assumptions));
        } else {
            addConsistent(true, assumptions.compared(comparison, left, right, true), decisions);
            addConsistent(false, assumptions.compared(comparison, left, right, false), decisions);
        }
    }

    /**
     * A comparison with what has a value only if something opens: what does not open makes every comparison false, and for an equation
     * that is one of the ways in which it is false.
     */
    private void opened(
            Comparison comparison,
            Term left,
            Term right,
            Term.Compound waiting,
            Assumptions assumptions,
            List<Decision> decisions) {
        boolean equal = comparison == Comparison.EQUAL;
        for (Unifier.Form form : unifier.forms(waiting, assumptions.bindings())) {
            Assumptions there = assumptions.with(form.bindings());
            if (form.opened() && isConsistent(there)) {
                for (Decision decision : compare(comparison, left, right, there)) {
                    if (!equal || decision.holds()) {
                        decisions.add(decision);
                    }
                }
            }
        }
        decisions.add(new Decision(false, equal ? assumptions.apart(left, right) : assumptions));
    }

    /** Whether the order of two values is known: that of octets nobody can tell without computing them. */
    static boolean areOrdered(Term left, Term right) {
        boolean numbers = left instanceof Term.Int && right instanceof Term.Int;
        boolean durations = left instanceof Term.Duration && right instanceof Term.Duration;
        boolean times = left instanceof Term.Time && right instanceof Term.Time;
        return numbers
                || durations
                || times
                || (Terms.literalOctets(left) != null && Terms.literalOctets(right) != null);
    }

    private void equal(Term left, Term right, boolean wanted, Assumptions assumptions, List<Decision> decisions) {
        if (areShort(left, right) && left != right) {
            decisions.add(new Decision(wanted, assumptions.colliding(left, right)));
        }
        Bindings before = assumptions.bindings();
        List<Bindings> same = unifier.unify(left, right, before);
        for (Bindings each : same) {
            if (each == before) {
                decisions.add(new Decision(wanted, assumptions));
                return;
            }
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
        for (Undecided each : bindings.undecided()) {
            if (bindings.touch(each.left().variables() | each.right().variables())
                    && unifier.unify(each.left(), each.right(), bindings).isEmpty()) {
                return false;
            }
        }
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
            if (areOrdered(left, right)
                    && GroundTruth.compare(compared.comparison(), left, right, this) != compared.holds()) {
                return false;
            }
        }
        for (Assumptions.Unread unread : assumptions.unread()) {
            if (isThatMessage(unread.message(), bindings.apply(unread.term(), terms))) {
                return false;
            }
        }
        return assumptions.compared().isEmpty() || !new Orders(terms, assumptions).areImpossible();
    }

    /** Whether a case may still come true, as far as can be seen without solving it. */
    private boolean isPossible(Assumptions.Case one, Bindings bindings) {
        for (int i = 0; i < one.left().size(); i++) {
            Term left = bindings.apply(one.left().get(i), terms);
            Term right = bindings.apply(one.right().get(i), terms);
            boolean possible = isSame(left, right)
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
