package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class MikeyPrfPropertiesTest {

    @Property(tries = 300)
    void thePrfIsTheOneOfRfc3830(
            @ForAll @Size(min = 1, max = 130) byte[] key,
            @ForAll @Size(max = 60) byte[] label,
            @ForAll @IntRange(max = 150) int octets)
            throws GeneralSecurityException {
        assertArrayEquals(asWritten("HmacSHA1", key, label, octets), MikeyPrf.derive(key, label, octets));
    }

    @Property(tries = 300)
    void theSha256VariantIsTheOneOfRfc6043(
            @ForAll @Size(min = 1, max = 130) byte[] key,
            @ForAll @Size(max = 60) byte[] label,
            @ForAll @IntRange(max = 150) int octets)
            throws GeneralSecurityException {
        assertArrayEquals(asWritten("HmacSHA256", key, label, octets), MikeyPrf.deriveSha256(key, label, octets));
    }

    @Property(tries = 100)
    void aLongerOutputBeginsWithEveryShorterOne(
            @ForAll @Size(min = 1, max = 100) byte[] key,
            @ForAll byte[] label,
            @ForAll @IntRange(max = 120) int shorter,
            @ForAll @IntRange(max = 120) int more) {
        byte[] longer = MikeyPrf.derive(key, label, shorter + more);
        assertArrayEquals(Arrays.copyOf(longer, shorter), MikeyPrf.derive(key, label, shorter));
    }

    @Property(tries = 100)
    void aKeyOf32OctetsGivesPAlone(@ForAll @Size(32) byte[] key, @ForAll byte[] label) throws GeneralSecurityException {
        assertArrayEquals(p("HmacSHA1", key, label, 5), MikeyPrf.derive(key, label, 100));
    }

    @Property(tries = 100)
    void aKeyOfTwoEqualBlocksGivesZeros(@ForAll @Size(32) byte[] block, @ForAll byte[] label) {
        byte[] key = Arrays.copyOf(block, 64);
        System.arraycopy(block, 0, key, 32, 32);
        assertArrayEquals(new byte[50], MikeyPrf.derive(key, label, 50));
    }

    /** RFC 3830 section 4.1.2 word for word, on numbers: n, m, the blocks, the XOR, the most significant bits. */
    private static byte[] asWritten(String hmac, byte[] inkey, byte[] label, int octets)
            throws GeneralSecurityException {
        int hashBits = 8 * Mac.getInstance(hmac).getMacLength();
        int n = Math.ceilDiv(8 * inkey.length, 256);
        int m = Math.ceilDiv(8 * octets, hashBits);
        BigInteger xor = BigInteger.ZERO;
        for (int i = 1; i <= n; i++) {
            byte[] s = Arrays.copyOfRange(inkey, 32 * (i - 1), Math.min(32 * i, inkey.length));
            xor = xor.xor(new BigInteger(1, p(hmac, s, label, m)));
        }
        BigInteger mostSignificant = xor.shiftRight(m * hashBits - 8 * octets);
        byte[] outkey = new byte[octets];
        for (int i = 0; i < octets; i++) {
            outkey[i] = mostSignificant.shiftRight(8 * (octets - 1 - i)).byteValue();
        }
        return outkey;
    }

    private static byte[] p(String hmac, byte[] s, byte[] label, int m) throws GeneralSecurityException {
        List<byte[]> a = new ArrayList<>(List.of(label));
        for (int i = 1; i <= m; i++) {
            a.add(mac(hmac, s, a.get(i - 1)));
        }
        byte[] all = new byte[0];
        for (byte[] a_i : a.subList(1, m + 1)) {
            all = concatenation(all, mac(hmac, s, concatenation(a_i, label)));
        }
        return all;
    }

    private static byte[] mac(String hmac, byte[] key, byte[] message) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hmac);
        mac.init(new SecretKeySpec(key, hmac));
        return mac.doFinal(message);
    }

    private static byte[] concatenation(byte[] left, byte[] right) {
        byte[] both = Arrays.copyOf(left, left.length + right.length);
        System.arraycopy(right, 0, both, left.length, right.length);
        return both;
    }
}
