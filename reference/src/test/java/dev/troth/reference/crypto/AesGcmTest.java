package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AesGcmTest {

    private static final String KEY_128 = "000102030405060708090a0b0c0d0e0f";
    private static final String KEY_256 = KEY_128 + "101112131415161718191a1b1c1d1e1f";
    private static final String SRTP_NONCE = "51753c6580c2726f20718414";
    private static final String SRTCP_NONCE = "517524055203726f207170bb";
    private static final String RTP_HEADER = "8040f17b 8041f8d3 5501a0b2";
    private static final String RTP_PAYLOAD = """
            47616c6c 69612065 7374206f 6d6e6973
            20646976 69736120 696e2070 61727465
            73207472 6573
            """;
    private static final String RTCP_HEADER_AND_INDEX = "81c8000d 4d617273 800005d4";
    private static final String RTCP_BODY = """
            4e545031 4e545032 52545020 0000042a
            0000e930 4c756e61 deadbeef deadbeef
            deadbeef deadbeef deadbeef
            """;

    record Case(String source, String key, String nonce, String associatedData, String plaintext, String ciphertext) {}

    static Stream<Case> published() {
        return Stream.of(
                new Case("RFC 7714 section 16.1.1", KEY_128, SRTP_NONCE, RTP_HEADER, RTP_PAYLOAD, """
                        f24de3a3 fb34de6c acba861c 9d7e4bca
                        be633bd5 0d294e6f 42a5f47a 51c7d19b
                        36de3adf 8833899d 7f27beb1 6a9152cf
                        765ee439 0cce
                        """),
                new Case(
                        "RFC 7714 section 16.1.3",
                        KEY_128,
                        SRTP_NONCE,
                        RTP_HEADER + RTP_PAYLOAD,
                        "",
                        "22493f82 d2bce397 e9d79e3b 19aa4216"),
                new Case("RFC 7714 section 16.2.1", KEY_256, SRTP_NONCE, RTP_HEADER, RTP_PAYLOAD, """
                        32b1de78 a822fe12 ef9f78fa 332e33aa
                        b1801238 9a58e2f3 b50b2a02 76ffae0f
                        1ba63799 b87b7aa3 db36dfff d6b0f9bb
                        7878d7a7 6c13
                        """),
                new Case(
                        "RFC 7714 section 16.2.3",
                        KEY_256,
                        SRTP_NONCE,
                        RTP_HEADER + RTP_PAYLOAD,
                        "",
                        "a866d591 0f887463 067ceefe c45215d4"),
                new Case("RFC 7714 section 17.1", KEY_128, SRTCP_NONCE, RTCP_HEADER_AND_INDEX, RTCP_BODY, """
                        63e94885 dcdab67c a727d766 2f6b7e99
                        7ff5c0f7 6c06f32d c676a5f1 730d6fda
                        4ce09b46 86303ded 0bb9275b c84aa458
                        96cf4d2f c5abf872 45d9eade
                        """),
                new Case("RFC 7714 section 17.2", KEY_256, SRTCP_NONCE, RTCP_HEADER_AND_INDEX, RTCP_BODY, """
                        d50ae4d1 f5ce5d30 4ba297e4 7d470c28
                        2c3ece5d bffe0a50 a2eaa5c1 110555be
                        8415f658 c61de047 6f1b6fad 1d1eb30c
                        4446839f 57ff6f6c b26ac3be
                        """),
                // McGrew and Viega, "The Galois/Counter Mode of Operation (GCM)", appendix B, test case 10.
                new Case(
                        "GCM test case 10",
                        """
                        feffe9928665731c6d6a8f9467308308
                        feffe9928665731c
                        """,
                        "cafebabefacedbaddecaf888",
                        "feedfacedeadbeeffeedfacedeadbeefabaddad2",
                        """
                        d9313225f88406e5a55909c5aff5269a
                        86a7a9531534f7da2e4c303d8a318a72
                        1c3c0c95956809532fcf0e2449a6b525
                        b16aedf5aa0de657ba637b39
                        """,
                        """
                        3980ca0b3c00e841eb06fac4872a2757
                        859e1ceaa6efd984628593b40ca1e19c
                        7d773d00c144c525ac619d18c84a3f47
                        18e2448b2fe324d9ccda2710
                        2519498e80f1478f37ba55bd6d27618c
                        """));
    }

    @ParameterizedTest
    @MethodSource("published")
    void sealAndOpenGiveThePublishedTexts(Case published) {
        byte[] key = Hex.octets(published.key);
        byte[] nonce = Hex.octets(published.nonce);
        byte[] associatedData = Hex.octets(published.associatedData);
        byte[] plaintext = Hex.octets(published.plaintext);
        byte[] sealed = AesGcm.seal(key, nonce, associatedData, plaintext);
        assertEquals(Hex.text(published.ciphertext), Hex.text(sealed));
        assertArrayEquals(
                plaintext, AesGcm.open(key, nonce, associatedData, sealed).orElseThrow());
    }

    @Test
    void anyChangedOctetFailsToOpen() {
        byte[] key = Hex.octets(KEY_128);
        byte[] nonce = Hex.octets(SRTP_NONCE);
        byte[] header = Hex.octets(RTP_HEADER);
        byte[] sealed = AesGcm.seal(key, nonce, header, Hex.octets(RTP_PAYLOAD));
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= (byte) 0x80;
            assertTrue(AesGcm.open(key, nonce, header, changed).isEmpty());
        }
        header[11] ^= 1;
        assertTrue(AesGcm.open(key, nonce, header, sealed).isEmpty());
    }

    @Test
    void aCiphertextWithoutRoomForItsTagFailsToOpen() {
        assertTrue(AesGcm.open(new byte[16], new byte[12], new byte[0], new byte[15])
                .isEmpty());
        assertTrue(AesGcm.open(new byte[16], new byte[12], new byte[0], new byte[0])
                .isEmpty());
    }

    @Test
    void wrongSizesAreRefused() {
        byte[] none = new byte[0];
        assertThrows(IllegalArgumentException.class, () -> AesGcm.seal(new byte[17], new byte[12], none, none));
        assertThrows(IllegalArgumentException.class, () -> AesGcm.seal(new byte[16], new byte[8], none, none));
        assertThrows(IllegalArgumentException.class, () -> AesGcm.open(new byte[17], new byte[12], none, none));
        assertThrows(IllegalArgumentException.class, () -> AesGcm.open(new byte[16], new byte[16], none, none));
    }
}
