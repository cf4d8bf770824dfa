package dev.troth.reference.crypto;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.util.BigIntegers;

/**
 * P-256 as TLS 1.2 carries it (RFC 8422 sections 5.4 and 5.10): public keys are uncompressed points of 65 octets, ECDSA
 * signatures with SHA-256 are DER.
 */
public final class TlsEcdsa {
    private static final BigInteger ORDER = NistCurve.P256.domain().getN();
    private static final int NUMBER_OCTETS = 32;
    private static final byte UNCOMPRESSED = 4;

    private TlsEcdsa() {}

    /** The point of a private key of 32 octets. */
    public static byte[] publicKey(byte[] privateKey) {
        byte[] point = EcdsaP256.publicKey(privateKey);
        byte[] encoded = new byte[1 + point.length];
        encoded[0] = UNCOMPRESSED;
        System.arraycopy(point, 0, encoded, 1, point.length);
        return encoded;
    }

    /** The x-coordinate of the private key times the peer's point; empty if that is none. */
    public static Optional<byte[]> agree(byte[] privateKey, byte[] peer) {
        return peer.length == 0 || peer[0] != UNCOMPRESSED
                ? Optional.empty()
                : EllipticCurveDh.P256.agree(privateKey, Arrays.copyOfRange(peer, 1, peer.length));
    }

    /** A signature in DER; the same key and message always give the same. */
    public static byte[] sign(byte[] privateKey, byte[] message) {
        byte[] rs = EcdsaP256.sign(privateKey, message);
        try {
            return StandardDSAEncoding.INSTANCE.encode(
                    ORDER,
                    new BigInteger(1, rs, 0, NUMBER_OCTETS),
                    new BigInteger(1, rs, NUMBER_OCTETS, NUMBER_OCTETS));
        } catch (IOException e) {
            throw new IllegalStateException("a signature that cannot be written", e);
        }
    }

    /** Whether a signature in DER is that of a point on a message. */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (publicKey.length == 0 || publicKey[0] != UNCOMPRESSED) {
            return false;
        }
        try {
            BigInteger[] rs = StandardDSAEncoding.INSTANCE.decode(ORDER, signature);
            byte[] both = new byte[2 * NUMBER_OCTETS];
            BigIntegers.asUnsignedByteArray(rs[0], both, 0, NUMBER_OCTETS);
            BigIntegers.asUnsignedByteArray(rs[1], both, NUMBER_OCTETS, NUMBER_OCTETS);
            return EcdsaP256.verify(Arrays.copyOfRange(publicKey, 1, publicKey.length), message, both);
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
