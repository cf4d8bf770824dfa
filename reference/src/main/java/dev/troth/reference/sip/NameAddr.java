package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value of To, From, Contact, Route or Record-Route: a URI, perhaps with a display name and in angle brackets, and
 * parameters of the field (RFC 3261 section 20.10).
 *
 * @param address everything before the parameters, as it is written
 * @param uri the URI alone
 * @param parameters such as {@code tag=88sja8x}, in their order
 */
record NameAddr(String address, String uri, List<String> parameters) {

    NameAddr {
        parameters = List.copyOf(parameters);
    }

    static Optional<NameAddr> parse(String value) {
        int open = afterDisplayName(value);
        if (open < 0) {
            return Optional.empty();
        }
        int end;
        String uri;
        if (open < value.length()) {
            int close = value.indexOf('>', open);
            if (close < 0) {
                return Optional.empty();
            }
            uri = value.substring(open + 1, close);
            end = close + 1;
        } else {
            // Without brackets, all parameters are the field's (RFC 3261 section 20).
            int semicolon = value.indexOf(';');
            end = semicolon < 0 ? value.length() : semicolon;
            uri = Grammar.trimmed(value.substring(0, end));
        }
        if (!SipRequest.isUriText(uri) || uri.indexOf(':') <= 0) {
            return Optional.empty();
        }
        return Parameters.parse(value.substring(end))
                .map(parameters -> new NameAddr(Grammar.trimmed(value.substring(0, end)), uri, parameters));
    }

    /** Where the bracket opens; the length where there is none; -1 if a quote does not end. */
    private static int afterDisplayName(String value) {
        boolean quoted = false;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                return i;
            }
        }
        return quoted ? -1 : value.length();
    }

    Optional<String> tag() {
        return Parameters.value(parameters, "tag");
    }

    Optional<SipUri> sipUri() {
        return SipUri.parse(uri);
    }

    /** With a tag, in place of any other. */
    NameAddr tagged(String tag) {
        List<String> changed = new ArrayList<>(parameters);
        changed.removeIf(parameter -> Parameters.isNamed(parameter, "tag"));
        changed.add("tag=" + tag);
        return new NameAddr(address, uri, changed);
    }

    @Override
    public String toString() {
        return address + Parameters.text(parameters);
    }
}
