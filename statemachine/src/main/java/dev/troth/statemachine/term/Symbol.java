package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;

/** What stands at the root of a compound term. */
public sealed interface Symbol {
    /** A primitive. */
    record Primitive(Function function) implements Symbol {
        @Override
        public String toString() {
            return function.name();
        }
    }

    record Concat() implements Symbol {
        @Override
        public String toString() {
            return "concat";
        }
    }

    /** Exclusive or; arguments in a fixed order, none twice. */
    record Xor() implements Symbol {
        @Override
        public String toString() {
            return "xor";
        }
    }

    record ListOf() implements Symbol {
        @Override
        public String toString() {
            return "list";
        }
    }

    /** A value of a layout; arguments are its data fields by slot. */
    record Payload(Layout layout) implements Symbol {
        @Override
        public String toString() {
            return layout.name();
        }
    }

    /** A message; arguments are its elements. */
    record Whole(Message message) implements Symbol {
        @Override
        public String toString() {
            return message.name();
        }
    }

    /**
     * The octets of a message that a coverage names; arguments are the elements, in which what is not covered is hollow,
     * see {@link Hollow}.
     */
    record Covered(Message message, Coverage coverage) implements Symbol {
        @Override
        public String toString() {
            return message.name() + " " + coverage.text();
        }
    }

    /** The length in octets. */
    record Size() implements Symbol {
        @Override
        public String toString() {
            return "size";
        }
    }

    /**
     * Sum or difference.
     *
     * @param bits the width modulo which numbers are added; 0 for times and durations
     */
    record Sum(boolean minus, int bits) implements Symbol {
        @Override
        public String toString() {
            return minus ? "-" : "+";
        }
    }

    /** So many octets of a value from a place on: all that {@code part} and {@code trunc} give of known numbers. */
    record Slice(int start, int length) implements Symbol {
        @Override
        public String toString() {
            return "octets " + start + " to " + (start + length) + " of ";
        }
    }

    /** The amount of a duration that is not yet known. */
    record Abs() implements Symbol {
        @Override
        public String toString() {
            return "abs";
        }
    }

    /** A field of a term that is not (yet) known to be a payload. */
    record FieldOf(int slot) implements Symbol {
        @Override
        public String toString() {
            return "field " + slot;
        }
    }
}
