package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.GroundTruth;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.algebra.Limits;
import dev.troth.statemachine.algebra.Match;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The algebra of terms without variables: the symbolic world of an honest run. Equality is equality of normal forms, so
 * every question has one answer.
 */
public sealed class TermAlgebra implements Algebra<Term>, GroundTruth.Relations<Term> permits SymbolicAlgebra {
    private static final Symbol LIST = new Symbol.ListOf();
    private static final Symbol SIZE = new Symbol.Size();

    final Terms terms;

    public TermAlgebra(Terms terms) {
        this.terms = terms;
    }

    @Override
    public Term absent() {
        return Terms.ABSENT;
    }

    @Override
    public Term integer(long value, int bits) {
        return terms.integer(value, bits);
    }

    @Override
    public Term octets(byte[] octets) {
        return terms.octets(octets);
    }

    @Override
    public Term text(String text) {
        return terms.text(text);
    }

    @Override
    public Term agent(String name) {
        return terms.agent(name);
    }

    @Override
    public Term duration(long nanos) {
        return terms.duration(nanos);
    }

    @Override
    public Term time(long ntp) {
        return terms.time(ntp);
    }

    @Override
    public Term fresh(Label label, Type type) {
        return terms.name(label, type);
    }

    @Override
    public Term shared(String name, List<String> agents, Type type) {
        return terms.shared(name, agents, type);
    }

    @Override
    public Term apply(Function function, Term[] arguments) {
        return terms.apply(new Symbol.Primitive(function), octets(arguments));
    }

    /** Where octets are needed, a message is its payloads one after another. */
    private Term[] octets(Term[] values) {
        Term[] octets = values;
        for (int i = 0; i < values.length; i++) {
            Term flat = flat(values[i]);
            if (flat != values[i]) {
                octets = octets == values ? values.clone() : octets;
                octets[i] = flat;
            }
        }
        return octets;
    }

    /** The payloads of a message, as they are inside a ciphertext; any other value as it is. */
    Term flat(Term value) {
        if (!(value instanceof Term.Compound whole && whole.symbol() instanceof Symbol.Whole(Message message))) {
            return value;
        }
        if (message.elements().size() == 1
                && !message.elements().getFirst().multiplicity().isList()) {
            return whole.argument(0);
        }
        List<Term> parts = new ArrayList<>();
        for (Term element : whole.arguments()) {
            if (element instanceof Term.Compound list && list.symbol() instanceof Symbol.ListOf) {
                parts.addAll(list.arguments());
            } else if (element != Terms.ABSENT) {
                parts.add(element);
            }
        }
        return parts.size() == 1 ? parts.getFirst() : concat(parts.toArray(Term[]::new));
    }

    @Override
    public Term concat(Term[] parts) {
        long octets = 0;
        for (Term part : parts) {
            // A value of unknown length may be empty, but not all that a row of values is made of are.
            octets += Math.max(Unifier.parts(part).size(), Sizes.of(part));
        }
        Limits.check(octets);
        return terms.apply(new Symbol.Concat(), octets(parts));
    }

    @Override
    public Term xor(Term left, Term right) {
        return terms.apply(new Symbol.Xor(), left, right);
    }

    @Override
    public Term arithmetic(boolean minus, Term left, Term right) {
        return terms.apply(new Symbol.Sum(minus, Sums.width(left)), left, right);
    }

    @Override
    public Term abs(Term duration) {
        return terms.apply(new Symbol.Abs(), duration);
    }

    @Override
    public Term size(Term value) {
        return terms.apply(SIZE, value);
    }

    @Override
    public Term count(Term list) {
        return list instanceof Term.Compound compound && compound.symbol() instanceof Symbol.ListOf
                ? terms.integer(compound.arity(), 32)
                : Terms.ABSENT;
    }

    @Override
    public Term list(List<Term> items) {
        return terms.apply(LIST, items.toArray(Term[]::new));
    }

    @Override
    public List<Term> items(Term list) {
        return list instanceof Term.Compound compound && compound.symbol() instanceof Symbol.ListOf
                ? compound.arguments()
                : List.of();
    }

    @Override
    public Term record(Layout layout, Term[] fields) {
        return terms.apply(new Symbol.Payload(layout), octets(fields));
    }

    @Override
    public Term field(Term record, int slot) {
        return terms.apply(new Symbol.FieldOf(slot), record);
    }

