package dev.troth.reference.crypto;

import java.math.BigInteger;
import java.util.Optional;
import org.bouncycastle.crypto.agreement.DHStandardGroups;
import org.bouncycastle.crypto.params.DHParameters;
import org.bouncycastle.util.BigIntegers;

/**
 * Diffie-Hellman in the modular exponentiation groups of RFC 3526, each with the generator 2. Public values and shared
 * secrets are big-endian and as long as the prime, with leading zeros kept, as ZRTP (RFC 6189 sections 4.4.1.2 and
 * 4.4.1.4) and MIKEY (RFC 3830 section 6.4) carry them.
 */
public enum FiniteFieldDh {
    /** The 1536-bit group, number 5 (RFC 3526 section 2): {@code OAKLEY 5} of MIKEY. */
    MODP_1536(DHStandardGroups.rfc3526_1536),
    /** The 2048-bit group, number 14 (RFC 3526 section 3): {@code DH2k} of ZRTP. */
    MODP_2048(DHStandardGroups.rfc3526_2048),
    /** The 3072-bit group, number 15 (RFC 3526 section 4): {@code DH3k} of ZRTP. */
    MODP_3072(DHStandardGroups.rfc3526_3072);

    private final BigInteger prime;
    private final BigInteger generator;
    private final BigInteger largestPublicValue;
    private final int octets;

    FiniteFieldDh(DHParameters group) {
        prime = group.getP();
        generator = group.getG();
        largestPublicValue = prime.subtract(BigInteger.TWO);
        octets = prime.bitLength() / 8;
    }

    /** How many octets the prime, every public value and every shared secret of this group have. */
    public int octets() {
        return octets;
    }

    /**
     * The public value of a secret exponent: {@code g^secret mod p}.
     *
     * @param secret the exponent, big-endian, not zero, at most as long as the prime
     * @return {@link #octets()} octets
     * @throws IllegalArgumentException if the secret is zero or too long
     */
    public byte[] publicKey(byte[] secret) {
        return encode(generator.modPow(exponent(secret), prime));
    }

    /**
     * The shared secret: {@code peerPublicValue^secret mod p}.
     *
     * @param secret the exponent, big-endian, not zero, at most as long as the prime
     * @param peerPublicValue what arrived, any number of octets
     * @return {@link #octets()} octets, or empty if the peer's value does not have that many octets or is not between 2
     *     and p - 2, which RFC 6189 (sections 4.4.1.2 and 4.4.1.3) calls an attack
     * @throws IllegalArgumentException if the secret is zero or too long
     */
    public Optional<byte[]> agree(byte[] secret, byte[] peerPublicValue) {
        BigInteger exponent = exponent(secret);
        if (peerPublicValue.length != octets) {
            return Optional.empty();
        }
        BigInteger peer = new BigInteger(1, peerPublicValue);
        if (peer.compareTo(BigInteger.TWO) < 0 || peer.compareTo(largestPublicValue) > 0) {
            return Optional.empty();
        }
        return Optional.of(encode(peer.modPow(exponent, prime)));
    }

    private BigInteger exponent(byte[] secret) {
        if (secret.length > octets) {
            throw new IllegalArgumentException("A secret exponent of " + this + " must have at most " + octets
                    + " octets, but has " + secret.length + ".");
        }
        BigInteger exponent = new BigInteger(1, secret);
        if (exponent.signum() == 0) {
            throw new IllegalArgumentException("A secret exponent of " + this + " must not be zero.");
        }
        return exponent;
    }

    private byte[] encode(BigInteger value) {
        return BigIntegers.asUnsignedByteArray(octets, value);
    }
}
