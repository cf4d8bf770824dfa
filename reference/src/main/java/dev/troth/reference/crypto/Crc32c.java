package dev.troth.reference.crypto;

import java.util.zip.CRC32C;

/**
 * The cyclic redundancy check CRC-32C (Castagnoli) in the order of octets in which SCTP (RFC 4960 appendix B), ZRTP
 * (RFC 6189 section 5) and iSCSI (RFC 3720 appendix B.4) transmit it: least significant octet first. It guards against
 * accidents, not against attackers.
 */
public final class Crc32c {

    private Crc32c() {}

    /** The check of the concatenation of the parts, 4 octets as they are transmitted. */
    public static byte[] checksum(byte[]... parts) {
        CRC32C crc = new CRC32C();
        for (byte[] part : parts) {
            crc.update(part, 0, part.length);
        }
        int value = (int) crc.getValue();
        return new byte[] {(byte) value, (byte) (value >>> 8), (byte) (value >>> 16), (byte) (value >>> 24)};
    }
}
