package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;

/**
 * Offers and answers for one stream of protected telephone audio, PCMU over RTP/SAVP (RFC 3264, RFC 3711), with keying
 * in attributes. RFC 4568 puts {@code crypto} into the media section; RFC 4567 section 3.1 lets {@code key-mgmt} stand
 * for the whole session when the protocol can key all streams at once, as MIKEY can.
 */
public final class AudioDescription {

    private static final String PROTOCOL = "RTP/SAVP";
    private static final String PCMU = "0";

    private AudioDescription() {}

    /**
     * An offer (RFC 3264 section 5).
     *
     * @param port where RTP is expected
     * @param sessionAttributes lines for the whole session, each given as what follows {@code a=}
     * @param mediaAttributes lines for the stream, given likewise
     */
    public static Sdp offer(Origin origin, int port, List<String> sessionAttributes, List<String> mediaAttributes) {
        return new Sdp(
                session(origin, List.of(new SdpLine('t', "0 0")), sessionAttributes),
                List.of(stream(port, mediaAttributes)));
    }

    /**
     * An answer (RFC 3264 section 6): as many sections as the offer has, the first that can be had with the stream, the
     * others refused, and the times of the offer.
     */
    public static Sdp answer(
            Sdp offer, Origin origin, int port, List<String> sessionAttributes, List<String> mediaAttributes) {
        List<SdpMedia> sections = new ArrayList<>();
        boolean taken = false;
        for (SdpMedia section : offer.media()) {
            boolean take = !taken && isPossible(section);
            sections.add(take ? stream(port, mediaAttributes) : section.refused());
            taken = taken || take;
        }
        List<SdpLine> times =
                offer.session().stream().filter(line -> line.type() == 't').toList();
        return new Sdp(session(origin, times, sessionAttributes), sections);
    }

    private static boolean isPossible(SdpMedia section) {
        return section.media().equals("audio")
                && section.port() != 0
                && section.protocol().equals(PROTOCOL)
                && section.formats().contains(PCMU);
    }

    private static List<SdpLine> session(Origin origin, List<SdpLine> times, List<String> attributes) {
        List<SdpLine> lines = new ArrayList<>();
        lines.add(new SdpLine('v', "0"));
        lines.add(origin.line());
        lines.add(new SdpLine('s', "-"));
        lines.add(origin.connection());
        lines.addAll(times);
        attributes.forEach(attribute -> lines.add(SdpLine.attribute(attribute)));
        return lines;
    }

    private static SdpMedia stream(int port, List<String> attributes) {
        SdpMedia section = new SdpMedia(List.of(
                new SdpLine('m', "audio " + port + " " + PROTOCOL + " " + PCMU),
                SdpLine.attribute("rtpmap:0 PCMU/8000"),
                SdpLine.attribute("sendrecv")));
        return section.with(attributes);
    }
}
