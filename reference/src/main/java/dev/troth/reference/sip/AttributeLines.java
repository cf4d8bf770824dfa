package dev.troth.reference.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Attribute lines as octets, {@code a=crypto:1 ...} with CRLF after each: the form in which a text layout of a
 * specification gives and takes them.
 */
public final class AttributeLines {

    private AttributeLines() {}

    /** Each line as what follows {@code a=}; empty if the octets are anything but whole attribute lines. */
    public static Optional<List<String>> split(byte[] octets) {
        List<String> attributes = new ArrayList<>();
        Optional<String> text = Grammar.utf8(octets, 0, octets.length);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        String rest = text.get();
        while (!rest.isEmpty()) {
            int end = rest.indexOf("\r\n");
            if (end < 0 || !rest.startsWith("a=") || !SdpLine.isValue(rest.substring(2, Math.max(2, end)))) {
                return Optional.empty();
            }
            attributes.add(rest.substring(2, end));
            rest = rest.substring(end + 2);
        }
        return Optional.of(List.copyOf(attributes));
    }

    /** The attributes of one name among lines, in their order; no octets if there is none. */
    public static byte[] join(List<SdpLine> lines, String name) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (SdpLine line : lines) {
            if (line.isAttribute(name)) {
                octets.writeBytes((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return octets.toByteArray();
    }
}
