package dev.troth.reference.crypto;

import java.util.Arrays;
import org.bouncycastle.crypto.digests.SHA256Digest;

/**
 * An HMAC-SHA-256 key (RFC 2104) whose two hash states, after the inner and after the outer pad, are computed once.
 * Each use starts from copies of them, which saves two of its four compressions on short messages and shares nothing
 * mutable.
 */
final class HmacSha256Key {

    private static final int BLOCK_OCTETS = 64;
    private static final int TAG_OCTETS = 32;

    private final SHA256Digest afterInnerPad;
    private final SHA256Digest afterOuterPad;

    HmacSha256Key(byte[] key) {
        byte[] block = Arrays.copyOf(key.length > BLOCK_OCTETS ? Hashes.sha256(key) : key, BLOCK_OCTETS);
        afterInnerPad = afterPad(block, 0x36);
        afterOuterPad = afterPad(block, 0x5c);
    }

    /** The tag of a message, 32 octets, written from the given position of the target. */
    void authenticate(byte[] message, byte[] target, int position) {
        SHA256Digest inner = new SHA256Digest(afterInnerPad);
        inner.update(message, 0, message.length);
        inner.doFinal(target, position);
        SHA256Digest outer = new SHA256Digest(afterOuterPad);
        outer.update(target, position, TAG_OCTETS);
        outer.doFinal(target, position);
    }

    private static SHA256Digest afterPad(byte[] keyBlock, int pad) {
        byte[] padded = new byte[BLOCK_OCTETS];
        for (int i = 0; i < BLOCK_OCTETS; i++) {
            padded[i] = (byte) (keyBlock[i] ^ pad);
        }
        SHA256Digest digest = new SHA256Digest();
        digest.update(padded, 0, BLOCK_OCTETS);
        return digest;
    }
}
