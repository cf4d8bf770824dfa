package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.math.ec.ECPoint;
import org.junit.jupiter.api.Test;

class HmqvTest {

    private static final BigInteger ORDER = NistCurve.P256.domain().getN();
    private static final byte[] INITIATOR = Hex.ascii("initiator");
    private static final byte[] RESPONDER = Hex.ascii("responder");

    /** Krawczyk 2005, figure 1, on numbers and with all four secrets at hand: the exponent of the agreed point. */
    private static byte[] asWritten(byte[] x, byte[] a, byte[] y, byte[] b) {
        BigInteger d = half(Hashes.sha256(Hmqv.point(x), RESPONDER));
        BigInteger e = half(Hashes.sha256(Hmqv.point(y), INITIATOR));
        BigInteger left = scalar(x).add(d.multiply(scalar(a)));
        BigInteger right = scalar(y).add(e.multiply(scalar(b)));
        ECPoint agreed =
                NistCurve.P256.domain().getG().multiply(left.multiply(right).mod(ORDER));
        return Hashes.sha256(agreed.getEncoded(false));
    }

    private static BigInteger scalar(byte[] secret) {
        return new BigInteger(1, secret).mod(ORDER.subtract(BigInteger.ONE)).add(BigInteger.ONE);
    }

    private static BigInteger half(byte[] hash) {
        return new BigInteger(1, hash).shiftRight(128);
    }

    private static byte[] octets(BigInteger number) {
        return Hex.octets("%064x".formatted(number));
    }

    @Property(seed = "2005", tries = 50)
    void bothEndsReachThePointOfThePaper(
            @ForAll @Size(32) byte[] x,
            @ForAll @Size(32) byte[] a,
            @ForAll @Size(32) byte[] y,
            @ForAll @Size(32) byte[] b) {
        byte[] expected = asWritten(x, a, y, b);
        byte[] initiator = Hmqv.agree(x, a, Hmqv.point(y), Hmqv.point(b), INITIATOR, RESPONDER)
                .orElseThrow();
        byte[] responder = Hmqv.agree(y, b, Hmqv.point(x), Hmqv.point(a), RESPONDER, INITIATOR)
                .orElseThrow();
        assertArrayEquals(expected, initiator);
        assertArrayEquals(expected, responder);
    }

    @Test
    void aNameThatTheEndsDoNotShareGivesAnotherKey() {
        byte[] x = Hex.repeated(1, 32);
        byte[] a = Hex.repeated(2, 32);
        byte[] y = Hmqv.point(Hex.repeated(3, 32));
        byte[] b = Hmqv.point(Hex.repeated(4, 32));
        byte[] key = Hmqv.agree(x, a, y, b, INITIATOR, RESPONDER).orElseThrow();
        byte[] other = Hex.ascii("another");
        assertFalse(Arrays.equals(key, Hmqv.agree(x, a, y, b, INITIATOR, other).orElseThrow()));
        assertFalse(Arrays.equals(key, Hmqv.agree(x, a, y, b, other, RESPONDER).orElseThrow()));
        assertFalse(
                Arrays.equals(key, Hmqv.agree(x, a, y, b, RESPONDER, INITIATOR).orElseThrow()));
    }

    @Test
    void thePointIsThatOfTheScalarAfterTheSecret() {
        byte[] generator = NistCurve.P256.domain().getG().getEncoded(false);
        assertArrayEquals(generator, Hmqv.point(new byte[32]));
        assertArrayEquals(generator, Hmqv.point(octets(ORDER.subtract(BigInteger.ONE))));
        byte[] secret = Hex.repeated(5, 32);
        byte[] next = octets(new BigInteger(1, secret).add(BigInteger.ONE));
        byte[] point = Hmqv.point(secret);
        assertEquals(65, point.length);
        assertEquals(4, point[0]);
        assertArrayEquals(EllipticCurveDh.P256.publicKey(next), Arrays.copyOfRange(point, 1, 65));
    }

    @Test
    void valuesThatAreNoPointsHaveNoResult() {
        byte[] good = Hmqv.point(Hex.repeated(3, 32));
        byte[] compressed = NistCurve.P256.domain().getG().getEncoded(true);
        byte[] offTheCurve = good.clone();
        offTheCurve[64] ^= 1;
        byte[] hybrid = good.clone();
        hybrid[0] = (byte) (6 | hybrid[64] & 1);
        byte[] beyondTheField = Hex.repeated(0xff, 65);
        beyondTheField[0] = 4;
        byte[][] bad = {{}, {0}, compressed, offTheCurve, hybrid, beyondTheField, new byte[65], Arrays.copyOf(good, 66)
        };
        for (byte[] point : bad) {
            assertTrue(agree(point, good).isEmpty());
            assertTrue(agree(good, point).isEmpty());
        }
        assertTrue(agree(good, good).isPresent());
    }

    @Test
    void theInfinitePointIsNoKey() {
        byte[] longTerm = Hex.repeated(4, 32);
        byte[] ephemeralPoint = Hmqv.point(Hex.repeated(3, 32));
        // B = -Y / e, so that Y + e B is infinite.
        BigInteger e = half(Hashes.sha256(ephemeralPoint, INITIATOR));
        BigInteger b = scalar(Hex.repeated(3, 32))
                .negate()
                .multiply(e.modInverse(ORDER))
                .mod(ORDER);
        byte[] cancelling = Hmqv.point(octets(b.subtract(BigInteger.ONE)));
        assertTrue(Hmqv.agree(longTerm, longTerm, ephemeralPoint, cancelling, INITIATOR, RESPONDER)
                .isEmpty());
    }

    @Test
    void wrongSecretsAreRefused() {
        byte[] point = Hmqv.point(new byte[32]);
        assertThrows(IllegalArgumentException.class, () -> Hmqv.point(new byte[31]));
        assertThrows(
                IllegalArgumentException.class,
                () -> Hmqv.agree(new byte[33], new byte[32], point, point, INITIATOR, RESPONDER));
        assertThrows(
                IllegalArgumentException.class,
                () -> Hmqv.agree(new byte[32], new byte[31], point, point, INITIATOR, RESPONDER));
    }

    private static Optional<byte[]> agree(byte[] peerEphemeral, byte[] peerLongTerm) {
        return Hmqv.agree(Hex.repeated(1, 32), Hex.repeated(2, 32), peerEphemeral, peerLongTerm, INITIATOR, RESPONDER);
    }
}
