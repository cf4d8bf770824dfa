package dev.troth.reference.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;

/** Character classes and numbers that the grammars of SIP and SDP share (RFC 3261 section 25.1, RFC 8866 section 9). */
final class Grammar {

    private Grammar() {}

    /** One or more characters of a {@code token} of SIP. */
    static boolean isToken(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0);
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Text of one line that UTF-8 can carry: no control characters but the tab. */
    static boolean isLineText(String text) {
        return text.chars().allMatch(c -> c == '\t' || (c >= ' ' && c != 0x7F))
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Text without the spaces and tabs around it. */
    static String trimmed(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isBlank(text.charAt(start))) {
            start++;
        }
        while (end > start && isBlank(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Decimal digits alone, at most so large. */
    static OptionalLong number(String digits, long max) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(Grammar::isDigit)) {
            return OptionalLong.empty();
        }
        long number = Long.parseLong(digits);
        return number <= max ? OptionalLong.of(number) : OptionalLong.empty();
    }

    /** Octets as text, if they are UTF-8 throughout. */
    static Optional<String> utf8(byte[] octets, int start, int end) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets, start, end - start))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
