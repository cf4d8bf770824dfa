package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The word list against the fingerprint E582 94F2 E9A2 2748 6E8B that is told in words wherever the list is described. */
class SasTest {
    @ParameterizedTest
    @CsvSource({
        "E582, topmost:Istanbul",
        "94F2, Pluto:vagabond",
        "E9A2, treadmill:Pacific",
        "2748, brackish:dictator",
        "6E8B, goldfish:Medusa"
    })
    void twoOctetsAreTwoWords(String octets, String words) {
        assertEquals(words, new String(Sas.base256(HexFormat.of().parseHex(octets)), StandardCharsets.US_ASCII));
    }

    @Test
    void oneOctetIsTooFew() {
        assertThrows(IllegalArgumentException.class, () -> Sas.base256(new byte[1]));
    }
}
