package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;

/**
 * A media section of a session description: its {@code m=} line and those that follow it (RFC 8866 section 5.14).
 * Building it from other lines throws an {@link IllegalArgumentException}.
 */
public record SdpMedia(List<SdpLine> lines) {

    private static final String TYPES = "icbka";

    public SdpMedia {
        lines = List.copyOf(lines);
        if (lines.isEmpty()
                || lines.getFirst().type() != 'm'
                || !isMediaValue(lines.getFirst().value())) {
            throw new IllegalArgumentException("Not the start of a media section: " + lines);
        }
        if (lines.stream().skip(1).anyMatch(line -> !isTypeOfSection(line.type()))) {
            throw new IllegalArgumentException("A line that is not for a media section: " + lines);
        }
    }

    static boolean isTypeOfSection(char type) {
        return TYPES.indexOf(type) >= 0;
    }

    /** {@code media SP port ["/" integer] SP proto 1*(SP fmt)}. */
    static boolean isMediaValue(String value) {
        String[] fields = value.split(" ", -1);
        if (fields.length < 4) {
            return false;
        }
        for (String field : fields) {
            if (field.isEmpty()) {
                return false;
            }
        }
        int slash = fields[1].indexOf('/');
        return Grammar.number(slash < 0 ? fields[1] : fields[1].substring(0, slash), 65535)
                        .isPresent()
                && (slash < 0
                        || Grammar.number(fields[1].substring(slash + 1), 65535).isPresent());
    }

    private List<String> fields() {
        return List.of(lines.getFirst().value().split(" ", -1));
    }

    /** Such as {@code audio}. */
    public String media() {
        return fields().getFirst();
    }

    /** 0 for a stream that is refused (RFC 3264 section 6). */
    public int port() {
        String port = fields().get(1);
        int slash = port.indexOf('/');
        return Integer.parseInt(slash < 0 ? port : port.substring(0, slash));
    }

    /** Such as {@code RTP/SAVP}. */
    public String protocol() {
        return fields().get(2);
    }

    /** The payload types, for RTP. */
    public List<String> formats() {
        return fields().subList(3, fields().size());
    }

    /** The values of the attributes of this name, in their order. */
    public List<String> attributes(String name) {
        return Sdp.attributes(lines, name);
    }

    /** With attributes more at the end, each given as what follows {@code a=}. */
    public SdpMedia with(List<String> attributes) {
        List<SdpLine> changed = new ArrayList<>(lines);
        attributes.forEach(attribute -> changed.add(SdpLine.attribute(attribute)));
        return new SdpMedia(changed);
    }

    /** The same section of an answer that refuses it (RFC 3264 section 6): port 0, and no attributes. */
    SdpMedia refused() {
        return new SdpMedia(
                List.of(new SdpLine('m', media() + " 0 " + protocol() + " " + String.join(" ", formats()))));
    }
}
