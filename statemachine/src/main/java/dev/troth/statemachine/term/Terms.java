package dev.troth.statemachine.term;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.machine.Moment;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes terms: each value once (hash-consing), and in normal form. Normal forms: concatenations are flat, their
 * literals joined and neighbouring slices of one value made one; {@link Slices}, {@link Sums} and {@link Exclusive} ors have their own; the equations of the specification are applied as
 * rewrite rules from left to right, or, where both sides are of one size, by choosing the smaller side.
 */
public final class Terms {
    public static final Term ABSENT = new Term.Absent();
    private static final Symbol CONCAT = new Symbol.Concat();
    /** The width of lengths and counts. */
    private static final int SIZE_BITS = 32;

    private final Map<Term, Term> atoms = new HashMap<>();
    /** Compounds by hash, with linear probing; a power of two. */
    private Term.@Nullable Compound[] table = new Term.Compound[1 << 12];

    private final Rewriting rewriting;
    private final Slices slices = new Slices(this);
    private final Sums sums = new Sums(this);
    private final Exclusive exclusive = new Exclusive(this);
    private final Partial partial;
    private int made;

    /** The equations as rules. */
    Rewriting rewriting() {
        return rewriting;
    }

    public Terms(List<Equation> equations) {
        this.rewriting = new Rewriting(equations, this);
        this.partial = new Partial(rewriting);
    }

    /** What decides whether terms have values. */
    public Partial partial() {
        return partial;
    }

    Slices slices() {
        return slices;
    }

    Sums sums() {
        return sums;
    }

    /** Whether a value may have as many octets as an operand has to have. */
    private static boolean mayBe(Type type, Term value) {
        return !(type instanceof Type.Octets(int min, int max))
                || (min == 0 && max == Type.Octets.UNBOUNDED)
                || (Sizes.least(value) <= max && Sizes.most(value) >= min);
    }

