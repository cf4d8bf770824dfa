package dev.troth.reference.sip;

/**
 * One header field line (RFC 3261 section 7.3.1): the name in its long form, and everything after the colon without
 * the white space around it. Throws an {@link IllegalArgumentException} if the name is no token, or the value has white
 * space around it or a line end in it.
 */
public record Header(String name, String value) {

    public Header {
        if (!Grammar.isToken(name)) {
            throw new IllegalArgumentException("Not the name of a header field: " + name);
        }
        if (!Grammar.isLineText(value) || !Grammar.trimmed(value).equals(value)) {
            throw new IllegalArgumentException("Not the value of a header field: " + value);
        }
    }

    /** Names of header fields are compared without regard to case (RFC 3261 section 7.3.1). */
    public boolean isNamed(String other) {
        return name.equalsIgnoreCase(other);
    }

    /** The long form of a compact name (RFC 3261 section 7.3.3 and its extensions); other names as they are. */
    static String longName(String name) {
        if (name.length() != 1) {
            return name;
        }
        return switch (name.charAt(0)) {
            case 'c', 'C' -> "Content-Type";
            case 'e', 'E' -> "Content-Encoding";
            case 'f', 'F' -> "From";
            case 'i', 'I' -> "Call-ID";
            case 'k', 'K' -> "Supported";
            case 'l', 'L' -> "Content-Length";
            case 'm', 'M' -> "Contact";
            case 's', 'S' -> "Subject";
            case 't', 'T' -> "To";
            case 'v', 'V' -> "Via";
            default -> name;
        };
    }

    @Override
    public String toString() {
        return name + ": " + value;
    }
}
