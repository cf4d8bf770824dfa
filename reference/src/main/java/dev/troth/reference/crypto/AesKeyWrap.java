package dev.troth.reference.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.Wrapper;
import org.bouncycastle.crypto.engines.AESWrapEngine;
import org.bouncycastle.crypto.params.KeyParameter;

/** The AES key wrap algorithm (RFC 3394) with its default initial value (section 2.2.3.1). */
public final class AesKeyWrap {

    private static final int SEMIBLOCK_OCTETS = 8;

    private AesKeyWrap() {}

    /**
     * Wraps key data (RFC 3394 section 2.2.1).
     *
     * @param keyEncryptionKey 16, 24 or 32 octets
     * @param keyData a multiple of 8 octets, at least 16
     * @return 8 octets more than the key data has
     * @throws IllegalArgumentException if either has another size
     */
    public static byte[] wrap(byte[] keyEncryptionKey, byte[] keyData) {
        Sizes.requireAesKey(keyEncryptionKey);
        if (keyData.length < 2 * SEMIBLOCK_OCTETS || keyData.length % SEMIBLOCK_OCTETS != 0) {
            throw new IllegalArgumentException(
                    "Key data to wrap must have a multiple of 8 octets, at least 16, but has " + keyData.length + ".");
        }
        Wrapper engine = new AESWrapEngine();
        engine.init(true, new KeyParameter(keyEncryptionKey));
        return engine.wrap(keyData, 0, keyData.length);
    }

    /**
     * Unwraps key data (RFC 3394 section 2.2.2).
     *
     * @param keyEncryptionKey 16, 24 or 32 octets
     * @param wrapped what arrived, any number of octets
     * @return the key data, or empty if this is not key data wrapped under this key
     * @throws IllegalArgumentException if the key has another size
     */
    public static Optional<byte[]> unwrap(byte[] keyEncryptionKey, byte[] wrapped) {
        Sizes.requireAesKey(keyEncryptionKey);
        if (wrapped.length < 3 * SEMIBLOCK_OCTETS || wrapped.length % SEMIBLOCK_OCTETS != 0) {
            return Optional.empty();
        }
        Wrapper engine = new AESWrapEngine();
        engine.init(false, new KeyParameter(keyEncryptionKey));
        try {
            return Optional.of(engine.unwrap(wrapped, 0, wrapped.length));
        } catch (InvalidCipherTextException integrityCheckFailed) {
            return Optional.empty();
        }
    }
}
