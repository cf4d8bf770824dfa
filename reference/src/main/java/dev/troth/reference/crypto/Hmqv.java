package dev.troth.reference.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.math.ec.ECPoint;

/**
 * HMQV, the hashed Menezes-Qu-Vanstone key agreement (Krawczyk 2005, section 2), on the curve P-256 with SHA-256. Each
 * end has an ephemeral and a long-term secret, and both come to the same key exactly if each knows the other's points
 * and names.
 *
 * <p>Points are uncompressed as in X9.62: the octet 4, then {@code x || y}, 65 octets. Any 32 octets are a secret: they
 * stand for the scalar {@code (secret mod (n - 1)) + 1}, where {@code n} is the group order.
 */
public final class Hmqv {

    private static final NistCurve CURVE = NistCurve.P256;
    private static final int SECRET_OCTETS = 32;
    private static final int POINT_OCTETS = 65;
    private static final byte UNCOMPRESSED = 4;
    /** Half the length of the group order, as the paper has it. */
    private static final int EXPONENT_OCTETS = 16;

    private Hmqv() {}

    /**
     * The public point of a secret.
     *
     * @param secret 32 octets, any
     * @return 65 octets
     * @throws IllegalArgumentException if the secret has another size
     */
    public static byte[] point(byte[] secret) {
        byte[] point = new byte[POINT_OCTETS];
        point[0] = UNCOMPRESSED;
        byte[] coordinates = CURVE.publicPoint(scalar(secret));
        System.arraycopy(coordinates, 0, point, 1, coordinates.length);
        return point;
    }

    /**
     * The agreed key: SHA-256 of the point {@code (Y + e B) (x + d a)}, where {@code d} is the first half of the hash of
     * our ephemeral point and the peer's name, and {@code e} that of {@code Y} and our name.
     *
     * @param ephemeralSecret x, 32 octets, any
     * @param longTermSecret a, 32 octets, any
     * @param peerEphemeral Y as it arrived, any number of octets
     * @param peerLongTerm B as it arrived, any number of octets
     * @param me our name, any number of octets
     * @param peer the peer's name, any number of octets
     * @return 32 octets, or empty if either of the peer's values is not a point on the curve, or the agreed point is the
     *     one at infinity
     * @throws IllegalArgumentException if either secret has another size
     */
    public static Optional<byte[]> agree(
            byte[] ephemeralSecret,
            byte[] longTermSecret,
            byte[] peerEphemeral,
            byte[] peerLongTerm,
            byte[] me,
            byte[] peer) {
        BigInteger x = scalar(ephemeralSecret);
        BigInteger a = scalar(longTermSecret);
        BigInteger d = exponent(point(ephemeralSecret), peer);
        BigInteger secret = x.add(d.multiply(a)).mod(CURVE.domain().getN());
        BigInteger e = exponent(peerEphemeral, me);
        return decode(peerEphemeral)
                .flatMap(y -> decode(peerLongTerm).map(b -> y.add(b.multiply(e)).multiply(secret)))
                .filter(agreed -> !agreed.isInfinity())
                .map(agreed -> Hashes.sha256(agreed.getEncoded(false)));
    }

    private static BigInteger scalar(byte[] secret) {
        Sizes.requireExactly(SECRET_OCTETS, secret, "A secret of HMQV");
        BigInteger nonZero = CURVE.domain().getN().subtract(BigInteger.ONE);
        return new BigInteger(1, secret).mod(nonZero).add(BigInteger.ONE);
    }

    private static BigInteger exponent(byte[] point, byte[] name) {
        return new BigInteger(1, Hashes.sha256(point, name), 0, EXPONENT_OCTETS);
    }

    private static Optional<ECPoint> decode(byte[] octets) {
        return octets.length == POINT_OCTETS && octets[0] == UNCOMPRESSED
                ? CURVE.decode(Arrays.copyOfRange(octets, 1, POINT_OCTETS))
                : Optional.empty();
    }
}
