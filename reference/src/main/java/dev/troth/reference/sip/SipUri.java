package dev.troth.reference.sip;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A SIP URI (RFC 3261 section 19.1) with the parts that routing looks at. Its text is kept as it came.
 *
 * @param text the whole URI
 * @param user empty where there is none
 * @param host a name, an IPv4 address, or an IPv6 address in brackets
 * @param port -1 where there is none
 * @param parameters such as {@code lr} and {@code transport=tcp}, in their order
 */
public record SipUri(String text, String user, String host, int port, List<String> parameters) {

    public SipUri {
        parameters = List.copyOf(parameters);
    }

    /** Empty for anything but a {@code sip:} or {@code sips:} URI. */
    public static Optional<SipUri> parse(String text) {
        if (!SipRequest.isUriText(text)) {
            return Optional.empty();
        }
        int colon = text.indexOf(':');
        String scheme = colon < 0 ? "" : text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("sip") && !scheme.equals("sips")) {
            return Optional.empty();
        }
        int question = text.indexOf('?');
        String rest = text.substring(colon + 1, question < 0 ? text.length() : Math.max(question, colon + 1));
        // A user part may hold semicolons, so it ends first.
        int at = rest.indexOf('@');
        String user = at < 0 ? "" : rest.substring(0, at);
        if (at == 0) {
            return Optional.empty();
        }
        List<String> parts = Arrays.asList(rest.substring(at + 1).split(";", -1));
        return HostPort.parse(parts.getFirst())
                .map(place -> new SipUri(text, user, place.host(), place.port(), parts.subList(1, parts.size())));
    }

    /** True for a loose router (RFC 3261 section 19.1.1). */
    public boolean isLoose() {
        return parameters.stream().anyMatch(p -> p.equalsIgnoreCase("lr") || p.regionMatches(true, 0, "lr=", 0, 3));
    }

    /** The port, or the default one of the transport (RFC 3261 section 19.1.2). */
    public int effectivePort() {
        boolean tls = text.regionMatches(true, 0, "sips:", 0, 5)
                || parameters.stream().anyMatch(p -> p.equalsIgnoreCase("transport=tls"));
        return port >= 0 ? port : tls ? 5061 : 5060;
    }

    /** As an address of record: scheme, user and host, the host in small letters (RFC 3261 section 10.3 step 5). */
    public String addressOfRecord() {
        String scheme = text.substring(0, text.indexOf(':')).toLowerCase(Locale.ROOT);
        return scheme + ":" + (user.isEmpty() ? "" : user + "@") + host.toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
