package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Sending;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an attacker who listens holds certain octets: they stand in something that he hears, as they are or as base64 or
 * hexadecimal text at any place, or he can take them out of it.
 */
final class Leaks {
    private Leaks() {}

    /** How he holds them, or null. Values of fewer than eight octets occur by chance and are not looked for. */
    static @Nullable String find(byte[] secret, Arena arena) {
        if (secret.length < 8) {
            return null;
        }
        List<byte[]> texts = texts(secret);
        for (Sending sending : arena.tape()) {
            if (sending.heard) {
                byte[] octets = sending.message.octets();
                if (contains(octets, secret)) {
                    return "stands in a message that the attacker hears";
                }
                if (texts.stream().anyMatch(text -> contains(octets, text))) {
                    return "stands as text in a message that the attacker hears";
                }
            }
        }
        return arena.held().contains(ByteBuffer.wrap(secret))
                ? "is what the attacker can take out of what he hears"
                : null;
    }

    /** The octets as hexadecimal text, and as base64 text in each of the three ways in which it can fall into groups. */
    private static List<byte[]> texts(byte[] secret) {
        List<byte[]> texts = new ArrayList<>();
        texts.add(text(HexFormat.of().formatHex(secret)));
        for (int before = 0; before < 3; before++) {
            byte[] shifted = new byte[before + secret.length];
            System.arraycopy(secret, 0, shifted, before, secret.length);
            String whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int first = before == 0 ? 0 : before + 1;
            int last = shifted.length * 8 / 6;
            texts.add(text(whole.substring(first, last)));
        }
        return texts;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Whether some octets stand in others, at any place. */
    static boolean contains(byte[] whole, byte[] part) {
        if (part.length == 0) {
            return false;
        }
        byte first = part[0];
        for (int at = 0; at + part.length <= whole.length; at++) {
            if (whole[at] == first && Arrays.equals(whole, at, at + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
