package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.KEM;
import org.junit.jupiter.api.Test;

/** ML-KEM-768 against the implementation of the Java platform, in both directions. */
class MlKemTest {
    /** SubjectPublicKeyInfo of ML-KEM-768 up to the key: OID 2.16.840.1.101.3.4.4.2. */
    private static final byte[] PREFIX = Hex.octets("308204b2300b0609608648016503040402038204a100");

    private static final byte[] SEED = Hex.octets("0123456789abcdef".repeat(8));
    private static final byte[] RANDOM = Hex.octets("42".repeat(32));

    @Test
    void thePlatformOpensOurCapsule() throws Exception {
        KeyPair theirs = KeyPairGenerator.getInstance("ML-KEM-768").generateKeyPair();
        byte[] encoded = theirs.getPublic().getEncoded();
        byte[] key = Arrays.copyOfRange(encoded, PREFIX.length, encoded.length);
        byte[] capsule = MlKem.capsule(key, RANDOM).orElseThrow();
        KEM.Decapsulator decapsulator = KEM.getInstance("ML-KEM").newDecapsulator(theirs.getPrivate());
        assertArrayEquals(
                decapsulator.decapsulate(capsule).getEncoded(),
                MlKem.shared(key, RANDOM).orElseThrow());
    }

    @Test
    void weOpenTheCapsuleOfThePlatform() throws Exception {
        byte[] ours = MlKem.publicKey(SEED);
        byte[] encoded = Arrays.copyOf(PREFIX, PREFIX.length + ours.length);
        System.arraycopy(ours, 0, encoded, PREFIX.length, ours.length);
        PublicKey key = KeyFactory.getInstance("ML-KEM").generatePublic(new X509EncodedKeySpec(encoded));
        KEM.Encapsulated sent = KEM.getInstance("ML-KEM").newEncapsulator(key).encapsulate();
        assertArrayEquals(
                sent.key().getEncoded(), MlKem.open(SEED, sent.encapsulation()).orElseThrow());
    }

    @Test
    void randomnessIsAllThatDecides() {
        byte[] key = MlKem.publicKey(SEED);
        assertArrayEquals(
                MlKem.capsule(key, RANDOM).orElseThrow(),
                MlKem.capsule(key, RANDOM).orElseThrow());
        assertFalse(Arrays.equals(
                MlKem.capsule(key, RANDOM).orElseThrow(),
                MlKem.capsule(key, new byte[32]).orElseThrow()));
    }

    /** FIPS 203 section 7.3: implicit rejection. */
    @Test
    void aChangedCapsuleOpensToAnotherKey() {
        byte[] key = MlKem.publicKey(SEED);
        byte[] capsule = MlKem.capsule(key, RANDOM).orElseThrow();
        capsule[0] ^= 1;
        assertFalse(Arrays.equals(
                MlKem.shared(key, RANDOM).orElseThrow(),
                MlKem.open(SEED, capsule).orElseThrow()));
    }

    @Test
    void otherSizesHaveNoResult() {
        assertEquals(Optional.empty(), MlKem.capsule(new byte[10], RANDOM));
        assertEquals(Optional.empty(), MlKem.shared(MlKem.publicKey(SEED), new byte[31]));
        assertTrue(MlKem.open(SEED, new byte[1087]).isEmpty());
    }

    /** FIPS 203 section 7.2: coefficients of 4095 are not reduced modulo 3329. */
    @Test
    void aKeyThatIsNotReducedIsRefused() {
        byte[] key = MlKem.publicKey(SEED);
        Arrays.fill(key, 0, 300, (byte) 0xff);
        assertEquals(Optional.empty(), MlKem.capsule(key, RANDOM));
    }
}
