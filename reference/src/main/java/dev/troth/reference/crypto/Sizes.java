package dev.troth.reference.crypto;

/** Refuses arguments whose number of octets the caller chose wrongly, with a sentence that says what was expected. */
final class Sizes {

    private Sizes() {}

    static void requireExactly(int expected, byte[] octets, String what) {
        if (octets.length != expected) {
            throw new IllegalArgumentException(
                    what + " must have " + expected + " octets, but has " + octets.length + ".");
        }
    }

    static void requireAesKey(byte[] key) {
        if (key.length != 16 && key.length != 24 && key.length != 32) {
            throw new IllegalArgumentException("An AES key must have 16, 24 or 32 octets, but has " + key.length + ".");
        }
    }

    static void requireNotNegative(int octets, String what) {
        if (octets < 0) {
            throw new IllegalArgumentException(what + " cannot have " + octets + " octets.");
        }
    }
}
