package dev.troth.reference.crypto;

import java.util.ArrayList;
import java.util.List;

/** What an attacker makes of octets with the smallest of changes. */
public final class Changes {

    private Changes() {}

    /** The octets with one bit turned, for every bit. */
    public static List<byte[]> ofOneBit(byte[] octets) {
        List<byte[]> changes = new ArrayList<>();
        for (int bit = 0; bit < 8 * octets.length; bit++) {
            changes.add(withBitTurned(octets, bit));
        }
        return changes;
    }

    /** The octets with one bit turned, another one in each octet. */
    public static List<byte[]> ofOneBitInEveryOctet(byte[] octets) {
        List<byte[]> changes = new ArrayList<>();
        for (int i = 0; i < octets.length; i++) {
            changes.add(withBitTurned(octets, 8 * i + i % 8));
        }
        return changes;
    }

    private static byte[] withBitTurned(byte[] octets, int bit) {
        byte[] changed = octets.clone();
        changed[bit / 8] ^= (byte) (1 << bit % 8);
        return changed;
    }
}
