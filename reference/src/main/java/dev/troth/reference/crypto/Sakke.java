package dev.troth.reference.crypto;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import org.bouncycastle.math.ec.ECCurve;
import org.bouncycastle.math.ec.ECPoint;

/**
 * SAKKE, identity-based encryption after Sakai and Kasahara (RFC 6508), with parameter set 1 of MIKEY-SAKKE (RFC 6509
 * appendix A): a key management service has a master secret and a public key; everybody seals for a name with that public
 * key alone; and who has the name is issued the receiver secret key that opens.
 *
 * <p>Points are uncompressed: the octet 4, then {@code x || y}, 257 octets. A name is read as an unsigned integer, which
 * must be at least 2 and below the group order q. Any 32 octets are a master secret: they stand for themselves plus 2.
 */
public final class Sakke {
    private static final BigInteger P = number("""
            997ABB1F0A563FDA65C61198DAD0657A416C0CE19CB48261BE9AE358B3E01A2EF40AAB27E2FC0F1B228730D531A59CB0E791B39F
            F7C88A19356D27F4A666A6D0E26C6487326B4CD4512AC5CD65681CE1B6AFF4A831852A82A7CF3C521C3C09AA9F94D6AF56971F1F
            FCE3E82389857DB080C5DF10AC7ACE87666D807AFEA85FEB""");
    private static final BigInteger Q = P.add(BigInteger.ONE).shiftRight(2);
    private static final BigInteger G = number("""
            66FC2A432B6EA392148F15867D623068C6A87BD1FB94C41E27FABE658E015A87371E94744C96FEDA449AE9563F8BC446CBFDA85D
            5D00EF577072DA8F541721BEEE0FAED1828EAB90B99DFB0138C7843355DF0460B4A9FD74B4F1A32BCAFA1FFAD682C033A7942BCC
            E3720F20B9B7B0403C8CAE87B7A0042ACDE0FAB36461EA46""");
    private static final ECCurve CURVE =
            new ECCurve.Fp(P, P.subtract(BigInteger.valueOf(3)), BigInteger.ZERO, Q, BigInteger.valueOf(4), true);
    private static final ECPoint GENERATOR = CURVE.createPoint(number("""
                    53FC09EE332C29AD0A7990053ED9B52A2B1A2FD60AEC69C698B2F204B6FF7CBFB5EDB6C0F6CE2308AB10DB9030B09E1043D5F22C
                    DB9DFA55718BD9E7406CE8909760AF765DD5BCCB337C86548B72F2E1A702C3397A60DE74A7C1514DBA66910DD5CFB4CC80728D87
                    EE9163A5B63F73EC80EC46C4967E0979880DC8ABEAE63895"""), number("""
                    0A8249063F6009F1F9F1F0533634A135D3E82016029906963D778D821E141178F5EA69F4654EC2B9E7F7F5E5F0DE55F66B598CCF
                    9A140B2E416CFF0CA9E032B970DAE117AD547C6CCAD696B5B7652FE0AC6F1E80164AA989492D979FC5A4D5F213515AD7E9CB99A9
                    80BDAD5AD5BB4636ADB9B5706A67DCDE75573FD71BEF16D7"""));

    private static final int SECRET_OCTETS = 32;
    private static final int FIELD_OCTETS = 128;
    private static final int POINT_OCTETS = 2 * FIELD_OCTETS + 1;
    private static final int VALUE_OCTETS = 16;
    private static final int HASH_BITS = 256;
    private static final BigInteger TWO_TO_N = BigInteger.ONE.shiftLeft(8 * VALUE_OCTETS);

    private Sakke() {}

    /**
     * The public key of a key management service: Z = [z]P (RFC 6508 section 6.1).
     *
     * @param masterSecret 32 octets, any
     * @return 257 octets
     * @throws IllegalArgumentException if the secret has another size
     */
    public static byte[] publicKey(byte[] masterSecret) {
        return publicKey(master(masterSecret));
    }

    static byte[] publicKey(BigInteger z) {
        return encode(GENERATOR.multiply(z));
    }

    /**
     * The receiver secret key that the service issues for a name: [1 / (a + z)]P (RFC 6508 section 6.1.1).
     *
     * @return 257 octets, or empty if the name is not one, or is the negative of the master secret
     * @throws IllegalArgumentException if the secret has another size
     */
    public static Optional<byte[]> receiverKey(byte[] masterSecret, byte[] name) {
        return receiverKey(master(masterSecret), name);
    }

