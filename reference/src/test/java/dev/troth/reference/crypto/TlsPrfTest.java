package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** RFC 5246 section 5, done again with the platform's HMAC; OpenSSL exports the same keys in another test. */
class TlsPrfTest {
    private static final byte[] SECRET = Hex.octets("9bbe436ba940f017b17652849a71db35");
    private static final byte[] SEED = Hex.octets("a0ba9f936cda311827a6f796ffd5198c");
    private static final byte[] LABEL = "test label".getBytes(StandardCharsets.US_ASCII);

    private static byte[] hmac(byte[]... parts) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        for (byte[] part : parts) {
            mac.update(part);
        }
        return mac.doFinal();
    }

    @Test
    void eachBlockIsTheMacOfTheNextNumberedSeed() throws Exception {
        byte[] a1 = hmac(LABEL, SEED);
        byte[] a2 = hmac(a1);
        byte[] expected = new byte[50];
        System.arraycopy(hmac(a1, LABEL, SEED), 0, expected, 0, 32);
        System.arraycopy(hmac(a2, LABEL, SEED), 0, expected, 32, 18);
        assertArrayEquals(expected, TlsPrf.derive(SECRET, LABEL, SEED, 50));
    }

    @Test
    void aShorterOneIsTheStartOfALongerOne() {
        byte[] all = TlsPrf.derive(SECRET, LABEL, SEED, 100);
        assertArrayEquals(Arrays.copyOf(all, 33), TlsPrf.derive(SECRET, LABEL, SEED, 33));
        assertEquals(0, TlsPrf.derive(SECRET, LABEL, SEED, 0).length);
        assertThrows(IllegalArgumentException.class, () -> TlsPrf.derive(SECRET, LABEL, SEED, -1));
    }
}
