package dev.troth.reference.sip;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The attribute {@code a=key-mgmt:mikey ...} that carries a message of a key management protocol (RFC 4567 section
 * 3.1). Naming the protocol otherwise throws an {@link IllegalArgumentException}.
 *
 * @param protocol letters and digits, such as {@code mikey}; with regard to case
 * @param octets the message
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
public record KeyMgmt(String protocol, byte[] octets) {

    /** The name of the attribute. */
    public static final String ATTRIBUTE = "key-mgmt";

    public KeyMgmt {
        if (!isProtocol(protocol)) {
            throw new IllegalArgumentException("Not the name of a key management protocol: " + protocol);
        }
    }

    /** What {@link #parse} makes of a value. */
    public sealed interface Parsing {}

    public record Parsed(KeyMgmt keyMgmt) implements Parsing {}

    public record Malformed(String reason) implements Parsing {}

    /**
     * Parses what follows {@code key-mgmt:}, {@code 0*1SP prtcl-id SP keymgmt-data}; never throws. The base64 is that
     * of RFC 8866 section 9: padded, without white space; bits that fill up the last character must be zero (RFC 4648
     * section 3.5).
     */
    public static Parsing parse(String value) {
        String text = value.startsWith(" ") ? value.substring(1) : value;
        int space = text.indexOf(' ');
        if (space < 0) {
            return new Malformed("no space stands between protocol and data");
        }
        String protocol = text.substring(0, space);
        if (!isProtocol(protocol)) {
            return new Malformed("the protocol is not letters and digits");
        }
        String data = text.substring(space + 1);
        if (!Grammar.all(data, c -> Grammar.isAlphanumeric(c) || c == '+' || c == '/' || c == '=')) {
            return new Malformed("the data has characters that are not of base64");
        }
        try {
            byte[] octets = Base64.getDecoder().decode(data);
            return Base64.getEncoder().encodeToString(octets).equals(data)
                    ? new Parsed(new KeyMgmt(protocol, octets))
                    : new Malformed("the data is not padded, or not with zeros");
        } catch (IllegalArgumentException notBase64) {
            return new Malformed("the data is no base64");
        }
    }

    /** The attribute as it follows {@code a=}: {@code key-mgmt:mikey AQAF...}. */
    public String attribute() {
        return ATTRIBUTE + ":" + protocol + " " + Base64.getEncoder().encodeToString(octets);
    }

    /** The list of offered protocols that each of them must authenticate (RFC 4567 section 4.1.4). */
    public static String protocolList(List<KeyMgmt> offered) {
        return offered.stream().map(KeyMgmt::protocol).collect(Collectors.joining(";"));
    }

    private static boolean isProtocol(String protocol) {
        return !protocol.isEmpty() && Grammar.all(protocol, Grammar::isAlphanumeric);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyMgmt that && protocol.equals(that.protocol) && Arrays.equals(octets, that.octets);
    }

    @Override
    public int hashCode() {
        return 31 * protocol.hashCode() + Arrays.hashCode(octets);
    }

    @Override
    public String toString() {
        return attribute();
    }
}