    static Optional<byte[]> receiverKey(BigInteger z, byte[] name) {
        return identifier(name)
                .map(a -> a.add(z).mod(Q))
                .filter(sum -> sum.signum() != 0)
                .map(sum -> encode(GENERATOR.multiply(sum.modInverse(Q))));
    }

    /**
     * Seals a shared secret value for a name (RFC 6508 section 6.2.1). Nothing else is drawn at random.
     *
     * @param publicKey of the service that issues the receiver's key
     * @param value 16 octets
     * @return 273 octets: a point and the hint; empty if there is no such public key, name or value
     */
    public static Optional<byte[]> seal(byte[] publicKey, byte[] name, byte[] value) {
        if (value.length != VALUE_OCTETS) {
            return Optional.empty();
        }
        BigInteger r = hashToRange(concatenated(value, name), Q);
        return receiver(publicKey, name).map(receiver -> {
            byte[] mask = mask(power(G, r));
            byte[] sealed = Arrays.copyOf(encode(receiver.multiply(r)), POINT_OCTETS + VALUE_OCTETS);
            for (int i = 0; i < VALUE_OCTETS; i++) {
                sealed[POINT_OCTETS + i] = (byte) (value[i] ^ mask[i]);
            }
            return sealed;
        });
    }

    /**
     * Opens what was sealed for a name, and checks that it was made so (RFC 6508 section 6.2.2).
     *
     * @param publicKey of the service
     * @param receiverKey what it issued for the name
     * @param sealed as it arrived, any number of octets
     * @return 16 octets, or empty if it was not sealed for this name under this public key
     */
    public static Optional<byte[]> open(byte[] publicKey, byte[] name, byte[] receiverKey, byte[] sealed) {
        Optional<ECPoint> key = decode(receiverKey);
        Optional<ECPoint> receiver = receiver(publicKey, name);
        if (key.isEmpty() || receiver.isEmpty() || sealed.length != POINT_OCTETS + VALUE_OCTETS) {
            return Optional.empty();
        }
        return decode(Arrays.copyOf(sealed, POINT_OCTETS)).flatMap(point -> {
            byte[] mask = mask(pairing(point, key.get()));
            byte[] value = new byte[VALUE_OCTETS];
            for (int i = 0; i < VALUE_OCTETS; i++) {
                value[i] = (byte) (sealed[POINT_OCTETS + i] ^ mask[i]);
            }
            BigInteger r = hashToRange(concatenated(value, name), Q);
            return receiver.get().multiply(r).equals(point) ? Optional.of(value) : Optional.empty();
        });
    }

    private static BigInteger number(String hex) {
        return new BigInteger(1, HexFormat.of().parseHex(hex.replace("\n", "")));
    }

    private static BigInteger master(byte[] secret) {
        Sizes.requireExactly(SECRET_OCTETS, secret, "A master secret of SAKKE");
        return new BigInteger(1, secret).add(BigInteger.TWO);
    }

    private static Optional<BigInteger> identifier(byte[] name) {
        return Optional.of(new BigInteger(1, name)).filter(a -> a.compareTo(BigInteger.TWO) >= 0 && a.compareTo(Q) < 0);
    }

    /** The public key of a receiver: [b]P + Z. */
    private static Optional<ECPoint> receiver(byte[] publicKey, byte[] name) {
        return decode(publicKey)
                .flatMap(z -> identifier(name).map(b -> GENERATOR.multiply(b).add(z)))
                .filter(point -> !point.isInfinity());
    }

    private static byte[] encode(ECPoint point) {
        return point.getEncoded(false);
    }

