package dev.troth.reference.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finding things in the text of a specification and leaving them out. Lines stay where they are. */
final class Edits {
    private Edits() {}

    /** A stretch of text, from {@code start} to before {@code end}. */
    record Stretch(int start, int end) {
        String of(String text) {
            return text.substring(start, end);
        }
    }

    /** The text with stretches replaced by blanks; line ends stay. */
    static String without(String text, List<Stretch> stretches) {
        StringBuilder out = new StringBuilder(text);
        for (Stretch stretch : stretches) {
            for (int i = stretch.start(); i < stretch.end(); i++) {
                if (out.charAt(i) != '\n') {
                    out.setCharAt(i, ' ');
                }
            }
        }
        return out.toString();
    }

    /** The items between brackets that open at a place, separated at the top level, each without the separator. */
    static List<Stretch> items(String text, int open, String separator) {
        int close = close(text, open);
        List<Stretch> items = new ArrayList<>();
        int depth = 0;
        int start = open + 1;
        for (int i = open + 1; i < close; i++) {
            char c = text.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0 && text.startsWith(separator, i)) {
                items.add(new Stretch(start, i));
                start = i + separator.length();
                i = start - 1;
            }
        }
        items.add(new Stretch(start, close));
        return items;
    }

    /** Where the bracket at a place closes; the end of the text if it never does. Comments and strings hold no brackets. */
    static int close(String text, int open) {
        int depth = 0;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '#' && i + 1 < text.length() && !Character.isDigit(text.charAt(i + 1))) {
                while (i < text.length() && text.charAt(i) != '\n') {
                    i++;
                }
                continue;
            }
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    /** A stretch without the blanks at its ends. */
    static Stretch stripped(String text, Stretch stretch) {
        String inside = stretch.of(text);
        int before = inside.length() - inside.stripLeading().length();
        return new Stretch(
                stretch.start() + before,
                stretch.start() + before + inside.strip().length());
    }

    /** An item with the separator before it, or after it if it is the first. */
    static Stretch withSeparator(List<Stretch> items, int index, int length) {
        Stretch item = items.get(index);
        return index > 0
                ? new Stretch(item.start() - length, item.end())
                : new Stretch(item.start(), items.get(1).start());
    }

    /** The text with every stretch replaced by a value, which stands there in brackets of blanks. */
    static String with(String text, List<Stretch> stretches, String value) {
        StringBuilder out = new StringBuilder(text);
        for (int i = stretches.size() - 1; i >= 0; i--) {
            Stretch stretch = stretches.get(i);
            String lines = "\n".repeat((int)
                    stretch.of(text).chars().filter(c -> c == '\n').count());
            out.replace(stretch.start(), stretch.end(), value + lines);
        }
        return out.toString();
    }

    /** Every place where a pattern matches, in order; not those in comments. */
    static List<Stretch> all(String text, String pattern) {
        List<Stretch> found = new ArrayList<>();
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        while (matcher.find()) {
            if (!isComment(text, matcher.start())) {
                found.add(new Stretch(matcher.start(), matcher.end()));
            }
        }
        return found;
    }

    private static boolean isComment(String text, int at) {
        int line = text.lastIndexOf('\n', Math.max(0, at - 1)) + 1;
        boolean quoted = false;
        for (int i = line; i < at; i++) {
            quoted ^= text.charAt(i) == '"';
            if (!quoted && text.charAt(i) == '#') {
                return true;
            }
        }
        return false;
    }
}
