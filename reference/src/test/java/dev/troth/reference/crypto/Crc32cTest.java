package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Crc32cTest {

    @Test
    void theExamplesOfIscsiAreTransmittedAsPublished() {
        // RFC 3720 appendix B.4, in its order of transmission.
        assertEquals("aa36918a", Hex.text(Crc32c.checksum(new byte[32])));
        assertEquals("43aba862", Hex.text(Crc32c.checksum(Hex.repeated(0xff, 32))));
        assertEquals("4e79dd46", Hex.text(Crc32c.checksum(ascending())));
        assertEquals("5cdb3f11", Hex.text(Crc32c.checksum(descending())));
    }

    @Test
    void anIscsiReadCommandIsCheckedAsPublished() {
        // RFC 3720 appendix B.4, "An iSCSI - SCSI Read (10) Command PDU".
        assertEquals("563a96d9", Hex.text(Crc32c.checksum(Hex.octets("""
                01c00000 00000000 00000000 00000000
                14000000 00000400 00000014 00000018
                28000000 00000000 02000000 00000000
                """))));
    }

    @Test
    void theStandardCheckValueIsTransmittedLeastSignificantOctetFirst() {
        // The check value of CRC-32C is 0xE3069283 for "123456789".
        assertEquals("839206e3", Hex.text(Crc32c.checksum(Hex.ascii("123456789"))));
    }

    @Test
    void partsAreCheckedAsTheirConcatenation() {
        assertArrayEquals(
                Crc32c.checksum(Hex.ascii("123456789")),
                Crc32c.checksum(Hex.ascii("1234"), new byte[0], Hex.ascii("56789")));
    }

    private static byte[] ascending() {
        byte[] octets = new byte[32];
        for (int i = 0; i < 32; i++) {
            octets[i] = (byte) i;
        }
        return octets;
    }

    private static byte[] descending() {
        byte[] octets = new byte[32];
        for (int i = 0; i < 32; i++) {
            octets[i] = (byte) (31 - i);
        }
        return octets;
    }
}
