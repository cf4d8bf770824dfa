package dev.troth.reference.crypto;

import java.util.Optional;

/**
 * Diffie-Hellman on the NIST prime curves (NIST SP 800-56A), as ZRTP uses it (RFC 6189 section 5.1.5): a public value
 * is {@code x || y}, the shared secret is the x-coordinate alone, each coordinate as long as the field's prime.
 */
public enum EllipticCurveDh {
    /** Curve P-256, coordinates of 32 octets: {@code EC25} of ZRTP. */
    P256(NistCurve.P256),
    /** Curve P-384, coordinates of 48 octets: {@code EC38} of ZRTP. */
    P384(NistCurve.P384);

    private final NistCurve curve;

    EllipticCurveDh(NistCurve curve) {
        this.curve = curve;
    }

    /** How many octets a private key, a coordinate and a shared secret have; a public value has twice as many. */
    public int octets() {
        return curve.coordinateOctets();
    }

    /**
     * The public value of a private key.
     *
     * @param privateKey {@link #octets()} octets, big-endian, taken modulo the group order and not zero then
     * @return {@code x || y}, twice {@link #octets()} octets
     * @throws IllegalArgumentException if the private key has another size or is zero modulo the order
     */
    public byte[] publicKey(byte[] privateKey) {
        return curve.publicPoint(curve.scalar(privateKey));
    }

    /**
     * The shared secret: the x-coordinate of the private key times the peer's point.
     *
     * @param privateKey {@link #octets()} octets, big-endian, taken modulo the group order and not zero then
     * @param peerPublicKey what arrived, any number of octets
     * @return {@link #octets()} octets, or empty if the peer's value is not {@code x || y} of a point on this curve
     *     (the partial validation of SP 800-56A that RFC 6189 section 5.1.5 asks for)
     * @throws IllegalArgumentException if the private key has another size or is zero modulo the order
     */
    public Optional<byte[]> agree(byte[] privateKey, byte[] peerPublicKey) {
        var scalar = curve.scalar(privateKey);
        return curve.decode(peerPublicKey)
                .map(peer -> peer.multiply(scalar).normalize().getAffineXCoord().getEncoded());
    }
}
