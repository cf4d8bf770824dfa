package dev.troth.reference.concrete;

import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.CoveredOctets;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Decoding;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.GroundTruth;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.algebra.Limits;
import dev.troth.statemachine.algebra.Match;
import dev.troth.statemachine.machine.Moment;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The algebra of bytes. Every question has exactly one answer. Fresh values come from a {@link LabelledRandom}, so the
 * same seed gives the same bytes. An operand that is absent makes the result absent.
 */
public final class ByteAlgebra implements Algebra<Datum>, GroundTruth.Relations<Datum> {
    private static final List<Decision> YES = List.of(new Decision(true, Condition.ALWAYS));
    private static final List<Decision> NO = List.of(new Decision(false, Condition.ALWAYS));

    private final Primitives primitives;
    private final List<Chain> chains;
    private final LabelledRandom random;
    private final Map<String, Datum.Agent> agents = new HashMap<>();
    private final Map<String, String> aliases;
    private final Map<Label, Datum> fixed = new HashMap<>();
    private final PublicKeyOperations dear = new PublicKeyOperations();

    public ByteAlgebra(Protocol protocol, LabelledRandom random) {
        this(protocol, random, Map.of());
    }

    /** @param aliases agents whose {@code private} secret is that of another agent */
    public ByteAlgebra(Protocol protocol, LabelledRandom random, Map<String, String> aliases) {
        this.aliases = aliases;
        this.primitives = new Primitives(protocol.functions(), protocol.sources());
        this.chains = protocol.messages().stream()
                .map(Message::chain)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        this.random = random;
    }

    /** Gives a fresh value a value that is not drawn. */
    public void fix(Label label, Datum value) {
        fixed.put(label, value);
    }

    @Override
    public Datum absent() {
        return Datum.ABSENT;
    }

    @Override
    public Datum integer(long value, int bits) {
        return new Datum.Num(value, bits);
    }

    @Override
    public Datum octets(byte[] octets) {
        return new Datum.Octets(octets);
    }

    @Override
    public Datum text(String text) {
        return new Datum.Text(text);
    }

    @Override
    public Datum agent(String name) {
        return agents.computeIfAbsent(name, Datum.Agent::of);
    }

    @Override
    public Datum duration(long nanos) {
        return new Datum.Duration(nanos);
    }

    @Override
    public Datum time(long ntp) {
        return new Datum.Time(ntp);
    }

    @Override
    public Datum fresh(Label label, Type type) {
        Datum chosen = fixed.get(label);
        if (chosen != null) {
            return chosen;
        }
        int octets = octetsOf(type);
        return typed(random.bytes(label.agent(), label.session(), label.variable(), label.occurrence(), octets), type);
    }

    /** Drawn like a fresh value of the pair: the agents joined by "+" stand for the agent. */
    @Override
    public Datum shared(String name, List<String> agents, Type type) {
        String holders = String.join("+", agents);
        return typed(random.bytes(aliases.getOrDefault(holders, holders), 0, name, 0, octetsOf(type)), type);
    }

    private static int octetsOf(Type type) {
        return switch (type) {
            case Type.Octets(int min, int ignored) -> min;
            case Type.Int(int bits) -> (bits + 7) / 8;
            default -> throw new IllegalStateException("no value of type " + type + " can be drawn");
        };
    }

    private static Datum typed(byte[] octets, Type type) {
        if (type instanceof Type.Int(int bits)) {
            long value = 0;
            for (byte octet : octets) {
                value = value << 8 | (octet & 0xFF);
            }
            return new Datum.Num(bits == 64 ? value : value & ((1L << bits) - 1), bits);
        }
        return new Datum.Octets(octets);
    }

