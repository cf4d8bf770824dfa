package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A typed expression: every name is resolved to a place. */
public sealed interface Expr {
    Type type();

    /** The expressions directly inside this one. */
    default List<Expr> operands() {
        return switch (this) {
            case Payload payload -> List.of(payload.message());
            case Field field -> List.of(field.record());
            case Item item -> List.of(item.list());
            case Apply apply -> apply.arguments();
            case Derive derive -> derive.arguments();
            case Concat concat -> concat.parts();
            case Xor xor -> List.of(xor.left(), xor.right());
            case Arithmetic sum -> List.of(sum.left(), sum.right());
            case Abs abs -> List.of(abs.operand());
            case Bit bit -> List.of(bit.condition());
            case Compare compare -> List.of(compare.left(), compare.right());
            case And and -> List.of(and.left(), and.right());
            case Or or -> List.of(or.left(), or.right());
            case Not not -> List.of(not.operand());
            case InStore in -> List.of(in.value());
            case InList in -> {
                List<Expr> parts = new ArrayList<>(in.items());
                parts.addFirst(in.value());
                yield parts;
            }
            case Lookup lookup -> List.of(lookup.key());
            case SizeOf size -> List.of(size.value());
            case CountOf count -> List.of(count.list());
            case ListOf list -> list.items();
            case Build build -> List.copyOf(build.fields().values());
            case BuildMessage message -> {
                List<Expr> parts = new ArrayList<>();
                for (Part part : message.parts()) {
                    parts.addAll(part.conditions());
                    parts.add(part.payload());
                }
                yield parts;
            }
            case Covered covered -> covered.message() == null ? List.of() : List.of(covered.message());
            case Shared shared -> shared.agents();
            case Present present -> List.of(present.value());
            case IntLiteral ignored -> List.of();
            case OctetsLiteral ignored -> List.of();
            case TextLiteral ignored -> List.of();
            case DurationLiteral ignored -> List.of();
            case BoolLiteral ignored -> List.of();
            case Variable ignored -> List.of();
            case Local ignored -> List.of();
            case Argument ignored -> List.of();
            case AgentParameter ignored -> List.of();
            case Param ignored -> List.of();
            case OptionIs ignored -> List.of();
            case Now ignored -> List.of();
        };
    }

    /** An unsigned integer of the width of its type. */
    record IntLiteral(long value, Type.Int type) implements Expr {}

    /** Octets written in hexadecimal. The array is never changed. */
    @SuppressWarnings("ArrayRecordComponent")
    record OctetsLiteral(byte[] octets) implements Expr {
        @Override
        public Type type() {
            return new Type.Octets(octets.length, octets.length);
        }

        @Override
        public String toString() {
            return "0x" + java.util.HexFormat.of().formatHex(octets);
        }
    }

    record TextLiteral(String text) implements Expr {
        @Override
        public Type type() {
            return Type.TEXT;
        }
    }

    record DurationLiteral(long nanos) implements Expr {
        @Override
        public Type type() {
            return Type.DURATION;
        }
    }

    record BoolLiteral(boolean value) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** A variable of the role, by its index in {@link Role#variables()}. */
    record Variable(int index, String name, Type type) implements Expr {}

    /** A name bound inside a reaction (a received message, a let, a choice), by its slot. */
    record Local(int slot, String name, Type type) implements Expr {}

    /** A parameter of a key function. */
    record Argument(int index, String name, Type type) implements Expr {}

    /** An agent parameter of the role: 0 is the agent itself. */
    record AgentParameter(int index, String name) implements Expr {
        @Override
        public Type type() {
            return Type.AGENT;
        }
    }

    /** {@code param window}, by its index in {@link Protocol#params()}. */
    record Param(int index, String name, Type type) implements Expr {}

    /** {@code confirm = on}. */
    record OptionIs(int option, int value, String text) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** A payload of a message. */
    record Payload(Expr message, int element, String label, Type type) implements Expr {}

    /** A field of a layout value. */
    record Field(Expr record, int slot, String name, Type type) implements Expr {}

    /** An item of a list; an absent value when the list is shorter. */
    record Item(Expr list, int index, Type type) implements Expr {}

    record Apply(Function function, List<Expr> arguments, Type type) implements Expr {}

    /** A derivation of the {@code keys} block. */
    record Derive(KeyFunction key, List<Expr> arguments, Type type) implements Expr {}

    record Concat(List<Expr> parts, Type type) implements Expr {}

    record Xor(Expr left, Expr right, Type type) implements Expr {}

    /** {@code +} or {@code -} on integers, times and durations. */
    record Arithmetic(boolean minus, Expr left, Expr right, Type type) implements Expr {}

    record Abs(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.DURATION;
        }
    }

    /** {@code bit(condition)}: 1 or 0. */
    record Bit(Expr condition) implements Expr {
        @Override
        public Type type() {
            return new Type.Int(1);
        }
    }

    record Compare(Comparison comparison, Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** Relations between two values. */
    enum Comparison {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">=");

        private final String symbol;

        Comparison(String symbol) {
            this.symbol = symbol;
        }

        public String symbol() {
            return symbol;
        }
    }

    record And(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record Or(Expr left, Expr right) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record Not(Expr operand) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** {@code x in seen} for a store, {@code x in [a, b]} for a list. */
    record InStore(Expr value, int store, String name) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    record InList(Expr value, List<Expr> items) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** {@code cache[peer]}: the value stored for a key, or an absent value. */
    record Lookup(int store, String name, Expr key, Type type) implements Expr {}

    record Present(Expr value) implements Expr {
        @Override
        public Type type() {
            return Type.BOOL;
        }
    }

    /** The length of octets or text, in octets. */
    record SizeOf(Expr value) implements Expr {
        @Override
        public Type type() {
            return new Type.Int(32);
        }
    }

    /** The number of items of a list. */
    record CountOf(Expr list) implements Expr {
        @Override
        public Type type() {
            return new Type.Int(32);
        }
    }

    /** The clock of the agent. */
    record Now() implements Expr {
        @Override
        public Type type() {
            return Type.TIME;
        }
    }

    record ListOf(List<Expr> items, Type type) implements Expr {}

    /**
     * A value of a layout: one expression for each data field given, by slot.
     *
     * @param covering slots whose value is computed from the octets of the message around it, such as a MAC
     */
    record Build(Layout layout, Map<Integer, Expr> fields, List<Integer> covering, Type type, Span span)
            implements Expr {}

    /**
     * A message: for each element, the payloads to build, some under conditions.
     *
     * @param parts in the order of the message's elements
     */
    record BuildMessage(Message message, List<Part> parts, Type type, Span span) implements Expr {}

    /** A payload of a message under construction; there if every condition holds. */
    record Part(int element, List<Expr> conditions, Build payload) {}

    /**
     * The octets of a message before a field (or all but a field). With {@code message} null it is the message under
     * construction around it.
     */
    record Covered(@org.jspecify.annotations.Nullable Expr message, Message of, Coverage coverage) implements Expr {
        @Override
        public Type type() {
            return Type.BYTES;
        }
    }

    /** Which octets: up to, or all without, the field at {@code slot} of element {@code element}. */
    record Coverage(boolean until, int element, int slot, String text) {}

    /**
     * {@code shared(me, peer)}: a long-term secret of some agents, the same for all of them; {@code private(me)}: of one
     * agent.
     */
    record Shared(String name, List<Expr> agents, Type type) implements Expr {}
}
