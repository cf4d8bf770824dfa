package dev.troth.reference.sip;

import dev.troth.reference.sip.SdpParsing.Malformed;
import dev.troth.reference.sip.SdpParsing.Parsed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a session description from octets (RFC 8866 sections 5 and 9). Lines may end in LF alone, as section 5 asks of
 * parsers; a last line without an end is refused, because it may be half of a key.
 */
public final class SdpParser {

    private SdpParser() {}

    /** Parses a description; never throws. */
    public static SdpParsing parse(byte[] octets) {
        // The lines of the session, then those of each media section.
        List<List<SdpLine>> parts = new ArrayList<>();
        parts.add(new ArrayList<>());
        int place = 0;
        while (place < octets.length) {
            int end = place;
            while (end < octets.length && octets[end] != '\n') {
                end++;
            }
            if (end == octets.length) {
                return new Malformed("the last line does not end", place);
            }
            int textEnd = end > place && octets[end - 1] == '\r' ? end - 1 : end;
            Optional<String> text = Grammar.utf8(octets, place, textEnd);
            String fault = text.isEmpty() ? "a line is not UTF-8" : fault(text.get(), parts.size() > 1);
            if (!fault.isEmpty()) {
                return new Malformed(fault, place);
            }
            SdpLine line = new SdpLine(text.orElseThrow().charAt(0), text.get().substring(2));
            if (line.type() == 'm') {
                parts.add(new ArrayList<>());
            }
            parts.getLast().add(line);
            place = end + 1;
        }
        List<SdpLine> session = parts.getFirst();
        List<SdpMedia> media = parts.stream().skip(1).map(SdpMedia::new).toList();
        String fault = Sdp.fault(session, media);
        return fault.isEmpty() ? new Parsed(new Sdp(session, media)) : new Malformed(fault, 0);
    }

    private static String fault(String line, boolean inMedia) {
        if (line.length() < 2 || line.charAt(1) != '=') {
            return "a line is not a letter and =";
        }
        char type = line.charAt(0);
        if (!SdpLine.isType(type)) {
            return "no line has the type " + type;
        }
        String value = line.substring(2);
        if (!SdpLine.isValue(value)) {
            return "a line has no value, or one with NUL or CR";
        }
        if (type == 'm') {
            return SdpMedia.isMediaValue(value) ? "" : "an m= line is not media, port, protocol and formats";
        }
        return inMedia && !SdpMedia.isTypeOfSection(type) ? "a line " + type + "= is not for a media section" : "";
    }
}
