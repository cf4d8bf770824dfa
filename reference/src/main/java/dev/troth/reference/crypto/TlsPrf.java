package dev.troth.reference.crypto;

import java.nio.ByteBuffer;

/** The pseudorandom function of TLS 1.2 with SHA-256 (RFC 5246 section 5). */
public final class TlsPrf {
    private TlsPrf() {}

    /**
     * Derives so many octets.
     *
     * @param label in ASCII
     * @throws IllegalArgumentException if the length is negative
     */
    public static byte[] derive(byte[] secret, byte[] label, byte[] seed, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("A length is not negative.");
        }
        byte[] labelled = ByteBuffer.allocate(label.length + seed.length)
                .put(label)
                .put(seed)
                .array();
        ByteBuffer out = ByteBuffer.allocate(length);
        HmacKey key = Hmac.sha256Key(secret);
        byte[] a = labelled;
        while (out.hasRemaining()) {
            a = key.authenticate(a);
            byte[] block = key.authenticate(a, labelled);
            out.put(block, 0, Math.min(block.length, out.remaining()));
        }
        return out.array();
    }
}
