package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;

/** A header field value that is a list (RFC 3261 section 7.3.1): commas in quotes or angle brackets do not separate. */
final class CommaList {

    private CommaList() {}

    static List<String> values(String list) {
        List<String> values = new ArrayList<>();
        int start = 0;
        boolean quoted = false;
        boolean bracketed = false;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (quoted) {
                if (c == '\\') {
                    i++;
                } else if (c == '"') {
                    quoted = false;
                }
            } else if (c == '"') {
                quoted = true;
            } else if (c == '<') {
                bracketed = true;
            } else if (c == '>') {
                bracketed = false;
            } else if (c == ',' && !bracketed) {
                add(values, list.substring(start, i));
                start = i + 1;
            }
        }
        add(values, list.substring(start));
        return values;
    }

    private static void add(List<String> values, String value) {
        String trimmed = Grammar.trimmed(value);
        if (!trimmed.isEmpty()) {
            values.add(trimmed);
        }
    }
}
