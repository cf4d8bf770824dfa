package dev.troth.reference.wire;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** How a value enters a concatenation or a primitive as octets. */
public final class Octetting {
    private Octetting() {}

    /**
     * The octets of a value: integers in network byte order, text and identities in UTF-8, times as NTP timestamps,
     * payloads as they stand alone (with nothing after them in a chain). Not a copy: the result is never changed.
     *
     * @throws UnbuildableException for values that have none: conditions, durations, absent values, integers that are
     *     not whole octets
     */
    public static byte[] octets(Datum datum) {
        return switch (datum) {
            case Datum.Octets(byte[] octets) -> octets;
            case Datum.Num(long value, int bits) -> number(value, bits);
            case Datum.Text(String text) -> text.getBytes(StandardCharsets.UTF_8);
            case Datum.Agent agent -> agent.identity().getBytes(StandardCharsets.UTF_8);
            case Datum.Time(long ntp) -> number(ntp, 64);
            case Datum.Rec rec -> Codec.alone(rec);
            case Datum.Msg message -> message.octets();
            case Datum.Seq(List<Datum> items) -> {
                ByteArrayOutputStream out = new ByteArrayOutputStream();
                items.forEach(item -> out.writeBytes(octets(item)));
                yield out.toByteArray();
            }
            case Datum.Pending(int octets) -> new byte[octets];
            case Datum.Flag ignored -> throw none(datum);
            case Datum.Duration ignored -> throw none(datum);
            case Datum.Absent ignored -> throw none(datum);
        };
    }

    /**
     * The octets of values that stand one after another: a payload of a chain tells which payload comes next (RFC 7296
     * section 3.2), and nothing if none does.
     */
    public static byte[] joined(Datum[] values, List<Chain> chains) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < values.length; i++) {
            boolean isFollowed = i + 1 < values.length && values[i + 1] instanceof Datum.Rec;
            out.writeBytes(
                    isFollowed && values[i] instanceof Datum.Rec rec
                            ? Codec.before(rec, number(((Datum.Rec) values[i + 1]).layout(), chains))
                            : octets(values[i]));
        }
        return out.toByteArray();
    }

    private static long number(Layout layout, List<Chain> chains) {
        for (Chain chain : chains) {
            Long number = chain.number(layout.name());
            if (number != null) {
                return number;
            }
        }
        return 0;
    }

    /** How many octets {@link #octets} has. */
    static int length(Datum datum) {
        return switch (datum) {
            case Datum.Octets(byte[] octets) -> octets.length;
            case Datum.Pending(int octets) -> octets;
            case Datum.Text(String text) -> length(text);
            case Datum.Agent agent -> length(agent.identity());
            case Datum.Num number -> octets(number).length;
            case Datum.Time ignored -> 8;
            case Datum.Rec rec -> octets(rec).length;
            case Datum.Msg message -> message.octets().length;
            case Datum.Seq items -> octets(items).length;
            case Datum.Flag ignored -> throw none(datum);
            case Datum.Duration ignored -> throw none(datum);
            case Datum.Absent ignored -> throw none(datum);
        };
    }

    private static int length(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return text.getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return text.length();
    }

    private static UnbuildableException none(Datum datum) {
        return new UnbuildableException("this value has no octets: " + datum);
    }

    private static byte[] number(long value, int bits) {
        if (bits % 8 != 0) {
            throw new UnbuildableException("a number of " + bits + " bits is not whole octets");
        }
        byte[] octets = new byte[bits / 8];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) (value >>> (bits - 8 - 8 * i));
        }
        return octets;
    }
}
