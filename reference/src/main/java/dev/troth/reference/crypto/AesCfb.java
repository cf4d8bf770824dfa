package dev.troth.reference.crypto;

import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CFBBlockCipher;
import org.bouncycastle.crypto.modes.CFBModeCipher;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** AES in cipher feedback mode with a feedback of 128 bits (NIST SP 800-38A section 6.3), as in ZRTP's Confirm messages. */
public final class AesCfb {
    private static final int BLOCK_BITS = 128;

    private AesCfb() {}

    /**
     * Encrypts; the result is as long as the plaintext.
     *
     * @param key 16, 24 or 32 octets
     * @param iv 16 octets
     */
    public static byte[] encrypt(byte[] key, byte[] iv, byte[] plaintext) {
        return run(true, key, iv, plaintext);
    }

    /** Decrypts what {@link #encrypt} made. */
    public static byte[] decrypt(byte[] key, byte[] iv, byte[] ciphertext) {
        return run(false, key, iv, ciphertext);
    }

    private static byte[] run(boolean encrypting, byte[] key, byte[] iv, byte[] in) {
        CFBModeCipher cipher = CFBBlockCipher.newInstance(AESEngine.newInstance(), BLOCK_BITS);
        cipher.init(encrypting, new ParametersWithIV(new KeyParameter(key), iv));
        byte[] out = new byte[in.length];
        cipher.processBytes(in, 0, in.length, out, 0);
        return out;
    }
}
