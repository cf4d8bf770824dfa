package dev.troth.proofs.oracle;

import dev.troth.reference.crypto.Hashes;
import dev.troth.reference.crypto.PublicKeyBox;
import dev.troth.reference.crypto.SharedKeyBox;
import dev.troth.reference.crypto.SignedMessage;
import dev.troth.reference.crypto.X25519;
import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Decoding;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the attacker holds: octets that he heard and had, what opens under them, and what stands in them. Values drawn at random have
 * eight octets or more, so that octets which are equal are so for a reason.
 */
final class Holdings {
    private static final int ENOUGH = 300;
    private static final int SHORTEST = 4;

    private final Protocol protocol;
    private final Set<Octets> held = new LinkedHashSet<>();
    private final List<Octets> fresh = new ArrayList<>();

    private Holdings(Protocol protocol) {
        this.protocol = protocol;
    }

    /** @param own what he has from the start or makes up, keys among it */
    static Holdings of(Protocol protocol, Collection<Datum> heard, Collection<Octets> own) {
        Holdings holdings = new Holdings(protocol);
        own.forEach(holdings::add);
        holdings.add(Guard.OWN);
        heard.forEach(holdings::hear);
        holdings.close();
        return holdings;
    }

    Set<Octets> all() {
        return held;
    }

    private void hear(Datum value) {
        switch (value) {
            case Datum.Octets(byte[] octets) -> add(Octets.of(octets));
            case Datum.Rec rec -> List.of(rec.fields()).forEach(this::hear);
            case Datum.Msg message -> List.of(message.elements()).forEach(this::hear);
            case Datum.Seq(List<Datum> items) -> items.forEach(this::hear);
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

    private void add(Octets octets) {
        if (octets.length() >= SHORTEST && held.size() < ENOUGH && held.add(octets)) {
            fresh.add(octets);
        }
    }

    /** Opens whatever opens, with every key, until nothing new comes of it. */
    private void close() {
        while (!fresh.isEmpty()) {
            List<Octets> news = List.copyOf(fresh);
            fresh.clear();
            for (Octets octets : news) {
                read(octets);
                SignedMessage.message(octets.bytes()).ifPresent(m -> add(Octets.of(m)));
            }
            Set<Octets> keys = keys();
            for (Octets octets : held.toArray(Octets[]::new)) {
                if (octets.length() > 16) {
                    open(octets, keys);
                }
            }
        }
    }

    private Set<Octets> keys() {
        Set<Octets> keys = new LinkedHashSet<>(held);
        for (Octets octets : held) {
            keys.add(Octets.of(Hashes.sha256(octets.bytes())));
            if (octets.length() == 32) {
                X25519.agree(Guard.OWN.bytes(), octets.bytes()).ifPresent(k -> keys.add(Octets.of(k)));
            }
        }
        return keys;
    }

    private void open(Octets sealed, Set<Octets> keys) {
        for (Octets key : keys) {
            SharedKeyBox.open(key.bytes(), sealed.bytes()).ifPresent(plain -> add(Octets.of(plain)));
            if (key.length() == 32 && sealed.length() > 48 && held.contains(key)) {
                PublicKeyBox.open(key.bytes(), sealed.bytes()).ifPresent(plain -> add(Octets.of(plain)));
            }
        }
    }

    private void read(Octets octets) {
        for (Message message : protocol.messages()) {
            if (message.single()
                    && Codec.decode(message, octets.bytes(), Map.of()) instanceof Decoding.Decoded(Datum.Msg read)) {
                hear(read);
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
            int longest = 0;
            for (int length = wanted.length() - at; length >= Math.min(SHORTEST, wanted.length()); length--) {
                String piece = wanted.part(at, length).hex();
                if (held.stream().anyMatch(h -> stands(piece, h.hex()))) {
                    longest = length;
                    break;
                }
            }
            if (longest == 0) {
                return false;
            }
            at += longest;
        }
        return true;
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
}
