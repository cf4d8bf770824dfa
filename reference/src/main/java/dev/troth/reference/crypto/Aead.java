package dev.troth.reference.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.modes.AEADCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;

/** Runs a fresh AEAD cipher (RFC 5116) once, with a nonce of 12 octets and a tag of 16 at the ciphertext's end. */
final class Aead {

    private static final int NONCE_OCTETS = 12;
    private static final int TAG_OCTETS = 16;

    private Aead() {}

    static byte[] seal(AEADCipher cipher, byte[] key, byte[] nonce, byte[] associatedData, byte[] plaintext) {
        Sizes.requireExactly(NONCE_OCTETS, nonce, "The nonce of an AEAD cipher");
        cipher.init(true, parameters(key, nonce, associatedData));
        byte[] ciphertext = new byte[plaintext.length + TAG_OCTETS];
        try {
            run(cipher, plaintext, ciphertext);
        } catch (InvalidCipherTextException impossible) {
            throw new IllegalStateException(
                    "Encryption refused a plaintext of " + plaintext.length + " octets", impossible);
        }
        return ciphertext;
    }

    static Optional<byte[]> open(
            AEADCipher cipher, byte[] key, byte[] nonce, byte[] associatedData, byte[] ciphertext) {
        Sizes.requireExactly(NONCE_OCTETS, nonce, "The nonce of an AEAD cipher");
        if (ciphertext.length < TAG_OCTETS) {
            return Optional.empty();
        }
        cipher.init(false, parameters(key, nonce, associatedData));
        byte[] plaintext = new byte[ciphertext.length - TAG_OCTETS];
        try {
            run(cipher, ciphertext, plaintext);
        } catch (InvalidCipherTextException tagDiffers) {
            return Optional.empty();
        }
        return Optional.of(plaintext);
    }

    private static AEADParameters parameters(byte[] key, byte[] nonce, byte[] associatedData) {
        return new AEADParameters(new KeyParameter(key), 8 * TAG_OCTETS, nonce, associatedData);
    }

    private static void run(AEADCipher cipher, byte[] input, byte[] output) throws InvalidCipherTextException {
        int done = cipher.processBytes(input, 0, input.length, output, 0);
        cipher.doFinal(output, done);
    }
}