    @Override
    public Datum apply(Function function, Datum[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i] == Datum.ABSENT || !fits(function, i, arguments[i])) {
                return Datum.ABSENT;
            }
        }
        Primitives.Primitive primitive = primitives.of(function);
        byte[] result = PublicKeyOperations.areDear(function)
                ? dear.result(function, primitive, arguments)
                : primitive.apply(arguments);
        return result == null ? Datum.ABSENT : new Datum.Octets(result);
    }

    /** Whether octets are as many as an operand has to have. */
    private static boolean fits(Function function, int index, Datum value) {
        return !(value instanceof Datum.Octets(byte[] octets)
                && index < function.parameters().size()
                && function.parameters().get(index) instanceof Type.Octets(int min, int max)
                && (octets.length < min || octets.length > max));
    }

    @Override
    public Datum concat(Datum[] parts) {
        long known = 0;
        for (Datum part : parts) {
            if (part == Datum.ABSENT) {
                return Datum.ABSENT;
            }
            known += part instanceof Datum.Octets(byte[] octets) ? octets.length : 0;
        }
        Limits.check(known);
        byte[] joined = Octetting.joined(parts, chains);
        Limits.check(joined.length);
        return new Datum.Octets(joined);
    }

    @Override
    public Datum xor(Datum left, Datum right) {
        if (left == Datum.ABSENT || right == Datum.ABSENT) {
            return Datum.ABSENT;
        }
        byte[] l = Octetting.octets(left);
        byte[] r = Octetting.octets(right);
        if (l.length != r.length) {
            return Datum.ABSENT;
        }
        byte[] out = new byte[l.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (byte) (l[i] ^ r[i]);
        }
        return new Datum.Octets(out);
    }

    /** So many octets of a value from a place on; absent if it is too short. */
    public Datum slice(Datum value, int start, int length) {
        if (value == Datum.ABSENT) {
            return Datum.ABSENT;
        }
        byte[] octets = Octetting.octets(value);
        return start + length <= octets.length
                ? new Datum.Octets(Arrays.copyOfRange(octets, start, start + length))
                : Datum.ABSENT;
    }

    /** A sum in which numbers have a width, as some that are written in a wider place than they need, or octet by octet. */
    public Datum sum(boolean minus, int bits, Datum left, Datum right) {
        return arithmetic(minus, number(bits, left), number(bits, right));
    }

    private static Datum number(int bits, Datum value) {
        if (bits > 0 && value instanceof Datum.Num(long number, int ignored)) {
            return new Datum.Num(number, bits);
        }
        return bits > 0 && value instanceof Datum.Octets(byte[] octets) && octets.length <= Long.BYTES
                ? new Datum.Num(new BigInteger(1, octets).longValue(), bits)
                : value;
    }

    @Override
    public Datum arithmetic(boolean minus, Datum left, Datum right) {
        if (left instanceof Datum.Time(long l) && right instanceof Datum.Time(long r)) {
            return new Datum.Duration(Moment.nanosBetween(l, r));
        }
        if (left instanceof Datum.Time(long l) && right instanceof Datum.Duration(long r)) {
            return new Datum.Time(Moment.ntpPlus(l, minus ? -r : r));
        }
        if (left instanceof Datum.Duration(long l) && right instanceof Datum.Duration(long r)) {
            return new Datum.Duration(minus ? l - r : l + r);
        }
        if (left instanceof Datum.Num(long l, int bits) && right instanceof Datum.Num(long r, int ignored)) {
            long sum = minus ? l - r : l + r;
            return new Datum.Num(bits == 64 ? sum : sum & ((1L << bits) - 1), bits);
        }
        return Datum.ABSENT;
    }

    @Override
    public Datum abs(Datum duration) {
        return duration instanceof Datum.Duration(long nanos) ? new Datum.Duration(Math.abs(nanos)) : Datum.ABSENT;
    }

    @Override
    public Datum size(Datum value) {
        return value == Datum.ABSENT ? Datum.ABSENT : new Datum.Num(Octetting.octets(value).length, 32);
    }

    @Override
    public Datum count(Datum list) {
        return list instanceof Datum.Seq(List<Datum> items) ? new Datum.Num(items.size(), 32) : Datum.ABSENT;
    }

    @Override
    public Datum list(List<Datum> items) {
        return new Datum.Seq(List.copyOf(items));
    }

    @Override
    public List<Datum> items(Datum list) {
        return list instanceof Datum.Seq(List<Datum> items) ? items : List.of();
    }

    /** Octets that stand in the place of a number or of a time are that number, as they are for whoever reads the message. */
    @Override
    public Datum record(Layout layout, Datum[] fields) {
        Datum[] read = fields.clone();
        for (int slot = 0; slot < read.length; slot++) {
            read[slot] = read(layout.data().get(slot).type(), read[slot]);
        }
        return new Datum.Rec(layout, read);
    }

    private static Datum read(Type type, Datum value) {
        if (!(value instanceof Datum.Octets(byte[] octets))) {
            return value;
        }
        if (type instanceof Type.Int(int bits) && 8 * octets.length == bits) {
            return typed(octets, type);
        }
        return type instanceof Type.Time && octets.length == Long.BYTES
                ? new Datum.Time(ByteBuffer.wrap(octets).getLong())
                : value;
    }

    @Override
    public Datum field(Datum record, int slot) {
        return record instanceof Datum.Rec(Layout ignored, Datum[] fields) ? fields[slot] : Datum.ABSENT;
    }

    @Override
    public Datum message(Message message, Datum[] elements) {
        return Codec.encode(message, elements);
    }

    @Override
    public Datum payload(Datum message, int element) {
        return message instanceof Datum.Msg msg ? msg.elements()[element] : Datum.ABSENT;
    }

    @Override
    public Datum pending(int octets) {
        return new Datum.Pending(octets);
    }

    @Override
    public Datum pendingLike(Datum length) {
        return new Datum.Pending(length instanceof Datum.Num(long octets, int ignored) ? (int) octets : 0);
    }

    @Override
    public Datum fill(Datum message, int element, int slot, Datum value) {
        return CoveredOctets.patch((Datum.Msg) message, element, slot, Octetting.octets(value));
    }

    @Override
    public Datum covered(Datum message, Coverage coverage) {
        return message instanceof Datum.Msg msg && CoveredOctets.has(msg, coverage.element(), coverage.slot())
                ? new Datum.Octets(CoveredOctets.covered(msg, coverage))
                : Datum.ABSENT;
    }

    @Override
    public List<Match<Datum>> match(Message message, Datum value, Map<Integer, Datum> parameters, Condition condition) {
        if (value == Datum.ABSENT) {
            return List.of(new Match.Refused<>("nothing is there", condition));
        }
        return List.of(
                switch (Codec.decode(message, Octetting.octets(value), parameters)) {
                    case Decoding.Decoded(Datum.Msg decoded) -> new Match.Fits<>(decoded, condition);
                    case Decoding.Refused(String reason, int ignored) -> new Match.Refused<>(reason, condition);
                });
    }

    @Override
    public boolean isReadable(Message message, Datum value, Map<Integer, Datum> parameters) {
        return value != Datum.ABSENT
                && Codec.decode(message, Octetting.octets(value), parameters) instanceof Decoding.Decoded;
    }

    @Override
    public List<Decision> decide(Formula<Datum> formula, Condition condition) {
        return GroundTruth.holds(formula, this) ? YES : NO;
    }

    @Override
    public boolean isAbsent(Datum value) {
        return value == Datum.ABSENT;
    }

    /** Numbers by value, names by identity, payloads by their fields, everything else by its octets. */
    @Override
    public boolean isSame(Datum left, Datum right) {
        if (left instanceof Datum.Num(long l, int ignored) && right instanceof Datum.Num(long r, int alsoIgnored)) {
            return l == r;
        }
        if (left instanceof Datum.Duration(long l) && right instanceof Datum.Duration(long r)) {
            return l == r;
        }
        if (left instanceof Datum.Seq(List<Datum> l) && right instanceof Datum.Seq(List<Datum> r)) {
            boolean same = l.size() == r.size();
            for (int i = 0; same && i < l.size(); i++) {
                same = isSame(l.get(i), r.get(i));
            }
            return same;
        }
        if (left instanceof Datum.Rec l && right instanceof Datum.Rec r && l.layout() == r.layout()) {
            return haveSameFields(l, r);
        }
        return Arrays.equals(Octetting.octets(left), Octetting.octets(right));
    }

    /** Payloads of one layout have the same octets exactly if their fields are the same. */
    private boolean haveSameFields(Datum.Rec left, Datum.Rec right) {
        boolean same = true;
        for (int slot = 0; same && slot < left.fields().length; slot++) {
            Datum l = left.fields()[slot];
            Datum r = right.fields()[slot];
            same = l == Datum.ABSENT || r == Datum.ABSENT ? l == r : isSame(l, r);
        }
        return same;
    }

    @Override
    public int order(Datum left, Datum right) {
        if (left instanceof Datum.Num(long l, int ignored) && right instanceof Datum.Num(long r, int alsoIgnored)) {
            return Long.compareUnsigned(l, r);
        }
        if (left instanceof Datum.Duration(long l) && right instanceof Datum.Duration(long r)) {
            return Long.compare(l, r);
        }
        if (left instanceof Datum.Time(long l) && right instanceof Datum.Time(long r)) {
            return Long.compare(l - r, 0);
        }
        return Arrays.compareUnsigned(Octetting.octets(left), Octetting.octets(right));
    }

    @Override
    public boolean identical(Datum left, Datum right) {
        return GroundTruth.compare(Comparison.EQUAL, left, right, this);
    }

    @Override
    public String shownText(Datum text) {
        return text instanceof Datum.Text(String shown) ? shown : text.toString();
    }

    @Override
    public Datum[] array(int length) {
        return new Datum[length];
    }
}
