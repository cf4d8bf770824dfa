package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SrtpKdfTest {

    private static final byte[] MASTER_KEY = Hex.octets("E1F97A0D3E018BE0D64FA32C06DE4139");
    private static final byte[] MASTER_SALT = Hex.octets("0EC675AD498AFEEBB6960B3AABE6");

    record Case(String source, String masterKey, String masterSalt, String cipherKey, String salt, String authKey) {}

    static Stream<Case> published() {
        return Stream.of(
                new Case(
                        "RFC 3711 appendix B.3",
                        "E1F97A0D3E018BE0D64FA32C06DE4139",
                        "0EC675AD498AFEEBB6960B3AABE6",
                        "C61E7A93744F39EE10734AFE3FF7A087",
                        "30CBBC08863D8C85D49DB34A9AE1",
                        """
                        CEBE321F6FF7716B6FD4AB49AF256A15
                        6D38BAA48F0A0ACF3C34E2359E6CDBCE
                        E049646C43D9327AD175578EF7227098
                        6371C10C9A369AC2F94A8C5FBCDDDC25
                        6D6E919A48B610EF17C2041E47403576
                        6B68642C59BBFC2F34DB60DBDFB2
                        """),
                new Case(
                        "RFC 6188 section 7.2",
                        "f0f04914b513f2763a1b1fa130f10e2998f6f6e43e4309d1e622a0e332b9f1b6",
                        "3b04803de51ee7c96423ab5b78d2",
                        "5ba1064e30ec51613cad926c5a28ef731ec7fb397f70a960653caf06554cd8c4",
                        "fa31791685ca444a9e07c6c64e93",
                        "fd9c32d39ed5fbb5a9dc96b30818454d1313dc05"),
                new Case(
                        "RFC 6188 section 7.4",
                        "73edc66c4fa15776fb57f9505c17136550ffda71f3e8e5f1",
                        "c8522f3acd4ce86d5add78edbb11",
                        "31874736a8f1143870c26e4857d8a5b2c4a354407faadabb",
                        "2372b82d639b6d8503a47adc0a6c",
                        "355b10973cd95b9eacf4061c7e1a7151e7cfbfcb"));
    }

    @ParameterizedTest
    @MethodSource("published")
    void sessionKeysAreThePublishedOnes(Case published) {
        byte[] key = Hex.octets(published.masterKey);
        byte[] salt = Hex.octets(published.masterSalt);
        assertEquals(Hex.text(published.cipherKey), Hex.text(SrtpKdf.derive(key, salt, 0, key.length)));
        assertEquals(Hex.text(published.salt), Hex.text(SrtpKdf.derive(key, salt, 2, 14)));
        int authOctets = Hex.octets(published.authKey).length;
        assertEquals(Hex.text(published.authKey), Hex.text(SrtpKdf.derive(key, salt, 1, authOctets)));
    }

    @Test
    void atRateZeroTheIndexHasNoInfluence() {
        assertArrayEquals(
                SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 16),
                SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 0xffff_ffff_ffffL, 0, 16));
    }

    @Test
    void keysChangeWhereTheIndexReachesAMultipleOfTheRate() {
        byte[] first = SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 0, 1 << 8, 16);
        byte[] second = SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 256, 1 << 8, 16);
        assertArrayEquals(first, SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 255, 1 << 8, 16));
        assertArrayEquals(second, SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 511, 1 << 8, 16));
        assertFalse(Arrays.equals(first, second));
    }

    @Test
    void indexAndLabelAreXoredIntoTheSaltAlignedAtTheRight() {
        // RFC 3711 sections 4.3.1 and 4.3.3: x = (label || r) XOR master_salt, IV = x * 2^16; r = 0x010203040506.
        byte[] iv = Hex.octets("0EC675AD498AFE EB B6960B3AABE6 0000");
        byte[] keyId = Hex.octets("00000000000000 05 010203040506 0000");
        for (int i = 0; i < iv.length; i++) {
            iv[i] ^= keyId[i];
        }
        assertArrayEquals(
                AesCm.keystream(MASTER_KEY, iv, 40),
                SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 5, 0x010203040506L, 1, 40));
    }

    @Test
    void wrongSizesAndNumbersAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(new byte[15], MASTER_SALT, 0, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, new byte[12], 0, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 256, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, -1, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, -1));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, -1, 1, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 0, 3, 16));
        assertThrows(IllegalArgumentException.class, () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 0, 1L << 25, 16));
        assertThrows(
                IllegalArgumentException.class,
                () -> SrtpKdf.derive(MASTER_KEY, MASTER_SALT, 0, 0, Long.MIN_VALUE, 16));
    }
}
