package dev.troth.reference.crypto;

import java.math.BigInteger;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.util.BigIntegers;

/**
 * ECDSA on the curve P-256 with SHA-256 (FIPS 186), with the deterministic nonces of RFC 6979. A signature is
 * {@code r || s}, each of 32 octets, and not the ASN.1 sequence that X.509 and TLS carry.
 */
public final class EcdsaP256 {

    private static final NistCurve CURVE = NistCurve.P256;
    private static final int NUMBER_OCTETS = 32;

    private EcdsaP256() {}

    /**
     * The public key of a private key.
     *
     * @param privateKey 32 octets, big-endian, taken modulo the group order and not zero then
     * @return {@code x || y}, 64 octets
     * @throws IllegalArgumentException if the private key has another size or is zero modulo the order
     */
    public static byte[] publicKey(byte[] privateKey) {
        return CURVE.publicPoint(CURVE.scalar(privateKey));
    }

    /**
     * Signs the SHA-256 hash of a message; the same key and message always give the same signature.
     *
     * @param privateKey 32 octets, big-endian, taken modulo the group order and not zero then
     * @param message any number of octets
     * @return {@code r || s}, 64 octets
     * @throws IllegalArgumentException if the private key has another size or is zero modulo the order
     */
    public static byte[] sign(byte[] privateKey, byte[] message) {
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, new ECPrivateKeyParameters(CURVE.scalar(privateKey), CURVE.domain()));
        BigInteger[] rs = signer.generateSignature(Hashes.sha256(message));
        byte[] signature = new byte[2 * NUMBER_OCTETS];
        BigIntegers.asUnsignedByteArray(rs[0], signature, 0, NUMBER_OCTETS);
        BigIntegers.asUnsignedByteArray(rs[1], signature, NUMBER_OCTETS, NUMBER_OCTETS);
        return signature;
    }

    /**
     * Whether a signature is the public key's on the SHA-256 hash of the message.
     *
     * @param publicKey what arrived, {@code x || y}
     * @param message any number of octets
     * @param signature what arrived, {@code r || s}
     * @return false also if the key is not a point on the curve, or the signature is malformed
     */
    public static boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
        if (signature.length != 2 * NUMBER_OCTETS) {
            return false;
        }
        return CURVE.decode(publicKey)
                .map(point -> {
                    ECDSASigner signer = new ECDSASigner();
                    signer.init(false, new ECPublicKeyParameters(point, CURVE.domain()));
                    return signer.verifySignature(
                            Hashes.sha256(message),
                            new BigInteger(1, signature, 0, NUMBER_OCTETS),
                            new BigInteger(1, signature, NUMBER_OCTETS, NUMBER_OCTETS));
                })
                .orElse(false);
    }
}
