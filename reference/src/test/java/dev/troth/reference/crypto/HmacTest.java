package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HmacTest {

    record Sha1Case(int number, byte[] key, byte[] data, String tag) {}

    /** RFC 2202 section 3, all test cases. */
    static Stream<Sha1Case> rfc2202() {
        return Stream.of(
                new Sha1Case(
                        1, Hex.repeated(0x0b, 20), Hex.ascii("Hi There"), "b617318655057264e28bc0b6fb378c8ef146be00"),
                new Sha1Case(
                        2,
                        Hex.ascii("Jefe"),
                        Hex.ascii("what do ya want for nothing?"),
                        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
                new Sha1Case(
                        3, Hex.repeated(0xaa, 20), Hex.repeated(0xdd, 50), "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
                new Sha1Case(
                        4,
                        Hex.octets("0102030405060708090a0b0c0d0e0f10111213141516171819"),
                        Hex.repeated(0xcd, 50),
                        "4c9007f4026250c6bc8414f9bf50c86c2d7235da"),
                new Sha1Case(
                        5,
                        Hex.repeated(0x0c, 20),
                        Hex.ascii("Test With Truncation"),
                        "4c1a03424b55e07fe7f27be1d58bb9324a9a5a04"),
                new Sha1Case(
                        6,
                        Hex.repeated(0xaa, 80),
                        Hex.ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
                        "aa4ae5e15272d00e95705637ce8a3b55ed402112"),
                new Sha1Case(
                        7,
                        Hex.repeated(0xaa, 80),
                        Hex.ascii("Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data"),
                        "e8e99d0f45237d786d6bbaa7965c7808bbff1a91"));
    }

    @ParameterizedTest
    @MethodSource("rfc2202")
    void hmacSha1GivesThePublishedTag(Sha1Case published) {
        assertEquals(published.tag, Hex.text(Hmac.hmacSha1(published.key, published.data)));
    }

    record Sha2Case(int number, byte[] key, byte[] data, String sha256, String sha384, String sha512) {}

    /** RFC 4231 section 4, all test cases; case 5 prints tags truncated to 128 bits. */
    static Stream<Sha2Case> rfc4231() {
        return Stream.of(
                new Sha2Case(1, Hex.repeated(0x0b, 20), Hex.ascii("Hi There"), """
                        b0344c61d8db38535ca8afceaf0bf12b
                        881dc200c9833da726e9376c2e32cff7
                        """, """
                        afd03944d84895626b0825f4ab46907f
                        15f9dadbe4101ec682aa034c7cebc59c
                        faea9ea9076ede7f4af152e8b2fa9cb6
                        """, """
                        87aa7cdea5ef619d4ff0b4241a1d6cb0
                        2379f4e2ce4ec2787ad0b30545e17cde
                        daa833b7d6b8a702038b274eaea3f4e4
                        be9d914eeb61f1702e696c203a126854
                        """),
                new Sha2Case(2, Hex.ascii("Jefe"), Hex.ascii("what do ya want for nothing?"), """
                        5bdcc146bf60754e6a042426089575c7
                        5a003f089d2739839dec58b964ec3843
                        """, """
                        af45d2e376484031617f78d2b58a6b1b
                        9c7ef464f5a01b47e42ec3736322445e
                        8e2240ca5e69e2c78b3239ecfab21649
                        """, """
                        164b7a7bfcf819e2e395fbe73b56e0a3
                        87bd64222e831fd610270cd7ea250554
                        9758bf75c05a994a6d034f65f8f0e6fd
                        caeab1a34d4a6b4b636e070a38bce737
                        """),
                new Sha2Case(3, Hex.repeated(0xaa, 20), Hex.repeated(0xdd, 50), """
                        773ea91e36800e46854db8ebd09181a7
                        2959098b3ef8c122d9635514ced565fe
                        """, """
                        88062608d3e6ad8a0aa2ace014c8a86f
                        0aa635d947ac9febe83ef4e55966144b
                        2a5ab39dc13814b94e3ab6e101a34f27
                        """, """
                        fa73b0089d56a284efb0f0756c890be9
                        b1b5dbdd8ee81a3655f83e33b2279d39
                        bf3e848279a722c806b485a47e67c807
                        b946a337bee8942674278859e13292fb
                        """),
                new Sha2Case(
                        4,
                        Hex.octets("0102030405060708090a0b0c0d0e0f10111213141516171819"),
                        Hex.repeated(0xcd, 50),
                        """
                        82558a389a443c0ea4cc819899f2083a
                        85f0faa3e578f8077a2e3ff46729665b
                        """,
                        """
                        3e8a69b7783c25851933ab6290af6ca7
                        7a9981480850009cc5577c6e1f573b4e
                        6801dd23c4a7d679ccf8a386c674cffb
                        """,
                        """
                        b0ba465637458c6990e5a8c5f61d4af7
                        e576d97ff94b872de76f8050361ee3db
                        a91ca5c11aa25eb4d679275cc5788063
                        a5f19741120c4f2de2adebeb10a298dd
                        """),
                new Sha2Case(
                        5,
                        Hex.repeated(0x0c, 20),
                        Hex.ascii("Test With Truncation"),
                        "a3b6167473100ee06e0c796c2955552b",
                        "3abf34c3503b2a23a46efc619baef897",
                        "415fad6271580a531d4179bc891d87a6"),
                new Sha2Case(
                        6,
                        Hex.repeated(0xaa, 131),
                        Hex.ascii("Test Using Larger Than Block-Size Key - Hash Key First"),
                        """
                        60e431591ee0b67f0d8a26aacbf5b77f
                        8e0bc6213728c5140546040f0ee37f54
                        """,
                        """
                        4ece084485813e9088d2c63a041bc5b4
                        4f9ef1012a2b588f3cd11f05033ac4c6
                        0c2ef6ab4030fe8296248df163f44952
                        """,
                        """
                        80b24263c7c1a3ebb71493c1dd7be8b4
                        9b46d1f41b4aeec1121b013783f8f352
                        6b56d037e05f2598bd0fd2215d6a1e52
                        95e64f73f63f0aec8b915a985d786598
                        """),
                new Sha2Case(
                        7,
                        Hex.repeated(0xaa, 131),
                        Hex.ascii(
                                "This is a test using a larger than block-size key and a larger than block-size data. "
                                        + "The key needs to be hashed before being used by the HMAC algorithm."),
                        """
                        9b09ffa71b942fcb27635fbcd5b0e944
                        bfdc63644f0713938a7f51535c3a35e2
                        """,
                        """
                        6617178e941f020d351e2f254e8fd32c
                        602420feb0b8fb9adccebb82461e99c5
                        a678cc31e799176d3860e6110c46523e
                        """,
                        """
                        e37b6a775dc87dbaa4dfa9f96e5e3ffd
                        debd71f8867289865df5a32d20cdc944
                        b6022cac3c4982b10d5eeb55c3e4de15
                        134676fb6de0446065c97440fa8c6a58
                        """));
    }

    @ParameterizedTest
    @MethodSource("rfc4231")
    void hmacSha2GivesThePublishedTags(Sha2Case published) {
        assertBeginsWith(published.sha256, Hmac.hmacSha256(published.key, published.data), 32);
        assertBeginsWith(published.sha384, Hmac.hmacSha384(published.key, published.data), 48);
        assertBeginsWith(published.sha512, Hmac.hmacSha512(published.key, published.data), 64);
    }

    /** A prepared key gives the same tag each time: no use leaves a trace in it. */
    @ParameterizedTest
    @MethodSource("rfc4231")
    void preparedKeyGivesThePublishedTag(Sha2Case published) {
        HmacKey key = Hmac.sha256Key(published.key);
        assertBeginsWith(published.sha256, key.authenticate(published.data), 32);
        assertBeginsWith(published.sha256, key.authenticate(published.data), 32);
    }

    @Test
    void partsAreAuthenticatedAsTheirConcatenation() {
        byte[] key = Hex.ascii("Jefe");
        byte[][] parts = {Hex.ascii("what do ya want "), {}, Hex.ascii("for nothing?")};
        byte[] whole = Hex.ascii("what do ya want for nothing?");
        assertArrayEquals(Hmac.hmacSha1(key, whole), Hmac.hmacSha1(key, parts));
        assertArrayEquals(Hmac.hmacSha256(key, whole), Hmac.hmacSha256(key, parts));
        assertArrayEquals(Hmac.hmacSha384(key, whole), Hmac.hmacSha384(key, parts));
        assertArrayEquals(Hmac.hmacSha512(key, whole), Hmac.hmacSha512(key, parts));
    }

    @Test
    void constantTimeEqualityIsEquality() {
        assertTrue(ConstantTime.equal(new byte[] {1, 2}, new byte[] {1, 2}));
        assertTrue(ConstantTime.equal(new byte[0], new byte[0]));
        assertFalse(ConstantTime.equal(new byte[] {1, 2}, new byte[] {1, 3}));
        assertFalse(ConstantTime.equal(new byte[] {1, 2}, new byte[] {1}));
        assertFalse(ConstantTime.equal(new byte[] {1}, new byte[] {1, 2}));
    }

    private static void assertBeginsWith(String published, byte[] tag, int octets) {
        assertEquals(octets, tag.length);
        String digits = Hex.text(published);
        assertEquals(digits, Hex.text(tag).substring(0, digits.length()));
    }
}
