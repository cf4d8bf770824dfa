package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parameters of a header field value: {@code ;name=value;name} (RFC 3261 section 25.1, {@code generic-param}). */
final class Parameters {

    private Parameters() {}

    /** Each parameter without white space around its parts; empty if the text is anything else. */
    static Optional<List<String>> parse(String text) {
        List<String> parameters = new ArrayList<>();
        int place = 0;
        while (place < text.length()) {
            if (Grammar.isBlank(text.charAt(place))) {
                place++;
                continue;
            }
            if (text.charAt(place) != ';') {
                return Optional.empty();
            }
            int end = endOfParameter(text, place + 1);
            Optional<String> parameter = parameter(text.substring(place + 1, end));
            if (parameter.isEmpty()) {
                return Optional.empty();
            }
            parameters.add(parameter.get());
            place = end;
        }
        return Optional.of(parameters);
    }

    private static int endOfParameter(String text, int start) {
        boolean quoted = false;
        int end = start;
        for (; end < text.length() && (quoted || text.charAt(end) != ';'); end++) {
            if (quoted && text.charAt(end) == '\\') {
                end++;
            } else if (text.charAt(end) == '"') {
                quoted = !quoted;
            }
        }
        return Math.min(end, text.length());
    }

    private static Optional<String> parameter(String text) {
        int equals = text.indexOf('=');
        String name = Grammar.trimmed(equals < 0 ? text : text.substring(0, equals));
        String value = equals < 0 ? "" : Grammar.trimmed(text.substring(equals + 1));
        if (!Grammar.isToken(name) || (equals >= 0 && !isValue(value))) {
            return Optional.empty();
        }
        return Optional.of(equals < 0 ? name : name + "=" + value);
    }

    /** A token, a host (with the colons and brackets of IPv6), or a quoted string. */
    private static boolean isValue(String value) {
        if (value.startsWith("\"")) {
            return value.length() > 1 && value.endsWith("\"");
        }
        return !value.isEmpty() && Grammar.all(value, c -> Grammar.isTokenCharacter(c) || "[]:".indexOf(c) >= 0);
    }

    static boolean isNamed(String parameter, String name) {
        int equals = parameter.indexOf('=');
        return (equals < 0 ? parameter : parameter.substring(0, equals)).equalsIgnoreCase(name);
    }

    /** The value of the first parameter of this name. */
    static Optional<String> value(List<String> parameters, String name) {
        for (String parameter : parameters) {
            if (isNamed(parameter, name) && parameter.length() > name.length()) {
                return Optional.of(parameter.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    static String text(List<String> parameters) {
        return parameters.isEmpty() ? "" : ";" + String.join(";", parameters);
    }
}
