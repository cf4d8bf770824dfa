package dev.troth.reference.sip;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * {@code hostport} and {@code sent-by} (RFC 3261 section 25.1).
 *
 * @param port -1 where there is none
 */
record HostPort(String host, int port) {

    static Optional<HostPort> parse(String text) {
        int end = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        String host = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end);
        if (!isHost(host)) {
            return Optional.empty();
        }
        if (rest.isEmpty()) {
            return Optional.of(new HostPort(host, -1));
        }
        OptionalLong port = rest.startsWith(":") ? Grammar.number(rest.substring(1), 65535) : OptionalLong.empty();
        return port.isPresent() ? Optional.of(new HostPort(host, (int) port.getAsLong())) : Optional.empty();
    }

    private static boolean isHost(String host) {
        if (host.startsWith("[")) {
            return host.length() > 2
                    && host.endsWith("]")
                    && Grammar.all(
                            host.substring(1, host.length() - 1),
                            c -> Grammar.isAlphanumeric(c) || c == ':' || c == '.');
        }
        return !host.isEmpty() && Grammar.all(host, c -> Grammar.isAlphanumeric(c) || c == '-' || c == '.' || c == '_');
    }
}
