package dev.troth.proofs.oracle;

import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Decoding;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the attacker holds: octets that he heard and had, what opens under them, and what stands in them. Values drawn at random have
 * eight octets or more, so that octets which are equal are so for a reason.
 */
final class Holdings {
    private static final int ENOUGH = 400;
    private static final int SHORTEST = 4;

    private final Protocol protocol;
    private final Map<String, Optional<Octets>> opened;
    private final Set<Octets> held = new LinkedHashSet<>();
    /** Those of no fixed length: something may be sealed in them. */
    private final Set<Octets> sealed = new LinkedHashSet<>();
    /** What he can compute as a key besides what he holds. */
    private final Set<Octets> keys = new LinkedHashSet<>();

    private boolean grown;

    /** @param opened what came of opening something before */
    Holdings(Protocol protocol, Map<String, Optional<Octets>> opened) {
        this.protocol = protocol;
        this.opened = opened;
        hold(Guard.OWN);
    }

    /** With what he hears, and everything that comes of it. */
    Holdings with(Collection<? extends Datum> heard, Collection<Octets> own) {
        own.forEach(this::hold);
        heard.forEach(h -> hear(h, true));
        close();
        return this;
    }

    /** With keys that he can compute. */
    Holdings withKeys(Collection<Octets> more) {
        keys.addAll(more);
        close();
        return this;
    }

    Set<Octets> all() {
        return held;
    }

    /** Those of no fixed length. */
    Set<Octets> open() {
        return sealed;
    }

    private void hear(Datum value, boolean open) {
        switch (value) {
            case Datum.Octets(byte[] octets) -> {
                Octets heard = Octets.of(octets);
                hold(heard);
                grown |= open && sealed.add(heard);
            }
            case Datum.Rec rec -> {
                for (int i = 0; i < rec.fields().length; i++) {
                    boolean fixed =
                            rec.layout().data().get(i).type() instanceof Type.Octets(int min, int max) && min == max;
                    hear(rec.fields()[i], !fixed);
                }
            }
            case Datum.Msg message -> List.of(message.elements()).forEach(e -> hear(e, false));
            case Datum.Seq(List<Datum> items) -> items.forEach(i -> hear(i, false));
            case Datum.Num ignored -> {}
            case Datum.Text ignored -> {}
            case Datum.Agent ignored -> {}
            case Datum.Flag ignored -> {}
            case Datum.Time ignored -> {}
            case Datum.Duration ignored -> {}
            case Datum.Absent ignored -> {}
            case Datum.Pending ignored -> {}
        }
    }

    private void hold(Octets octets) {
        grown |= octets.length() >= SHORTEST && held.size() < ENOUGH && held.add(octets);
    }

    /** Opens whatever opens, with every key, until nothing new comes of it. */
    private void close() {
        Set<Octets> read = new LinkedHashSet<>();
        do {
            grown = false;
            Set<Octets> tried = tried();
            for (Octets octets : List.copyOf(sealed)) {
                if (read.add(octets)) {
                    read(octets);
                    plain(opened("signed", new Octets(""), octets));
                }
                for (Octets key : tried) {
                    plain(opened("sdec", key, octets));
                    if (key.length() == 32 && held.contains(key)) {
                        plain(opened("adec", key, octets));
                    }
                }
            }
        } while (grown);
    }

    private Optional<Octets> opened(String function, Octets key, Octets octets) {
        return opened.computeIfAbsent(
                function + key.hex() + "/" + octets.hex(),
                k -> Optional.ofNullable(
                        Crypto.apply(function, function.equals("signed") ? List.of(octets) : List.of(key, octets))));
    }

    private void plain(Optional<Octets> found) {
        found.ifPresent(octets -> {
            hold(octets);
            grown |= sealed.add(octets);
        });
    }

    private Set<Octets> tried() {
        Set<Octets> tried = new LinkedHashSet<>(keys);
        for (Octets octets : List.copyOf(held)) {
            tried.add(octets);
            opened("h", octets, octets).ifPresent(tried::add);
            if (octets.length() == 32) {
                opened("dh", Guard.OWN, octets).ifPresent(tried::add);
            }
        }
        return tried;
    }

    private void read(Octets octets) {
        for (Message message : protocol.messages()) {
            if (message.single()
                    && Codec.decode(message, octets.bytes(), Map.of()) instanceof Decoding.Decoded(Datum.Msg read)) {
                hear(read, false);
            }
        }
    }

    /** Whether he can put octets together: he holds them, they stand in what he holds, or exclusive or gives them. */
    boolean has(Octets wanted) {
        return covered(wanted) || masked(wanted);
    }

    /** From pieces of what he holds, the longest first. */
    private boolean covered(Octets wanted) {
        int at = 0;
        while (at < wanted.length()) {
            int longest = longest(wanted, at);
            if (longest == 0) {
                return false;
            }
            at += longest;
        }
        return true;
    }

    private int longest(Octets wanted, int at) {
        for (int length = wanted.length() - at; length >= Math.min(SHORTEST, wanted.length()); length--) {
            String piece = wanted.part(at, length).hex();
            for (Octets octets : held) {
                if (stands(piece, octets.hex())) {
                    return length;
                }
            }
            for (Octets octets : keys) {
                if (stands(piece, octets.hex())) {
                    return length;
                }
            }
        }
        return 0;
    }

    private static boolean stands(String piece, String in) {
        int at = in.indexOf(piece);
        while (at >= 0 && at % 2 != 0) {
            at = in.indexOf(piece, at + 1);
        }
        return at >= 0;
    }

    private boolean masked(Octets wanted) {
        for (Octets one : held) {
            if (one.length() == wanted.length() && covered(one.xor(wanted))) {
                return true;
            }
        }
        return false;
    }

    List<Octets> ofLength(int length) {
        List<Octets> found = new ArrayList<>();
        for (Octets octets : held) {
            if (octets.length() == length) {
                found.add(octets);
            }
        }
        return found;
    }
}
