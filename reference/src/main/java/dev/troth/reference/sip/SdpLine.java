package dev.troth.reference.sip;

/**
 * A line of a session description (RFC 8866 section 5).
 *
 * @param type a letter that RFC 8866 defines
 * @param value one character or more, without NUL, CR and LF
 */
public record SdpLine(char type, String value) {

    public SdpLine {
        if (!isType(type)) {
            throw new IllegalArgumentException("Not a type of a line: " + type);
        }
        if (!isValue(value)) {
            throw new IllegalArgumentException("Not the value of a line: " + value);
        }
    }

    /** An attribute line, given what follows {@code a=}. */
    public static SdpLine attribute(String attribute) {
        return new SdpLine('a', attribute);
    }

    static boolean isType(int type) {
        return "vosiuepcbtrzkam".indexOf(type) >= 0;
    }

    static boolean isValue(String value) {
        return !value.isEmpty()
                && Grammar.all(value, c -> c != 0 && c != '\r' && c != '\n')
                && Grammar.isUnicode(value);
    }

    /** True for {@code a=name} and {@code a=name:...}; names of attributes are compared with regard to case. */
    public boolean isAttribute(String name) {
        return type == 'a'
                && value.startsWith(name)
                && (value.length() == name.length() || value.charAt(name.length()) == ':');
    }

    /** What follows the name of an attribute and its colon; empty for an attribute without a value. */
    public String attributeValue() {
        int colon = value.indexOf(':');
        return colon < 0 ? "" : value.substring(colon + 1);
    }

    /** The line without its end, as {@code a=sendrecv}. */
    @Override
    public String toString() {
        return type + "=" + value;
    }
}
