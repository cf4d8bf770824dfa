package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** The "abc" examples of NIST's Secure Hash Standard (FIPS 180-2 appendices A.1, B.1, C.1 and D.1). */
class HashesTest {

    private static final byte[] ABC = Hex.ascii("abc");

    @Test
    void sha1OfAbcIsPublished() {
        assertEquals("a9993e364706816aba3e25717850c26c9cd0d89d", Hex.text(Hashes.sha1(ABC)));
    }

    @Test
    void sha256OfAbcIsPublished() {
        assertEquals("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Hex.text(Hashes.sha256(ABC)));
    }

    @Test
    void sha384OfAbcIsPublished() {
        assertEquals(Hex.text("""
                        cb00753f45a35e8bb5a03d699ac65007272c32ab0eded163
                        1a8b605a43ff5bed8086072ba1e7cc2358baeca134c825a7
                        """), Hex.text(Hashes.sha384(ABC)));
    }

    @Test
    void sha512OfAbcIsPublished() {
        assertEquals(Hex.text("""
                        ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a
                        2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f
                        """), Hex.text(Hashes.sha512(ABC)));
    }

    @Test
    void sha256OfNothingIsPublished() {
        // NIST CAVP SHA256ShortMsg, Len = 0.
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Hex.text(Hashes.sha256()));
    }

    @Test
    void partsHashAsTheirConcatenation() {
        byte[][] parts = {Hex.ascii("a"), {}, Hex.ascii("bc")};
        assertArrayEquals(Hashes.sha1(ABC), Hashes.sha1(parts));
        assertArrayEquals(Hashes.sha256(ABC), Hashes.sha256(parts));
        assertArrayEquals(Hashes.sha384(ABC), Hashes.sha384(parts));
        assertArrayEquals(Hashes.sha512(ABC), Hashes.sha512(parts));
    }
}
