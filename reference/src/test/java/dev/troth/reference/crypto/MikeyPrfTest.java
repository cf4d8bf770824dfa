package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/**
 * No RFC publishes a vector for the MIKEY PRF. The values here come from another implementation in another language,
 * whose text is below; {@link MikeyPrfPropertiesTest} compares with a third one on arbitrary inputs.
 * <pre>
 * python3 - <<'END'
 * import hmac
 * def prf(hash, key, label, octets):
 *     H = lambda s, x: hmac.new(s, x, hash).digest()
 *     out = bytes(octets)
 *     for s in (key[i:i + 32] for i in range(0, len(key), 32)):
 *         a, p = label, b''
 *         while len(p) < octets:
 *             a = H(s, a)
 *             p += H(s, a + label)
 *         out = bytes(x ^ y for x, y in zip(out, p))
 *     return out.hex()
 * label = bytes.fromhex('2ad01c64' '01' '12345678') + bytes(range(16))
 * print(prf('sha1', bytes(range(16)), label, 16))
 * print(prf('sha1', bytes(range(80)), label, 94))
 * print(prf('sha256', bytes(range(80)), label, 94))
 * END
 * </pre>
 */
class MikeyPrfTest {

    /** The TEK label of RFC 3830 section 4.1.3: constant, cs_id, csb_id, RAND. */
    private static final byte[] LABEL = Hex.octets("2ad01c64 01 12345678 000102030405060708090a0b0c0d0e0f");

    @Test
    void aKeyOfOneShortBlockGivesTheTek() {
        assertEquals("f21f99c4fa6acaaa821e11a1f8cd44ad", Hex.text(MikeyPrf.derive(ascending(16), LABEL, 16)));
    }

    @Test
    void aKeyOfTwoBlocksAndAHalfGivesTheXorOfThree() {
        assertEquals(Hex.text("""
                b9d49b11b5376143cbe3c68bc83fe535064857bac201a9f9eaa7d000e4cf8a64
                dda0d73c9d2c88aa2883e620862b1a795ee0ba995abc49de4bab52719bf5fed5
                0390bec9bdf2fb6e538681abba44594120a5e142012a22590b6900716052
                """), Hex.text(MikeyPrf.derive(ascending(80), LABEL, 94)));
    }

    @Test
    void theVariantWithSha256HasBlocksOf32Octets() {
        assertEquals(Hex.text("""
                7c86e67bb290a95aef98ba285716d968279be6e7f5a8a57eb88ce316ce6ad6a5
                5db706d7ea1073ebae9b42403f59cb30b3665691e1b72c152f9bc35e309619cf
                74a228fc313b114b03fe457e823614a2ea03763936fdce7fdcbd4e02b1e3
                """), Hex.text(MikeyPrf.deriveSha256(ascending(80), LABEL, 94)));
    }

    @Test
    void nothingIsDerivedFromNothing() {
        assertThrows(IllegalArgumentException.class, () -> MikeyPrf.derive(new byte[0], LABEL, 16));
        assertThrows(IllegalArgumentException.class, () -> MikeyPrf.derive(new byte[16], LABEL, -1));
        assertEquals(0, MikeyPrf.derive(new byte[16], LABEL, 0).length);
    }

    private static byte[] ascending(int octets) {
        byte[] key = new byte[octets];
        for (int i = 0; i < octets; i++) {
            key[i] = (byte) i;
        }
        return key;
    }
}
