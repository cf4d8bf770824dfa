package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AesKeyWrapTest {

    private static final String KEK_128 = "000102030405060708090A0B0C0D0E0F";
    private static final String KEK_192 = KEK_128 + "1011121314151617";
    private static final String KEK_256 = KEK_192 + "18191A1B1C1D1E1F";
    private static final String DATA_128 = "00112233445566778899AABBCCDDEEFF";
    private static final String DATA_192 = DATA_128 + "0001020304050607";
    private static final String DATA_256 = DATA_192 + "08090A0B0C0D0E0F";

    record Case(String section, String keyEncryptionKey, String keyData, String wrapped) {}

    /** RFC 3394 section 4, all vectors. */
    static Stream<Case> rfc3394() {
        return Stream.of(
                new Case("4.1", KEK_128, DATA_128, "1FA68B0A8112B447 AEF34BD8FB5A7B82 9D3E862371D2CFE5"),
                new Case("4.2", KEK_192, DATA_128, "96778B25AE6CA435 F92B5B97C050AED2 468AB8A17AD84E5D"),
                new Case("4.3", KEK_256, DATA_128, "64E8C3F9CE0F5BA2 63E9777905818A2A 93C8191E7D6E8AE7"),
                new Case(
                        "4.4",
                        KEK_192,
                        DATA_192,
                        "031D33264E15D332 68F24EC260743EDC E1C6C7DDEE725A93 6BA814915C6762D2"),
                new Case(
                        "4.5",
                        KEK_256,
                        DATA_192,
                        "A8F9BC1612C68B3F F6E6F4FBE30E71E4 769C8B80A32CB895 8CD5D17D6B254DA1"),
                new Case("4.6", KEK_256, DATA_256, """
                        28C9F404C4B810F4 CBCCB35CFB87F826 3F5786E2D80ED326
                        CBC7F0E71A99F43B FB988B9B7A02DD21
                        """));
    }

    @ParameterizedTest
    @MethodSource("rfc3394")
    void wrapAndUnwrapGiveThePublishedOctets(Case published) {
        byte[] kek = Hex.octets(published.keyEncryptionKey);
        byte[] wrapped = AesKeyWrap.wrap(kek, Hex.octets(published.keyData));
        assertEquals(Hex.text(published.wrapped), Hex.text(wrapped));
        assertArrayEquals(
                Hex.octets(published.keyData), AesKeyWrap.unwrap(kek, wrapped).orElseThrow());
    }

    @Test
    void anyChangedOctetFailsToUnwrap() {
        byte[] wrapped = AesKeyWrap.wrap(Hex.octets(KEK_128), Hex.octets(DATA_128));
        for (int i = 0; i < wrapped.length; i++) {
            byte[] changed = wrapped.clone();
            changed[i] ^= 1;
            assertTrue(AesKeyWrap.unwrap(Hex.octets(KEK_128), changed).isEmpty());
        }
    }

    @Test
    void anotherKeyFailsToUnwrap() {
        byte[] wrapped = AesKeyWrap.wrap(Hex.octets(KEK_128), Hex.octets(DATA_128));
        assertTrue(AesKeyWrap.unwrap(new byte[16], wrapped).isEmpty());
    }

    @Test
    void octetsThatCannotBeAWrappedKeyFailToUnwrap() {
        for (int octets : new int[] {0, 8, 16, 23, 25, 31}) {
            assertTrue(AesKeyWrap.unwrap(new byte[16], new byte[octets]).isEmpty());
        }
    }

    @Test
    void wrongSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> AesKeyWrap.wrap(new byte[16], new byte[8]));
        assertThrows(IllegalArgumentException.class, () -> AesKeyWrap.wrap(new byte[16], new byte[17]));
        assertThrows(IllegalArgumentException.class, () -> AesKeyWrap.wrap(new byte[20], new byte[16]));
        assertThrows(IllegalArgumentException.class, () -> AesKeyWrap.unwrap(new byte[20], new byte[24]));
    }
}
