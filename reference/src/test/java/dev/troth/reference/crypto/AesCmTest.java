package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AesCmTest {

    /** The start of a keystream segment of 65282 blocks, and its last blocks, of which the first is number 0xfeff. */
    record Segment(String source, String key, String first, String last) {}

    static Stream<Segment> publishedSegments() {
        return Stream.of(
                new Segment("RFC 3711 appendix B.2", "2B7E151628AED2A6ABF7158809CF4F3C", """
                        E03EAD0935C95E80E166B16DD92B4EB4
                        D23513162B02D0F72A43A2FE4A5F97AB
                        41E95B3BB0A2E8DD477901E4FCA894C0
                        """, """
                        EC8CDF7398607CB0F2D21675EA9EA1E4
                        362B7C3C6773516318A077D7FC5073AE
                        6A2CC3787889374FBEB4C81B17BA6C44
                        """),
                new Segment("RFC 6188 section 7.1", """
                        57f82fe3613fd170a85ec93c40b1f092
                        2ec4cb0dc025b58272147cc438944a98
                        """, """
                        92bdd28a93c3f52511c677d08b5515a4
                        9da71b2378a854f67050756ded165bac
                        63c4868b7096d88421b563b8c94c9a31
                        """, """
                        cea518c90fd91ced9cbb18c078a54711
                        3dbc4814f4da5f00a08772b63c6a046d
                        6eb246913062a16891433e97dd01a57f
                        """),
                new Segment("RFC 6188 section 7.3", """
                        eab234764e517b2d3d160d587d8c8621
                        9740f65f99b6bcf7
                        """, """
                        35096cba4610028dc1b57503804ce37c
                        5de986291dcce161d5165ec4568f5c9a
                        474a40c77894bc17180202272a4c264d
                        """, """
                        d108d1a31a00bad6367ec23eb044b415
                        c8f57129fdeb970b59f917b257662d4c
                        a5dab625811034e8cebdfeb6dc158dd3
                        """));
    }

    @ParameterizedTest
    @MethodSource("publishedSegments")
    void keystreamHasThePublishedBlocks(Segment published) {
        // Session Salt and Offset of all three; SSRC, rollover counter and sequence number are zero.
        byte[] iv = AesCm.srtpIv(Hex.octets("F0F1F2F3F4F5F6F7F8F9FAFBFCFD"), 0, 0);
        byte[] keystream = AesCm.keystream(Hex.octets(published.key), iv, 1044512);
        assertEquals(Hex.text(published.first), Hex.text(Arrays.copyOf(keystream, 48)));
        assertEquals(Hex.text(published.last), Hex.text(Arrays.copyOfRange(keystream, 0xfeff * 16, 0xfeff * 16 + 48)));
        assertEquals(0xfeff * 16 + 48, keystream.length);
    }

    record Encryption(String source, String key, String ciphertext) {}

    /** NIST SP 800-38A appendix F.5: one counter and plaintext, three key sizes. */
    static Stream<Encryption> sp80038a() {
        return Stream.of(
                new Encryption("F.5.1 CTR-AES128.Encrypt", "2b7e151628aed2a6abf7158809cf4f3c", """
                        874d6191b620e3261bef6864990db6ce
                        9806f66b7970fdff8617187bb9fffdff
                        5ae4df3edbd5d35e5b4f09020db03eab
                        1e031dda2fbe03d1792170a0f3009cee
                        """),
                new Encryption("F.5.3 CTR-AES192.Encrypt", "8e73b0f7da0e6452c810f32b809079e562f8ead2522c6b7b", """
                        1abc932417521ca24f2b0459fe7e6e0b
                        090339ec0aa6faefd5ccc2c6f4ce8e94
                        1e36b26bd1ebc670d1bd1d665620abf7
                        4f78a7f6d29809585a97daec58c6b050
                        """),
                new Encryption("F.5.5 CTR-AES256.Encrypt", """
                        603deb1015ca71be2b73aef0857d7781
                        1f352c073b6108d72d9810a30914dff4
                        """, """
                        601ec313775789a5b7a7f504bbf3d228
                        f443e3ca4d62b59aca84e990cacaf5c5
                        2b0930daa23de94ce87017ba2d84988d
                        dfc9c58db67aada613c2dd08457941a6
                        """));
    }

    @ParameterizedTest
    @MethodSource("sp80038a")
    void applyEncryptsAndDecryptsThePublishedText(Encryption published) {
        byte[] key = Hex.octets(published.key);
        byte[] iv = Hex.octets("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff");
        byte[] plaintext = Hex.octets("""
                6bc1bee22e409f96e93d7e117393172a
                ae2d8a571e03ac9c9eb76fac45af8e51
                30c81c46a35ce411e5fbc1191a0a52ef
                f69f2445df4f9b17ad2b417be66c3710
                """);
        byte[] ciphertext = AesCm.apply(key, iv, plaintext);
        assertEquals(Hex.text(published.ciphertext), Hex.text(ciphertext));
        assertArrayEquals(plaintext, AesCm.apply(key, iv, ciphertext));
    }

    @Test
    void theCounterWrapsModulo2To128() {
        byte[] key = Hex.octets("2b7e151628aed2a6abf7158809cf4f3c");
        byte[] last = Hex.repeated(0xff, 16);
        byte[] keystream = AesCm.keystream(key, last, 48);
        byte[] fromZero = AesCm.keystream(key, new byte[16], 32);
        assertArrayEquals(fromZero, Arrays.copyOfRange(keystream, 16, 48));
        assertArrayEquals(Hex.repeated(0xff, 16), last, "the caller's IV");
    }

    @Test
    void aKeystreamMayEndInsideABlock() {
        byte[] key = new byte[16];
        byte[] iv = new byte[16];
        byte[] whole = AesCm.keystream(key, iv, 48);
        for (int octets = 0; octets <= 48; octets++) {
            assertArrayEquals(Arrays.copyOf(whole, octets), AesCm.keystream(key, iv, octets));
        }
    }

    @Test
    void anSrtpIvHasSaltSsrcAndIndexInTheirPlaces() {
        // RFC 3711 section 4.1.1: IV = (k_s * 2^16) XOR (SSRC * 2^64) XOR (i * 2^16).
        assertEquals("00000000deadbeef0000000000000000", Hex.text(AesCm.srtpIv(new byte[14], 0xdeadbeefL, 0)));
        assertEquals("00000000000000001234567890ab0000", Hex.text(AesCm.srtpIv(new byte[14], 0, 0x1234567890abL)));
        assertEquals(
                "ffffffff21524110edcba9876f540000",
                Hex.text(AesCm.srtpIv(Hex.repeated(0xff, 14), 0xdeadbeefL, 0x1234567890abL)));
    }

    @Test
    void wrongSizesAreRefusedWithASentence() {
        var shortKey =
                assertThrows(IllegalArgumentException.class, () -> AesCm.keystream(new byte[15], new byte[16], 1));
        assertEquals("An AES key must have 16, 24 or 32 octets, but has 15.", shortKey.getMessage());
        var shortIv = assertThrows(
                IllegalArgumentException.class, () -> AesCm.apply(new byte[16], new byte[14], new byte[1]));
        assertEquals("The IV of AES counter mode must have 16 octets, but has 14.", shortIv.getMessage());
        assertThrows(IllegalArgumentException.class, () -> AesCm.keystream(new byte[16], new byte[16], -1));
        assertThrows(IllegalArgumentException.class, () -> AesCm.srtpIv(new byte[12], 0, 0));
        assertThrows(IllegalArgumentException.class, () -> AesCm.srtpIv(new byte[14], 1L << 32, 0));
        assertThrows(IllegalArgumentException.class, () -> AesCm.srtpIv(new byte[14], 0, 1L << 48));
        assertThrows(IllegalArgumentException.class, () -> AesCm.srtpIv(new byte[14], 0, -1));
    }
}
