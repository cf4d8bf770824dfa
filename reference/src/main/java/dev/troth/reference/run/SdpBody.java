package dev.troth.reference.run;

import dev.troth.reference.sip.AudioDescription;
import dev.troth.reference.sip.KeyMgmt;
import dev.troth.reference.sip.Origin;
import dev.troth.reference.sip.Sdp;
import dev.troth.reference.sip.SdpParser;
import dev.troth.reference.sip.SdpParsing;
import dev.troth.spec.model.Channel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Puts a message of the protocol into a session description, and takes it out again (RFC 4567, RFC 4568). */
final class SdpBody {
    private final Channel.Body body;

    SdpBody(Channel.Body body) {
        this.body = body;
    }

    /**
     * An offer or answer of protected audio.
     *
     * @param agent whose description it is
     * @param address where media is expected
     * @param octets the message to carry, or null for none
     */
    byte[] describe(String agent, String address, long session, byte @Nullable [] octets) {
        Origin origin = new Origin(agent.toLowerCase(Locale.ROOT), session, session, address);
        List<String> attributes = octets == null ? List.of() : attributes(octets);
        List<String> none = List.of();
        return AudioDescription.offer(
                        origin,
                        Addresses.mediaPort(),
                        body.mediaLevel() ? none : attributes,
                        body.mediaLevel() ? attributes : none)
                .encode();
    }

    private List<String> attributes(byte[] octets) {
        if (body.base64()) {
            return List.of(body.attribute() + " " + Base64.getEncoder().encodeToString(octets));
        }
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
        if (!(SdpParser.parse(sdp) instanceof SdpParsing.Parsed(Sdp description)) || description.media().isEmpty()) {
            return null;
        }
        int colon = body.attribute().indexOf(':');
        String name = colon < 0 ? body.attribute() : body.attribute().substring(0, colon);
        List<String> values = description.attributesFor(description.media().getFirst(), name);
        if (body.base64()) {
            return keyManagement(values, colon < 0 ? "" : body.attribute().substring(colon + 1));
        }
        StringBuilder lines = new StringBuilder();
        values.forEach(value -> lines.append("a=").append(name).append(':').append(value).append("\r\n"));
        return values.isEmpty() ? null : lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] keyManagement(List<String> values, String protocol) {
        for (String value : values) {
            if (KeyMgmt.parse(value) instanceof KeyMgmt.Parsed(KeyMgmt parsed) && parsed.protocol().equals(protocol)) {
                return parsed.octets();
            }
        }
        return values.isEmpty() ? null : new byte[0];
    }
}
