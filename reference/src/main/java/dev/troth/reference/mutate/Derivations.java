package dev.troth.reference.mutate;

import dev.troth.reference.mutate.Edits.Stretch;
import dev.troth.spec.model.KeyFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The derivations of the {@code keys} block of a text. */
final class Derivations {
    private static final Pattern NEXT = Pattern.compile("\\s*(?:#[^\\n]*\\n\\s*)*(?:\\}|\\w+\\s*\\([^()]*\\)\\s*=)");

    private Derivations() {}

    /**
     * One derivation where it is defined.
     *
     * @param at where its name stands
     * @param body what stands after the equals sign
     */
    record Definition(KeyFunction key, int at, Stretch body) {
        /** Every place in the body where a parameter is used. */
        List<Stretch> uses(String text, String parameter) {
            List<Stretch> uses = new ArrayList<>();
            for (Stretch use : Edits.all(text, "(?<![\\w.])" + Pattern.quote(parameter) + "\\b")) {
                if (use.start() >= body.start() && use.end() <= body.end()) {
                    uses.add(use);
                }
            }
            return uses;
        }
    }

    /** Where a derivation is defined; null if it is not in this text. */
    static @Nullable Definition of(String text, KeyFunction key) {
        Matcher head = Pattern.compile(
                        "(?:^|[;{])[ \\t]*(" + Pattern.quote(key.name()) + ")\\s*\\([^()]*\\)\\s*=", Pattern.MULTILINE)
                .matcher(text);
        return head.find() ? new Definition(key, head.start(1), body(text, head.end())) : null;
    }

    private static Stretch body(String text, int start) {
        int depth = 0;
        int end = start;
        while (end < text.length()) {
            char c = text.charAt(end);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            boolean isNext =
                    c == '\n' && NEXT.matcher(text).region(end, text.length()).lookingAt();
            if (depth < 0 || (depth == 0 && (c == ';' || c == '@' || c == '#' || isNext))) {
                break;
            }
            end++;
        }
        while (end > start && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        int begin = start;
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        return new Stretch(begin, end);
    }
}
