package dev.troth.reference.sip;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A session description (RFC 8866): lines for the whole session, then media sections.
 *
 * <p>It begins with {@code v=0}, {@code o=} and {@code s=}, has a {@code t=}, and a {@code c=} for every section or for
 * the session. The order of the other session lines is not insisted upon: the examples of RFC 4567 section 5 have
 * {@code t=} before {@code c=}. Building anything else throws an {@link IllegalArgumentException}.
 */
public record Sdp(List<SdpLine> session, List<SdpMedia> media) {

    public Sdp {
        session = List.copyOf(session);
        media = List.copyOf(media);
        String fault = fault(session, media);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(fault + ": " + session);
        }
    }

    /** What is wrong with the lines of a description; empty for nothing. */
    static String fault(List<SdpLine> session, List<SdpMedia> media) {
        if (session.size() < 3
                || !session.getFirst().toString().equals("v=0")
                || session.get(1).type() != 'o'
                || session.get(2).type() != 's') {
            return "the description does not begin with v=0, o= and s=";
        }
        if (session.get(1).value().split(" ", -1).length != 6) {
            return "the origin has not six fields";
        }
        if (session.stream().skip(3).anyMatch(line -> "vosm".indexOf(line.type()) >= 0)) {
            return "a line v=, o=, s= or m= is in the wrong place";
        }
        if (session.stream().noneMatch(line -> line.type() == 't')) {
            return "the description has no t=";
        }
        boolean connected = session.stream().anyMatch(line -> line.type() == 'c')
                || media.stream()
                        .allMatch(section ->
                                section.port() == 0 || section.lines().stream().anyMatch(line -> line.type() == 'c'));
        return connected ? "" : "a media section has no c=";
    }

    /** The octets: every line with CRLF at its end. */
    public byte[] encode() {
        StringBuilder text = new StringBuilder(256);
        session.forEach(line -> text.append(line).append("\r\n"));
        media.forEach(
                section -> section.lines().forEach(line -> text.append(line).append("\r\n")));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The values of the session's attributes of this name, in their order. */
    public List<String> attributes(String name) {
        return attributes(session, name);
    }

    /**
     * The values of the attributes of this name that hold for a section: its own if it has any, else the session's. So
     * RFC 4567 section 3.1 has it for {@code key-mgmt}.
     */
    public List<String> attributesFor(SdpMedia section, String name) {
        List<String> own = section.attributes(name);
        return own.isEmpty() ? attributes(name) : own;
    }

    static List<String> attributes(List<SdpLine> lines, String name) {
        return lines.stream()
                .filter(line -> line.isAttribute(name))
                .map(SdpLine::attributeValue)
                .toList();
    }
}
