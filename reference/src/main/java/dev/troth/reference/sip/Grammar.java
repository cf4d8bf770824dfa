package dev.troth.reference.sip;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** Character classes and numbers that the grammars of SIP and SDP share (RFC 3261 section 25.1, RFC 8866 section 9). */
final class Grammar {

    private static final boolean[] TOKEN = new boolean[128];

    static {
        for (int c = 0; c < TOKEN.length; c++) {
            TOKEN[c] = isAlphanumeric(c) || "-.!%*_+`'~".indexOf(c) >= 0;
        }
    }

    private Grammar() {}

    /** Whether every character is of a class. A loop and no stream: each message is read at every hop of every call. */
    static boolean all(String text, IntPredicate characters) {
        for (int i = 0; i < text.length(); i++) {
            if (!characters.test(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** One or more characters of a {@code token} of SIP. */
    static boolean isToken(String text) {
        return !text.isEmpty() && all(text, Grammar::isTokenCharacter);
    }

    static boolean isTokenCharacter(int c) {
        return c < TOKEN.length && TOKEN[c];
    }

    static boolean isAlphanumeric(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    }

    static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }

    /** Text of one line that UTF-8 can carry: no control characters but the tab. */
    static boolean isLineText(String text) {
        return all(text, c -> c == '\t' || (c >= ' ' && c != 0x7F)) && isUnicode(text);
    }

    /** Whether UTF-8 can carry a text: no half of a surrogate pair stands alone. */
    static boolean isUnicode(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
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

    /** At the blanks of a value: runs of spaces and tabs. */
    static final Pattern BLANKS = Pattern.compile("[ \\t]+");

    static boolean isBlank(int c) {
        return c == ' ' || c == '\t';
    }

    /** Decimal digits alone, at most so large. */
    static OptionalLong number(String digits, long max) {
        if (digits.isEmpty() || digits.length() > 18 || !all(digits, Grammar::isDigit)) {
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
