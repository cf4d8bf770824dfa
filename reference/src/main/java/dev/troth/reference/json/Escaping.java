package dev.troth.reference.json;

import java.util.HexFormat;

/**
 * Strings of JSON (RFC 8259 section 7). Escaped are: quotation mark and backslash; the control characters U+0000 to
 * U+001F, in the short form where there is one; the control characters U+007F to U+009F, which JSON would allow but a
 * terminal may obey; and surrogates without a partner, which UTF-8 can't carry (section 8.2). All else stands as it is.
 */
final class Escaping {

    private static final HexFormat HEX = HexFormat.of();

    private Escaping() {}

    static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                character(c, out);
            }
        }
        out.append('"');
    }

    private static void character(char c, StringBuilder out) {
        switch (c) {
            case '"' -> out.append("\\\"");
            case '\\' -> out.append("\\\\");
            case '\b' -> out.append("\\b");
            case '\f' -> out.append("\\f");
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (Character.isISOControl(c) || Character.isSurrogate(c)) {
                    out.append("\\u").append(HEX.toHexDigits(c));
                } else {
                    out.append(c);
                }
            }
        }
    }
}
