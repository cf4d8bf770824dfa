package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Constructions of our own have no published vectors; what is fixed here are their parts, sizes and refusals. */
class BoxesTest {

    private static final byte[] SECRET = Hex.repeated(7, 32);
    private static final byte[] RECIPIENT = LongTermKey.publicKey(SECRET);
    private static final byte[] PLAINTEXT = Hex.ascii("a message that is longer than one block");

    @Test
    void thePublicHalfIsBothPublicKeysOfTheSecret() {
        assertEquals(64, RECIPIENT.length);
        assertArrayEquals(Ed25519.publicKey(SECRET), LongTermKey.verificationKey(RECIPIENT));
        assertArrayEquals(X25519.publicKey(SECRET), LongTermKey.agreementKey(RECIPIENT));
    }

    @Test
    void aSharedKeyBoxIsAesSivUnderADerivedKey() {
        byte[] key = Hex.ascii("a key of some size");
        byte[] derived = Hkdf.expandSha256(Hkdf.extractSha256(new byte[0], key), Hex.ascii("troth shared key box"), 64);
        assertArrayEquals(AesSiv.seal(derived, List.of(), PLAINTEXT), SharedKeyBox.seal(key, PLAINTEXT));
    }

    @Test
    void aPublicKeyBoxBeginsWithAPointThatDependsOnRecipientAndPlaintext() {
        byte[] sealed = PublicKeyBox.seal(RECIPIENT, PLAINTEXT).orElseThrow();
        assertEquals(48 + PLAINTEXT.length, sealed.length);
        byte[] toAnother = PublicKeyBox.seal(LongTermKey.publicKey(Hex.repeated(8, 32)), PLAINTEXT)
                .orElseThrow();
        byte[] ofAnother = PublicKeyBox.seal(RECIPIENT, Hex.ascii("another")).orElseThrow();
        assertTrue(Arrays.mismatch(sealed, toAnother) < 32);
        assertTrue(Arrays.mismatch(sealed, ofAnother) < 32);
    }

    @Test
    void nothingIsSealedToPointsOfLowOrderOrOpenedFromThem() {
        byte[] lowOrder = Arrays.copyOf(LongTermKey.verificationKey(RECIPIENT), 64);
        assertTrue(PublicKeyBox.seal(lowOrder, PLAINTEXT).isEmpty());
        byte[] sealed = PublicKeyBox.seal(RECIPIENT, PLAINTEXT).orElseThrow();
        Arrays.fill(sealed, 0, 32, (byte) 0);
        assertTrue(PublicKeyBox.open(SECRET, sealed).isEmpty());
    }

    @Test
    void octetsThatCannotBeSealedFailToOpen() {
        for (int octets = 0; octets < 50; octets++) {
            assertTrue(SharedKeyBox.open(SECRET, Hex.repeated(9, octets)).isEmpty());
            assertTrue(PublicKeyBox.open(SECRET, Hex.repeated(9, octets)).isEmpty());
        }
    }

    @Test
    void malformedPublicHalvesHaveNoResult() {
        byte[] signed = SignedMessage.sign(SECRET, PLAINTEXT);
        for (int octets : new int[] {0, 32, 63, 65}) {
            assertTrue(PublicKeyBox.seal(Arrays.copyOf(RECIPIENT, octets), PLAINTEXT)
                    .isEmpty());
            assertTrue(SignedMessage.verified(Arrays.copyOf(RECIPIENT, octets), signed)
                    .isEmpty());
        }
    }

    @Test
    void aSignedMessageIsItsSignatureAndTheMessage() {
        byte[] signed = SignedMessage.sign(SECRET, PLAINTEXT);
        assertArrayEquals(Ed25519.sign(SECRET, PLAINTEXT), Arrays.copyOf(signed, 64));
        assertArrayEquals(PLAINTEXT, Arrays.copyOfRange(signed, 64, signed.length));
        assertTrue(SignedMessage.message(Arrays.copyOf(signed, 63)).isEmpty());
        assertTrue(SignedMessage.verified(RECIPIENT, Arrays.copyOf(signed, 63)).isEmpty());
        assertEquals(0, SignedMessage.message(new byte[64]).orElseThrow().length);
        assertTrue(SignedMessage.verified(RECIPIENT, new byte[64]).isEmpty());
    }

    @Test
    void wrongSecretsAreRefused() {
        for (int octets : new int[] {0, 31, 33}) {
            byte[] secret = new byte[octets];
            assertThrows(IllegalArgumentException.class, () -> LongTermKey.publicKey(secret));
            assertThrows(IllegalArgumentException.class, () -> PublicKeyBox.open(secret, PLAINTEXT));
            assertThrows(IllegalArgumentException.class, () -> SignedMessage.sign(secret, PLAINTEXT));
        }
    }
}