    @Override
    public Term message(Message message, Term[] elements) {
        Fitting.check(message, elements);
        return terms.apply(new Symbol.Whole(message), elements);
    }

    @Override
    public Term payload(Term message, int element) {
        return message instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Whole
                ? compound.argument(element)
                : Terms.ABSENT;
    }

    @Override
    public Term pending(int octets) {
        return terms.pending(octets);
    }

    @Override
    public Term pendingLike(Term length) {
        return terms.pending(length instanceof Term.Int(long octets, int ignored) ? (int) octets : 0);
    }

    @Override
    public Term fill(Term message, int element, int slot, Term value) {
        Term.Compound whole = (Term.Compound) message;
        Term[] elements = whole.arguments().toArray(Term[]::new);
        elements[element] = with((Term.Compound) elements[element], slot, value);
        return terms.apply(whole.symbol(), elements);
    }

    private Term with(Term.Compound record, int slot, Term value) {
        Term[] fields = record.arguments().toArray(Term[]::new);
        fields[slot] = value;
        return terms.apply(record.symbol(), fields);
    }

    /** The tuple of the covered fields; what is not covered is hollow. Absent if the field that ends it is. */
    @Override
    public Term covered(Term message, Coverage coverage) {
        if (!(message instanceof Term.Compound whole && whole.symbol() instanceof Symbol.Whole(Message of))) {
            return Terms.ABSENT;
        }
        Hollow hollow = new Hollow(this, terms);
        Term[] elements = whole.arguments().toArray(Term[]::new);
        int at = coverage.element();
        if (!(elements[at] instanceof Term.Compound record) || field(record, coverage.slot()) == Terms.ABSENT) {
            return Terms.ABSENT;
        }
        elements[at] = hollow.record(record, coverage.slot(), coverage.until());
        for (int i = at + 1; coverage.until() && i < elements.length; i++) {
            elements[i] = hollow.element(elements[i]);
        }
        return terms.apply(new Symbol.Covered(of, coverage), elements);
    }

    @Override
    public List<Match<Term>> match(Message message, Term value, Map<Integer, Term> parameters, Condition condition) {
        Term read = new Reading(terms).read(message, value);
        if (read == null) {
            return List.of(new Match.Refused<>("another message", condition));
        }
        Term first = payload(read, 0);
        for (Map.Entry<Integer, Term> parameter : parameters.entrySet()) {
            boolean unknown = parameter.getValue() instanceof Term.Int(long number, int ignored) && number == 0;
            if (!unknown && field(first, parameter.getKey()) != parameter.getValue()) {
                return List.of(new Match.Refused<>("another length", condition));
            }
        }
        return List.of(new Match.Fits<>(read, condition));
    }

    @Override
    public boolean isReadable(Message message, Term value, Map<Integer, Term> parameters) {
        return value instanceof Term.Var || new Reading(terms).read(message, value) != null;
    }

    @Override
    public List<Decision> decide(Formula<Term> formula, Condition condition) {
        return List.of(new Decision(GroundTruth.holds(formula, this), condition));
    }

    @Override
    public boolean isAbsent(Term value) {
        return value == Terms.ABSENT;
    }

    /** Numbers are equal by value whatever their width; everything else by normal form. */
    @Override
    public boolean isSame(Term left, Term right) {
        if (left instanceof Term.Int(long l, int ignored) && right instanceof Term.Int(long r, int alsoIgnored)) {
            return l == r;
        }
        return left == right;
    }

    @Override
    public int order(Term left, Term right) {
        if (left instanceof Term.Int(long l, int ignored) && right instanceof Term.Int(long r, int alsoIgnored)) {
            return Long.compareUnsigned(l, r);
        }
        if (left instanceof Term.Duration(long l) && right instanceof Term.Duration(long r)) {
            return Long.compare(l, r);
        }
        if (left instanceof Term.Time(long l) && right instanceof Term.Time(long r)) {
            return Long.compare(l - r, 0);
        }
        byte[] l = Terms.literalOctets(left);
        byte[] r = Terms.literalOctets(right);
        return l != null && r != null ? Arrays.compareUnsigned(l, r) : TermOrder.INSTANCE.compare(left, right);
    }

    @Override
    public boolean identical(Term left, Term right) {
        return left == right;
    }

    @Override
    public String shownText(Term text) {
        return text instanceof Term.Text(String shown) ? shown : text.toString();
    }

    @Override
    public Term[] array(int length) {
        return new Term[length];
    }
}
