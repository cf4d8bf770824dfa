package dev.troth.reference.run;

import dev.troth.reference.sip.AttributeLines;
import dev.troth.reference.sip.AudioDescription;
import dev.troth.reference.sip.KeyMgmt;
import dev.troth.reference.sip.Origin;
import dev.troth.reference.sip.Sdp;
import dev.troth.reference.sip.SdpLine;
import dev.troth.reference.sip.SdpParser;
import dev.troth.reference.sip.SdpParsing;
import dev.troth.spec.model.Channel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a message of the protocol into a session description, and takes it out again (RFC 4567, RFC 4568). */
final class SdpBody {
    private final Channel.Body body;

    SdpBody(Channel.Body body) {
        this.body = body;
    }

    /**
     * An offer of protected audio.
     *
     * @param origin whose description it is, and where media is expected
     * @param octets the message to carry
     */
    byte[] offer(Origin origin, byte[] octets) {
        return AudioDescription.offer(origin, Addresses.mediaPort(), at(false, octets), at(true, octets))
                .encode();
    }

    /**
     * The answer to an offer.
     *
     * @param octets the message to carry, or null for none
     */
    byte[] answer(byte[] offered, Origin origin, byte @Nullable [] octets) {
        List<String> session = octets == null ? List.of() : at(false, octets);
        List<String> media = octets == null ? List.of() : at(true, octets);
        int port = Addresses.mediaPort();
        Sdp description = SdpParser.parse(offered) instanceof SdpParsing.Parsed(Sdp offer)
                ? AudioDescription.answer(offer, origin, port, session, media)
                : AudioDescription.offer(origin, port, session, media);
        return description.encode();
    }

    private List<String> at(boolean mediaLevel, byte[] octets) {
        return body.mediaLevel() == mediaLevel ? attributes(octets) : List.of();
    }

    private List<String> attributes(byte[] octets) {
        if (body.base64()) {
            return List.of(body.attribute() + " " + Base64.getEncoder().encodeToString(octets));
        }
        return AttributeLines.split(octets).orElseGet(() -> printable(octets));
    }

    /** What an attacker made of whole lines, with what cannot stand in a description replaced. */
    private static List<String> printable(byte[] octets) {
        List<String> attributes = new ArrayList<>();
        for (String line : new String(octets, StandardCharsets.ISO_8859_1).split("\r\n", -1)) {
            String printable = line.replaceAll("[^\\x20-\\x7E]", "?");
            if (!printable.isEmpty()) {
                attributes.add(printable.startsWith("a=") ? printable.substring(2) : printable);
            }
        }
        return attributes;
    }

    /** The message in a description; no octets for one that cannot be read, null where there is none. */
    byte @Nullable [] message(byte[] sdp) {
        if (!(SdpParser.parse(sdp) instanceof SdpParsing.Parsed(Sdp description))
                || description.media().isEmpty()) {
            return null;
        }
        int colon = body.attribute().indexOf(':');
        String name = colon < 0 ? body.attribute() : body.attribute().substring(0, colon);
        if (body.base64()) {
            List<String> values = description.attributesFor(description.media().getFirst(), name);
            return keyManagement(values, colon < 0 ? "" : body.attribute().substring(colon + 1));
        }
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (String attribute : body.attribute().split(" ")) {
            for (String value : description.attributesFor(description.media().getFirst(), attribute)) {
                lines.writeBytes(
                        (SdpLine.attribute(attribute + ":" + value) + "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        return lines.size() == 0 ? null : lines.toByteArray();
    }

    private static byte @Nullable [] keyManagement(List<String> values, String protocol) {
        for (String value : values) {
            if (KeyMgmt.parse(value) instanceof KeyMgmt.Parsed(KeyMgmt parsed)
                    && parsed.protocol().equals(protocol)) {
                return parsed.octets();
            }
        }
        return values.isEmpty() ? null : new byte[0];
    }
}
