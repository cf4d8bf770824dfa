package dev.troth.statemachine.term;

import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A symbolic value. Terms are made by {@link Terms}, which keeps one object for each value: two terms are equal exactly
 * if they are the same object, as long as they come from the same {@link Terms}.
 */
public sealed interface Term {
    /** Whether a variable stands in it. */
    default boolean isOpen() {
        return variables() != 0;
    }

    /** A set that contains the variables in it, a bit for each of 64 classes: those of other classes do not stand in it. */
    default long variables() {
        return 0;
    }

    /**
     * A value that an attacker may still choose.
     *
     * @param type what it can stand for; {@link Type.Unknown} for anything
     * @param optional true if it may also be absent
     * @param kind what may stand at its root, or null for anything
     */
    record Var(
            int id, Type type, boolean optional, @Nullable Kind kind) implements Term {
        @Override
        public long variables() {
            return 1L << ((id * 0x9E3779B9) >>> 26);
        }

        @Override
        public int hashCode() {
            return id;
        }

        @Override
        public String toString() {
            return "?" + id;
        }
    }

    /** A fresh value. */
    record Name(Label label, Type type) implements Term {
        @Override
        public int hashCode() {
            return 31 * label.variable().hashCode() + label.session();
        }

        @Override
        public String toString() {
            return label.agent() + "." + label.variable() + "#" + label.session();
        }
    }

    /** A long-term secret of agents, in alphabetical order: {@code k(A,B) = k(B,A)} is an identity. */
    record Shared(String name, List<String> agents, Type type) implements Term {
        @Override
        public String toString() {
            return name + agents;
        }
    }

    record Agent(String name) implements Term {
        @Override
        public String toString() {
            return name;
        }
    }

    record Int(long value, int bits) implements Term {
        @Override
        public String toString() {
            return Long.toUnsignedString(value);
        }
    }

    record Text(String text) implements Term {
        @Override
        public String toString() {
            return "\"" + text + "\"";
        }
    }

    /** A point in time: an unsigned 64-bit NTP timestamp. */
    record Time(long ntp) implements Term {
        @Override
        public String toString() {
            return "time 0x" + HexFormat.of().toHexDigits(ntp);
        }
    }

    record Duration(long nanos) implements Term {
        @Override
        public String toString() {
            return nanos + " ns";
        }
    }

    record Absent() implements Term {
        @Override
        public String toString() {
            return "absent";
        }
    }

    /** The place of a field that is computed from its own message: so many octets. */
    record Pending(int octets) implements Term {
        @Override
        public String toString() {
            return octets + " octets to come";
        }
    }

    /** Known octets. */
    final class Octets implements Term {
        private final byte[] octets;

        Octets(byte[] octets) {
            this.octets = octets.clone();
        }

        public byte[] octets() {
            return octets.clone();
        }

        public int length() {
            return octets.length;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Octets o && Arrays.equals(octets, o.octets);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(octets);
        }

        @Override
        public String toString() {
            return "0x" + HexFormat.of().formatHex(octets);
        }
    }

    /** A symbol applied to terms. Equality is identity: {@link Terms} makes each only once. */
    final class Compound implements Term {
        private final Symbol symbol;
        private final Term[] arguments;
        private final int hash;
        private final int id;
        private final long variables;
        /** What {@link Partial} has found out about it: no term is looked through twice. */
        private int questions = Partial.UNASKED;

        Compound(Symbol symbol, Term[] arguments, int hash, int id) {
            this.symbol = symbol;
            this.arguments = arguments;
            this.hash = hash;
            this.id = id;
            long any = 0;
            for (Term argument : arguments) {
                any |= argument.variables();
            }
            this.variables = any;
        }

        @Override
        public long variables() {
            return variables;
        }

        public Symbol symbol() {
            return symbol;
        }

        public int arity() {
            return arguments.length;
        }

        public Term argument(int index) {
            return arguments[index];
        }

        public List<Term> arguments() {
            return List.of(arguments);
        }

        int questions() {
            return questions;
        }

        void questions(int found) {
            questions = found;
        }

        /** The order in which this term was first made; equal runs make equal terms in the same order. */
        int id() {
            return id;
        }

        boolean isSame(Symbol otherSymbol, Term[] otherArguments) {
            if (arguments.length != otherArguments.length) {
                return false;
            }
            for (int i = 0; i < arguments.length; i++) {
                if (arguments[i] != otherArguments[i]) {
                    return false;
                }
            }
            return symbol.equals(otherSymbol);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public String toString() {
            StringBuilder out = new StringBuilder(symbol.toString()).append('(');
            for (int i = 0; i < arguments.length; i++) {
                out.append(i == 0 ? "" : ", ").append(arguments[i]);
            }
            return out.append(')').toString();
        }
    }
}
