package dev.troth.spec.model;

/** The type of a value. Sizes are in octets unless a name says bits. */
public sealed interface Type {
    Type BOOL = new Bool();
    Type TEXT = new Text();
    Type AGENT = new Agent();
    Type TIME = new Time();
    Type DURATION = new Duration();
    Type BYTES = new Octets(0, Octets.UNBOUNDED);

    /** An unsigned integer of 1 to 64 bits. */
    record Int(int bits) implements Type {
        @Override
        public String toString() {
            return "u" + bits;
        }
    }

    /** Between {@code min} and {@code max} octets. */
    record Octets(int min, int max) implements Type {
        public static final int UNBOUNDED = Integer.MAX_VALUE;

        public boolean isFixed() {
            return min == max;
        }

        @Override
        public String toString() {
            if (isFixed()) {
                return "bytes[" + min + "]";
            }
            return min == 0 && max == UNBOUNDED ? "bytes" : "bytes[" + min + ".." + (max == UNBOUNDED ? "" : max) + "]";
        }
    }

    record Text() implements Type {
        @Override
        public String toString() {
            return "text";
        }
    }

    record Agent() implements Type {
        @Override
        public String toString() {
            return "agent";
        }
    }

    record Bool() implements Type {
        @Override
        public String toString() {
            return "condition";
        }
    }

    /** A point in time with the resolution of a 64-bit NTP timestamp (RFC 3830 section 4.2.8). */
    record Time() implements Type {
        @Override
        public String toString() {
            return "time";
        }
    }

    record Duration() implements Type {
        @Override
        public String toString() {
            return "duration";
        }
    }

    /** A value of one layout, or of one entry of a repeated group. */
    record Rec(Layout layout) implements Type {
        @Override
        public String toString() {
            return layout.name();
        }
    }

    /** A whole message. */
    record Msg(Message message) implements Type {
        @Override
        public String toString() {
            return message.name();
        }
    }

    record Seq(Type element) implements Type {
        @Override
        public String toString() {
            return "list of " + element;
        }
    }

    /** What stands in for a type that could not be found out; fits everywhere, so that one fault is told once. */
    record Unknown() implements Type {
        @Override
        public String toString() {
            return "unknown";
        }
    }
}
