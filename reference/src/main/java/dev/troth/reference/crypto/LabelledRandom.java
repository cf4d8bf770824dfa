package dev.troth.reference.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Fresh values that look random and are the same in every run with the same seed: a value is a function of the seed, of
 * who draws it for which variable, and of nothing else, so that adding a draw elsewhere changes no other value.
 *
 * <p>The construction is HMAC-SHA-256 in counter mode (NIST SP 800-108 section 4.1). With {@code u32} and {@code u64}
 * for unsigned-size, big-endian, two's complement integers of 4 and 8 octets, and {@code text(s)} for
 * {@code u32(octets of s in UTF-8) || s in UTF-8}:
 * <pre>
 *   key     = u64(seed)
 *   label   = text(agent) || u32(session) || text(variable) || u32(occurrence) || u32(octets)
 *   T(i)    = HMAC-SHA-256(key, u32(i) || label)          i = 1, 2, ...
 *   value   = the leftmost octets of T(1) || T(2) || ...
 * </pre>
 * The label is injective: no two different draws have the same one. As the length is part of it, values of different
 * lengths are unrelated. Each 32 octets cost one HMAC, whose key schedule is computed once for a seed.
 *
 * <p>This makes runs reproducible; it does not make them secret. A seed has 64 bits and is written into transcripts.
 */
public final class LabelledRandom {

    private static final int TAG_OCTETS = 32;

    private final HmacKey key;

    /** The values of one seed. */
    public LabelledRandom(long seed) {
        key = Hmac.sha256Key(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
    }

    /**
     * The value that an agent draws for a variable.
     *
     * @param agent who draws
     * @param session in which of its sessions
     * @param variable for which variable of the specification
     * @param occurrence which draw for that variable in that session
     * @param octets how many octets, from 0
     * @throws IllegalArgumentException if the length is negative, or a name has an unpaired surrogate
     */
    public byte[] bytes(String agent, int session, String variable, int occurrence, int octets) {
        Sizes.requireNotNegative(octets, "A fresh value");
        byte[] agentText = text(agent);
        byte[] variableText = text(variable);
        byte[] message = ByteBuffer.allocate(6 * Integer.BYTES + agentText.length + variableText.length)
                .putInt(0)
                .putInt(agentText.length)
                .put(agentText)
                .putInt(session)
                .putInt(variableText.length)
                .put(variableText)
                .putInt(occurrence)
                .putInt(octets)
                .array();
        int blocks = Math.ceilDiv(octets, TAG_OCTETS);
        byte[] value = new byte[Math.multiplyExact(blocks, TAG_OCTETS)];
        for (int i = 0; i < blocks; i++) {
            ByteBuffer.wrap(message).putInt(i + 1);
            System.arraycopy(key.authenticate(message), 0, value, i * TAG_OCTETS, TAG_OCTETS);
        }
        return value.length == octets ? value : Arrays.copyOf(value, octets);
    }

    private static byte[] text(String name) {
        byte[] utf8 = name.getBytes(UTF_8);
        // Encoding writes '?' for an unpaired surrogate, and two names would share a label.
        if (!new String(utf8, UTF_8).equals(name)) {
            throw new IllegalArgumentException("The name \"" + name + "\" is not valid Unicode.");
        }
        return utf8;
    }
}
