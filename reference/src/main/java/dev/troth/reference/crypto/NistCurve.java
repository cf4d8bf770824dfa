package dev.troth.reference.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/**
 * A NIST prime curve (FIPS 186) and how its points and scalars are written: a point as {@code x || y}, each coordinate
 * as long as the field's prime, without the leading octet 4 of X9.62. Both curves have cofactor 1.
 */
enum NistCurve {
    P256("secp256r1"),
    P384("secp384r1");

    @SuppressWarnings("ImmutableEnumChecker") // Bouncy Castle never changes domain parameters, but does not say so.
    private final ECDomainParameters domain;

    private final BigInteger fieldPrime;
    private final int coordinateOctets;

    NistCurve(String name) {
        X9ECParameters parameters = CustomNamedCurves.getByName(name);
        domain = new ECDomainParameters(parameters);
        fieldPrime = domain.getCurve().getField().getCharacteristic();
        coordinateOctets = fieldPrime.bitLength() / 8;
    }

    ECDomainParameters domain() {
        return domain;
    }

    int coordinateOctets() {
        return coordinateOctets;
    }

    /** The scalar that the octets stand for, modulo the group order, which has as many octets as a coordinate. */
    BigInteger scalar(byte[] octets) {
        Sizes.requireExactly(coordinateOctets, octets, "A private key on " + this);
        BigInteger scalar = new BigInteger(1, octets).mod(domain.getN());
        if (scalar.signum() == 0) {
            throw new IllegalArgumentException("A private key on " + this + " must not be zero modulo the order.");
        }
        return scalar;
    }

    /** The public point of a private scalar. */
    byte[] publicPoint(BigInteger scalar) {
        ECPoint point =
                new FixedPointCombMultiplier().multiply(domain.getG(), scalar).normalize();
        byte[] octets = new byte[2 * coordinateOctets];
        point.getAffineXCoord().encodeTo(octets, 0);
        point.getAffineYCoord().encodeTo(octets, coordinateOctets);
        return octets;
    }

    /** The point that arrived, or empty if it is not {@code x || y} of a point on this curve. */
    Optional<ECPoint> decode(byte[] octets) {
        if (octets.length != 2 * coordinateOctets) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, octets, 0, coordinateOctets);
        BigInteger y = new BigInteger(1, octets, coordinateOctets, coordinateOctets);
        if (x.compareTo(fieldPrime) >= 0 || y.compareTo(fieldPrime) >= 0) {
            return Optional.empty();
        }
        ECCurve curve = domain.getCurve();
        ECPoint point = curve.createPoint(x, y);
        return point.isValid() ? Optional.of(point) : Optional.empty();
    }
}
