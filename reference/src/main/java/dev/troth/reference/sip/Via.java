package dev.troth.reference.sip;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One value of Via (RFC 3261 section 20.42): which node sent the request over which transport, and its branch, which
 * names the transaction.
 *
 * @param transport as it is written, such as {@code UDP}
 * @param sentBy host and port, the host in small letters
 * @param branch with the magic cookie; a Via without one, as RFC 2543 had it, is not read
 */
record Via(String transport, String sentBy, String branch) {

    static final String MAGIC_COOKIE = "z9hG4bK";

    static Optional<Via> parse(String value) {
        int semicolon = value.indexOf(';');
        if (semicolon < 0) {
            return Optional.empty();
        }
        // White space may stand around the slashes (25.1, SLASH).
        String[] parts = value.substring(0, semicolon).split("/", -1);
        if (parts.length != 3
                || !Grammar.trimmed(parts[0]).equalsIgnoreCase("SIP")
                || !Grammar.trimmed(parts[1]).equals("2.0")) {
            return Optional.empty();
        }
        String[] transportAndPlace = Grammar.BLANKS.split(Grammar.trimmed(parts[2]), 2);
        if (transportAndPlace.length != 2 || !Grammar.isToken(transportAndPlace[0])) {
            return Optional.empty();
        }
        Optional<HostPort> place = HostPort.parse(transportAndPlace[1]);
        Optional<List<String>> parameters = Parameters.parse(value.substring(semicolon));
        if (place.isEmpty() || parameters.isEmpty()) {
            return Optional.empty();
        }
        String sentBy = place.get().host().toLowerCase(Locale.ROOT)
                + (place.get().port() < 0 ? "" : ":" + place.get().port());
        return Parameters.value(parameters.get(), "branch")
                .filter(branch -> branch.startsWith(MAGIC_COOKIE) && branch.length() > MAGIC_COOKIE.length())
                .map(branch -> new Via(transportAndPlace[0], sentBy, branch));
    }

    @Override
    public String toString() {
        return "SIP/2.0/" + transport + " " + sentBy + ";branch=" + branch;
    }
}
