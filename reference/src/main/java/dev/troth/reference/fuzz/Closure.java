package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.fuzz.Arena.Sending;
import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Decoding;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.search.Cast;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The octets that an attacker can take out of what he hears: fields of messages, values of runs of his own, and what opens
 * under keys of his own or keys that he has taken out so far, by the functions that the equations of the specification call
 * destructors of one key.
 */
final class Closure {
    private static final int ROUNDS = 3;
    private static final int ENOUGH = 400;

    private final Arena arena;
    private final Set<ByteBuffer> known = new LinkedHashSet<>();
    /** What he may try as a key: his own secrets, what his runs hold, and what he has opened. */
    private final Set<ByteBuffer> keys = new LinkedHashSet<>();

    private final Deque<byte[]> fresh = new ArrayDeque<>();

    /** A destructor: which operand is opened, the other one is the key. */
    private record Opener(Function function, int place) {}

    private Closure(Arena arena) {
        this.arena = arena;
    }

    /** Everything that he comes to hold by the end of a schedule. */
    static Set<ByteBuffer> of(Arena arena) {
        Closure closure = new Closure(arena);
        closure.hear();
        List<Opener> openers = closure.openers();
        for (int round = 0; round < ROUNDS && !openers.isEmpty() && !closure.fresh.isEmpty(); round++) {
            closure.open(openers, round);
        }
        return closure.known;
    }

    private void hear() {
        boolean takesPart = arena.runs().values().stream().anyMatch(run -> !run.isHonest());
        if (takesPart) {
            arena.protocol().roles().stream().filter(role -> !role.server()).forEach(this::own);
            for (Run run : arena.runs().values()) {
                if (run.session.agent().equals(Cast.ATTACKER)) {
                    values(run.session, null);
                }
            }
            keys.addAll(known);
            fresh.clear();
        }
        for (Sending sending : arena.tape()) {
            if (sending.heard) {
                add(sending.message);
            }
        }
    }

    /** His own long-term keys, and those that he shares. */
    private void own(Role role) {
        for (String peer : List.of("Alice", "Bob")) {
            List<String> agents = new ArrayList<>(List.of(Cast.ATTACKER));
            for (int i = 1; i < role.agents().size(); i++) {
                agents.add(
                        role.players().get(i).isEmpty() ? peer : role.players().get(i));
            }
            values(arena.machine().session(0, role, List.copyOf(agents)), Role.Lifetime.KNOWN);
        }
    }

    private void values(Session<Datum> session, Role.@Nullable Lifetime only) {
        for (Role.Variable variable : session.role().variables()) {
            Datum value = session.variables()[variable.index()];
            if (value != null && (only == null || variable.lifetime() == only)) {
                add(value);
            }
        }
    }

    private void add(Datum value) {
        switch (value) {
            case Datum.Octets(byte[] octets) -> octets(octets);
            case Datum.Rec rec -> {
                for (Datum field : rec.fields()) {
                    add(field);
                }
            }
            case Datum.Msg message -> {
                for (Datum element : message.elements()) {
                    add(element);
                }
            }
            case Datum.Seq(List<Datum> items) -> items.forEach(this::add);
            default -> {}
        }
    }

    /** Octets are what they are, and what they read as. */
    private void octets(byte[] octets) {
        if (octets.length < 8 || known.size() >= ENOUGH || !known.add(ByteBuffer.wrap(octets))) {
            return;
        }
        fresh.add(octets);
        for (Message message : arena.protocol().messages()) {
            if (message.single()
                    && Codec.decode(message, octets.clone(), Map.of()) instanceof Decoding.Decoded(Datum.Msg read)) {
                add(read);
            }
        }
    }

    private List<Opener> openers() {
        List<Opener> openers = new ArrayList<>();
        for (Equation equation : arena.protocol().equations()) {
            if (equation.left() instanceof Expr.Apply left
                    && left.arguments().size() == 2
                    && equation.right() instanceof Expr.Argument) {
                for (int place = 0; place < 2; place++) {
                    if (left.arguments().get(place) instanceof Expr.Apply inner
                            && inner.arguments().contains(equation.right())
                            && inner.function() != left.function()) {
                        openers.add(new Opener(left.function(), place));
                    }
                }
            }
        }
        return openers;
    }

    /** Tries every key on what is new; what it opens may be a key too. */
    private void open(List<Opener> openers, int round) {
        List<byte[]> news = new ArrayList<>(fresh);
        fresh.clear();
        if (round > 0) {
            news.forEach(octets -> keys.add(ByteBuffer.wrap(octets)));
        }
        List<byte[]> tried = keys.stream().map(ByteBuffer::array).toList();
        for (Opener opener : openers) {
            for (byte[] sealed : news) {
                for (byte[] key : tried) {
                    open(opener, sealed, key);
                }
            }
        }
    }

    private static boolean fits(Type type, int length) {
        return !(type instanceof Type.Octets(int min, int max)) || (length >= min && length <= max);
    }

    private void open(Opener opener, byte[] sealed, byte[] key) {
        boolean fits = fits(opener.function().parameters().get(1 - opener.place()), key.length)
                && fits(opener.function().parameters().get(opener.place()), sealed.length);
        if (fits) {
            Datum[] operands = new Datum[2];
            operands[opener.place()] = new Datum.Octets(sealed);
            operands[1 - opener.place()] = new Datum.Octets(key);
            add(arena.algebra().apply(opener.function(), operands));
        }
    }
}
