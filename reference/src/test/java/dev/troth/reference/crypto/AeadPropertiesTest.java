package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

class AeadPropertiesTest {

    @Property(tries = 200)
    void whatAesGcmSealsItOpensAgain(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(12) byte[] nonce,
            @ForAll byte[] associatedData,
            @ForAll byte[] plaintext) {
        byte[] sealed = AesGcm.seal(key, nonce, associatedData, plaintext);
        assertEquals(plaintext.length + 16, sealed.length);
        assertArrayEquals(
                plaintext, AesGcm.open(key, nonce, associatedData, sealed).orElseThrow());
    }

    @Property(tries = 200)
    void whatChaCha20Poly1305SealsItOpensAgain(
            @ForAll @Size(32) byte[] key,
            @ForAll @Size(12) byte[] nonce,
            @ForAll byte[] associatedData,
            @ForAll byte[] plaintext) {
        byte[] sealed = ChaCha20Poly1305.seal(key, nonce, associatedData, plaintext);
        assertEquals(plaintext.length + 16, sealed.length);
        assertArrayEquals(
                plaintext,
                ChaCha20Poly1305.open(key, nonce, associatedData, sealed).orElseThrow());
    }
}