    private Term primitive(Symbol.Primitive primitive, Term[] arguments) {
        List<Type> parameters = primitive.function().parameters();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == ABSENT || (i < parameters.size() && !mayBe(parameters.get(i), arguments[i]))) {
                return ABSENT;
            }
        }
        Term[] operands = Constants.operands(parameters, arguments, this);
        Term cut = slices.cut(primitive.function(), operands);
        return cut == null ? rewriting.normal(primitive, operands) : cut;
    }

    /**
     * What an operand of a primitive looks like where an equation asks for it, made of values drawn by somebody: the public key of a
     * secret of his own where something is sealed for it. Null if equations ask for nothing.
     */
    public @Nullable Term expected(Function function, int operand, Label label) {
        return rewriting.expected(function, operand, label);
    }

    private Term atom(Term term) {
        Term known = atoms.putIfAbsent(term, term);
        return known == null ? term : known;
    }

    public Term name(Label label, Type type) {
        return atom(new Term.Name(label, type));
    }

    public Term shared(String name, List<String> agents, Type type) {
        return atom(new Term.Shared(name, List.copyOf(agents), type));
    }

    public Term agent(String name) {
        return atom(new Term.Agent(name));
    }

    public Term integer(long value, int bits) {
        return atom(new Term.Int(value, bits));
    }

    public Term octets(byte[] octets) {
        return atom(new Term.Octets(octets));
    }

    public Term text(String text) {
        return atom(new Term.Text(text));
    }

    public Term time(long ntp) {
        return atom(new Term.Time(ntp));
    }

    public Term duration(long nanos) {
        return atom(new Term.Duration(nanos));
    }

    public Term pending(int octets) {
        return atom(new Term.Pending(octets));
    }

    /** A symbol applied to terms, in normal form. */
    public Term apply(Symbol symbol, Term... arguments) {
        return switch (symbol) {
            case Symbol.Concat ignored -> concat(arguments);
            case Symbol.Xor ignored -> exclusive.of(arguments);
            case Symbol.Primitive primitive -> primitive(primitive, arguments);
            case Symbol.Slice(int start, int length) -> slices.of(arguments[0], start, length);
            case Symbol.ListOf ignored -> compound(symbol, arguments);
            case Symbol.Payload(var layout) -> compound(symbol, Constants.fields(layout, arguments, this));
            case Symbol.Whole ignored -> compound(symbol, arguments);
            case Symbol.Covered ignored -> compound(symbol, arguments);
            case Symbol.Size ignored -> size(arguments[0]);
            case Symbol.Sum sum -> sum(sum, arguments[0], arguments[1]);
            case Symbol.Abs ignored -> abs(arguments[0]);
            case Symbol.FieldOf(int slot) -> field(arguments[0], slot);
        };
    }

    /** A variable; equal numbers are equal variables. */
    public Term.Var variable(int id, Type type, boolean optional) {
        return variable(id, type, optional, null);
    }

    /** A variable of a kind. */
    Term.Var variable(int id, Type type, boolean optional, @Nullable Kind kind) {
        return (Term.Var) atom(new Term.Var(id, type, optional, kind));
    }

    private Term size(Term value) {
        if (value == ABSENT) {
            return ABSENT;
        }
        if (partial.isIn(value)) {
            return compound(new Symbol.Size(), value);
        }
        int known = Sizes.of(value);
        if (known >= 0) {
            return integer(known, SIZE_BITS);
        }
        Sizes.Sized parts = Sizes.parts(value);
        if (parts == null) {
            return compound(new Symbol.Size(), value);
        }
        Term sum = integer(parts.octets(), SIZE_BITS);
        for (Term part : parts.open()) {
            sum = sums.of(false, sum, size(part), SIZE_BITS);
        }
        return sum;
    }

    private Term abs(Term duration) {
        return switch (duration) {
            case Term.Duration(long nanos) -> duration(Math.abs(nanos));
            case Term.Compound sum -> compound(new Symbol.Abs(), sum);
            case Term.Var unknown -> compound(new Symbol.Abs(), unknown);
            default -> ABSENT;
        };
    }

    private Term field(Term record, int slot) {
        if (record instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Payload) {
            return compound.argument(slot);
        }
        return record == ABSENT ? ABSENT : compound(new Symbol.FieldOf(slot), record);
    }

    private Term sum(Symbol.Sum symbol, Term left, Term right) {
        boolean minus = symbol.minus();
        if (left == ABSENT || right == ABSENT) {
            return ABSENT;
        }
        if (left instanceof Term.Time(long l) && right instanceof Term.Time(long r)) {
            return duration(Moment.nanosBetween(l, r));
        }
        if (left instanceof Term.Time(long l) && right instanceof Term.Duration(long r)) {
            return time(Moment.ntpPlus(l, minus ? -r : r));
        }
        if (left instanceof Term.Duration(long l) && right instanceof Term.Duration(long r)) {
            return duration(minus ? l - r : l + r);
        }
        int bits = symbol.bits() > 0 ? symbol.bits() : Sums.width(left);
        return bits > 0 ? sums.of(minus, left, right, bits) : compound(new Symbol.Sum(minus, 0), left, right);
    }

    /** The one compound of that symbol and arguments, as it stands. */
    Term compound(Symbol symbol, Term... arguments) {
        int hash = (31 * symbol.hashCode() + Arrays.hashCode(arguments)) * 0x9E3779B9;
        int at = (hash ^ (hash >>> 16)) & (table.length - 1);
        while (true) {
            Term.Compound known = table[at];
            if (known == null) {
                break;
            }
            if (known.hashCode() == hash && known.isSame(symbol, arguments)) {
                return known;
            }
            at = (at + 1) & (table.length - 1);
        }
        Term.Compound made = new Term.Compound(symbol, arguments, hash, this.made++);
        table[at] = made;
        if (this.made * 2 > table.length) {
            grow();
        }
        return made;
    }

    private void grow() {
        Term.Compound[] old = table;
        table = new Term.Compound[old.length * 2];
        for (Term.Compound term : old) {
            if (term != null) {
                int at = (term.hashCode() ^ (term.hashCode() >>> 16)) & (table.length - 1);
                while (table[at] != null) {
                    at = (at + 1) & (table.length - 1);
                }
                table[at] = term;
            }
        }
    }

    private Term concat(Term[] parts) {
        List<Term> flat = new ArrayList<>(parts.length);
        ByteArrayOutputStream literal = new ByteArrayOutputStream();
        for (Term part : parts) {
            if (part == ABSENT) {
                return ABSENT;
            }
            flatten(part, flat, literal);
        }
        flush(flat, literal);
        return switch (flat.size()) {
            case 0 -> octets(new byte[0]);
            case 1 -> flat.getFirst();
            default -> compound(CONCAT, flat.toArray(Term[]::new));
        };
    }

    private void flatten(Term part, List<Term> flat, ByteArrayOutputStream literal) {
        byte[] known = literalOctets(part);
        if (known != null) {
            literal.writeBytes(known);
        } else if (part instanceof Term.Compound compound
                && (compound.symbol() instanceof Symbol.Concat || compound.symbol() instanceof Symbol.ListOf)) {
            for (Term inner : compound.arguments()) {
                flatten(inner, flat, literal);
            }
        } else {
            flush(flat, literal);
            Term merged = flat.isEmpty() ? null : slices.merged(flat.getLast(), part);
            merged = merged == null && !flat.isEmpty() ? exclusive.merged(flat.getLast(), part) : merged;
            if (merged != null) {
                flat.removeLast();
            }
            flat.add(merged == null ? part : merged);
        }
    }

    /** A number of whole octets stands in a concatenation as these octets. */
    private void flush(List<Term> flat, ByteArrayOutputStream literal) {
        if (literal.size() > 0) {
            flat.add(octets(literal.toByteArray()));
            literal.reset();
        }
    }

    /** The octets of a literal, or null if the term is none. */
    static byte @Nullable [] literalOctets(Term term) {
        return switch (term) {
            case Term.Octets octets -> octets.octets();
            case Term.Int(long value, int bits)
            when bits % 8 == 0 ->
                Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 8 - bits / 8, 8);
            case Term.Text(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Term.Time(long ntp) -> ByteBuffer.allocate(8).putLong(ntp).array();
            default -> null;
        };
    }
}
