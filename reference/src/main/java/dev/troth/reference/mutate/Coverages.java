package dev.troth.reference.mutate;

import dev.troth.reference.mutate.Edits.Stretch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which calls in a text compute the same value at the two ends: those of one function over the octets of one message. */
final class Coverages {
    private static final Pattern COVERED = Pattern.compile("\\bbytes\\((\\w+),\\s*((?:until|without)\\s+[\\w.]+)\\)");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_]\\w*");

    private Coverages() {}

    /**
     * The same for both ends of a value.
     *
     * @param call the function, with its bracket
     * @param first the first operand
     * @param joined what it is computed over
     * @param parts how many values that joins
     */
    static String key(String text, Stretch call, String first, String joined, int parts) {
        String function = call.of(text);
        Matcher covered = COVERED.matcher(joined);
        if (covered.find()) {
            return function + parts + " " + message(text, covered.group(1), call.start()) + " " + covered.group(2);
        }
        Matcher name = NAME.matcher(first);
        return function + parts + " " + (name.find() ? name.group() : "");
    }

    /** The message that a name stands for at a place: that which was received or opened under it last before, or itself. */
    private static String message(String text, String name, int at) {
        Matcher bound = Pattern.compile("\\b(?:recv|as)\\s+(\\w+)\\s+" + Pattern.quote(name) + "\\b")
                .matcher(text);
        String message = name;
        while (bound.find() && bound.start() < at) {
            message = bound.group(1);
        }
        return message;
    }
}
