package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RFC 6979 appendix A.2.5, the values with SHA-256. */
class EcdsaP256Test {

    private static final byte[] PRIVATE_KEY =
            Hex.octets("C9AFA9D845BA75166B5C215767B1D6934E50C3DB36E89B127B8A622B120F6721");
    private static final byte[] PUBLIC_KEY = Hex.octets("""
            60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6
            7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299
            """);

    @Test
    void thePublicKeyIsThePublishedPoint() {
        assertEquals(Hex.text(PUBLIC_KEY), Hex.text(EcdsaP256.publicKey(PRIVATE_KEY)));
    }

    @ParameterizedTest
    @CsvSource({
        "sample, EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                + "F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8",
        "test, F1ABB023518351CD71D881567B1EA663ED3EFCF6C5132B354F28D3B0B7D38367"
                + "019F4113742A2B14BD25926B49C649155F267E60D3814B4C0CC84250E46F0083"
    })
    void theSignatureIsThePublishedOneAndVerifies(String message, String signature) {
        byte[] signed = EcdsaP256.sign(PRIVATE_KEY, Hex.ascii(message));
        assertEquals(Hex.text(signature), Hex.text(signed));
        assertTrue(EcdsaP256.verify(PUBLIC_KEY, Hex.ascii(message), signed));
    }

    @Test
    void nothingElseVerifies() {
        byte[] message = Hex.ascii("sample");
        byte[] signature = EcdsaP256.sign(PRIVATE_KEY, message);
        assertFalse(EcdsaP256.verify(PUBLIC_KEY, Hex.ascii("Sample"), signature));
        assertFalse(EcdsaP256.verify(EcdsaP256.publicKey(Hex.repeated(1, 32)), message, signature));
        for (int i = 0; i < signature.length; i++) {
            byte[] changed = signature.clone();
            changed[i] ^= 1;
            assertFalse(EcdsaP256.verify(PUBLIC_KEY, message, changed));
        }
    }

    @Test
    void malformedKeysAndSignaturesDoNotVerify() {
        byte[] message = Hex.ascii("sample");
        byte[] signature = EcdsaP256.sign(PRIVATE_KEY, message);
        assertFalse(EcdsaP256.verify(new byte[64], message, signature));
        assertFalse(EcdsaP256.verify(new byte[65], message, signature));
        assertFalse(EcdsaP256.verify(PUBLIC_KEY, message, new byte[64]));
        assertFalse(EcdsaP256.verify(PUBLIC_KEY, message, Hex.repeated(0xff, 64)));
        assertFalse(EcdsaP256.verify(PUBLIC_KEY, message, new byte[70]));
    }

    @Test
    void wrongPrivateKeysAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> EcdsaP256.sign(new byte[32], new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> EcdsaP256.sign(Hex.repeated(1, 31), new byte[0]));
    }
}
