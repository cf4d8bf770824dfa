package dev.troth.statemachine.term;

import dev.troth.spec.model.Equation;
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
 * Makes terms: each value once (hash-consing), and in normal form. Normal forms: concatenations are flat and their
 * literals joined; exclusive ors are flat, ordered and cancelled; the equations of the specification are applied as
 * rewrite rules from left to right, or, where both sides are of one size, by choosing the smaller side.
 */
public final class Terms {
    public static final Term ABSENT = new Term.Absent();
    private static final Symbol CONCAT = new Symbol.Concat();
    private static final Symbol XOR = new Symbol.Xor();

    private final Map<Term, Term> atoms = new HashMap<>();
    /** Compounds by hash, with linear probing; a power of two. */
    private Term.@Nullable Compound[] table = new Term.Compound[1 << 12];

    private final Rewriting rewriting;
    private int made;

    /** The equations as rules. */
    Rewriting rewriting() {
        return rewriting;
    }

    public Terms(List<Equation> equations) {
        this.rewriting = new Rewriting(equations, this);
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
            case Symbol.Xor ignored -> xor(arguments);
            case Symbol.Primitive primitive -> rewriting.normal(primitive, arguments);
            case Symbol.ListOf ignored -> compound(symbol, arguments);
            case Symbol.Payload ignored -> compound(symbol, arguments);
            case Symbol.Whole ignored -> compound(symbol, arguments);
            case Symbol.Covered ignored -> compound(symbol, arguments);
            case Symbol.Size ignored -> size(arguments[0]);
            case Symbol.Sum(boolean minus) -> sum(minus, arguments[0], arguments[1]);
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
        int known = Sizes.of(value);
        return known >= 0 ? integer(known, 32) : compound(new Symbol.Size(), value);
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

    private Term sum(boolean minus, Term left, Term right) {
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
        if (left instanceof Term.Int(long l, int bits) && right instanceof Term.Int(long r, int ignored)) {
            long sum = minus ? l - r : l + r;
            return integer(bits == 64 ? sum : sum & ((1L << bits) - 1), bits);
        }
        return compound(new Symbol.Sum(minus), left, right);
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
            flat.add(part);
        }
    }

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

    private Term xor(Term[] parts) {
        List<Term> flat = new ArrayList<>();
        for (Term part : parts) {
            if (part == ABSENT) {
                return ABSENT;
            }
            if (part instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Xor) {
                flat.addAll(compound.arguments());
            } else {
                byte[] known = literalOctets(part);
                flat.add(known == null ? part : octets(known));
            }
        }
        flat.sort(TermOrder.INSTANCE);
        List<Term> joined = joined(flat);
        return joined.size() == 1 ? joined.getFirst() : compound(XOR, joined.toArray(Term[]::new));
    }

    /** Known octets of one length become one; a pair of equal terms becomes nothing, as long as something is left. */
    private List<Term> joined(List<Term> sorted) {
        List<Term> out = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            Term term = sorted.get(i);
            Term last = out.isEmpty() ? null : out.getLast();
            if (last instanceof Term.Octets l && term instanceof Term.Octets r && l.length() == r.length()) {
                byte[] sum = l.octets();
                byte[] other = r.octets();
                for (int at = 0; at < sum.length; at++) {
                    sum[at] ^= other[at];
                }
                out.set(out.size() - 1, octets(sum));
            } else if (last == term && (out.size() > 1 || i + 1 < sorted.size())) {
                out.removeLast();
            } else {
                out.add(term);
            }
        }
        return out;
    }
}