    /** A point of the subgroup of order q other than that at infinity. */
    private static Optional<ECPoint> decode(byte[] octets) {
        if (octets.length != POINT_OCTETS || octets[0] != 4) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, octets, 1, FIELD_OCTETS);
        BigInteger y = new BigInteger(1, octets, 1 + FIELD_OCTETS, FIELD_OCTETS);
        if (x.compareTo(P) >= 0 || y.compareTo(P) >= 0) {
            return Optional.empty();
        }
        return Optional.of(CURVE.createPoint(x, y)).filter(ECPoint::isValid);
    }

    private static byte[] concatenated(byte[] value, byte[] name) {
        byte[] both = Arrays.copyOf(value, value.length + name.length);
        System.arraycopy(name, 0, both, value.length, name.length);
        return both;
    }

    /** HashToIntegerRange of RFC 6508 section 5.1, with SHA-256. */
    static BigInteger hashToRange(byte[] octets, BigInteger range) {
        byte[] a = Hashes.sha256(octets);
        byte[] h = new byte[HASH_BITS / 8];
        int blocks = Math.ceilDiv(range.subtract(BigInteger.ONE).bitLength(), HASH_BITS);
        BigInteger v = BigInteger.ZERO;
        for (int i = 0; i < blocks; i++) {
            h = Hashes.sha256(h);
            v = v.shiftLeft(HASH_BITS).or(new BigInteger(1, Hashes.sha256(h, a)));
        }
        return v.mod(range);
    }

    /** What hides the shared secret value, from an element of PF_p[q] by its representative. */
    private static byte[] mask(BigInteger element) {
        return fixed(hashToRange(fixed(element, FIELD_OCTETS), TWO_TO_N), VALUE_OCTETS);
    }

    private static byte[] fixed(BigInteger number, int octets) {
        byte[] padded = new byte[octets];
        byte[] plain = number.toByteArray();
        int length = Math.min(plain.length, octets);
        System.arraycopy(plain, plain.length - length, padded, octets - length, length);
        return padded;
    }

    /** The representative of the power of an element of PF_p[q] that has this representative. */
    static BigInteger power(BigInteger representative, BigInteger exponent) {
        return new Element(BigInteger.ONE, representative).power(exponent).representative();
    }

    /**
     * The Tate-Lichtenbaum pairing of two points of order q, as a representative in F_p (RFC 6508 section 3.2), by
     * Miller's algorithm over affine coordinates.
     */
    static BigInteger pairing(ECPoint left, ECPoint right) {
        ECPoint r = left.normalize();
        ECPoint q = right.normalize();
        BigInteger rx = x(r);
        BigInteger ry = y(r);
        BigInteger cx = rx;
        BigInteger cy = ry;
        Element v = new Element(BigInteger.ONE, BigInteger.ZERO);
        BigInteger order = Q.subtract(BigInteger.ONE);
        for (int bit = order.bitLength() - 2; bit >= 0; bit--) {
            BigInteger slope = cx.multiply(cx)
                    .subtract(BigInteger.ONE)
                    .multiply(BigInteger.valueOf(3))
                    .multiply(cy.shiftLeft(1).modInverse(P))
                    .mod(P);
            v = v.times(v).times(line(slope, cx, cy, q));
            BigInteger doubled = slope.multiply(slope).subtract(cx.shiftLeft(1)).mod(P);
            cy = slope.multiply(cx.subtract(doubled)).subtract(cy).mod(P);
            cx = doubled;
            if (order.testBit(bit)) {
                slope = cy.subtract(ry).multiply(cx.subtract(rx).modInverse(P)).mod(P);
                v = v.times(line(slope, cx, cy, q));
                BigInteger sum = slope.multiply(slope).subtract(cx).subtract(rx).mod(P);
                cy = slope.multiply(cx.subtract(sum)).subtract(cy).mod(P);
                cx = sum;
            }
        }
        return v.power(BigInteger.valueOf(4)).representative();
    }

    /** The line of a slope through a point, at the image of another under the distortion map. */
    private static Element line(BigInteger slope, BigInteger cx, BigInteger cy, ECPoint at) {
        return new Element(slope.multiply(x(at).add(cx)).subtract(cy).mod(P), y(at));
    }

    private static BigInteger x(ECPoint point) {
        return point.getAffineXCoord().toBigInteger();
    }

    private static BigInteger y(ECPoint point) {
        return point.getAffineYCoord().toBigInteger();
    }

    /** An element {@code a + i b} of F_p^2, where i^2 is -1. */
    private record Element(BigInteger a, BigInteger b) {
        Element times(Element other) {
            return new Element(
                    a.multiply(other.a).subtract(b.multiply(other.b)).mod(P),
                    a.multiply(other.b).add(b.multiply(other.a)).mod(P));
        }

        Element power(BigInteger exponent) {
            Element result = new Element(BigInteger.ONE, BigInteger.ZERO);
            for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
                result = result.times(result);
                result = exponent.testBit(bit) ? result.times(this) : result;
            }
            return result;
        }

        BigInteger representative() {
            return b.multiply(a.modInverse(P)).mod(P);
        }
    }
}
