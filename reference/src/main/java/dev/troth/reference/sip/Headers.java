package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The header fields of a message in their order. Content-Length is not among them: it follows from the body.
 *
 * <p>Every change gives a new value; fields that are not touched keep their place, as a proxy must keep them (RFC 3261
 * section 16.6 step 1). A Content-Length among them throws an {@link IllegalArgumentException}.
 */
public record Headers(List<Header> lines) {

    public static final Headers NONE = new Headers(List.of());

    public Headers {
        lines = List.copyOf(lines);
        if (has(lines, "Content-Length")) {
            throw new IllegalArgumentException("Content-Length follows from the body and cannot be set.");
        }
    }

    /** The value of the first line of this name. */
    public Optional<String> first(String name) {
        for (Header line : lines) {
            if (line.isNamed(name)) {
                return Optional.of(line.value());
            }
        }
        return Optional.empty();
    }

    private static boolean has(List<Header> lines, String name) {
        for (Header line : lines) {
            if (line.isNamed(name)) {
                return true;
            }
        }
        return false;
    }

    /** How many lines have this name. */
    public int count(String name) {
        int count = 0;
        for (Header line : lines) {
            count += line.isNamed(name) ? 1 : 0;
        }
        return count;
    }

    /** The values of a field that is a list, whether they stand on lines of their own or have commas between them. */
    public List<String> values(String name) {
        List<String> values = new ArrayList<>();
        for (Header line : lines) {
            if (line.isNamed(name)) {
                values.addAll(CommaList.values(line.value()));
            }
        }
        return List.copyOf(values);
    }

    /** With one line more at the end. */
    public Headers with(String name, String value) {
        List<Header> changed = new ArrayList<>(lines);
        changed.add(new Header(name, value));
        return new Headers(changed);
    }

    /** With one line more for each value at the end. */
    public Headers withAll(String name, List<String> values) {
        List<Header> changed = new ArrayList<>(lines);
        values.forEach(value -> changed.add(new Header(name, value)));
        return new Headers(changed);
    }

    /** With one line more before the first of this name; where there is none, after the Via lines. */
    public Headers withFirst(String name, String value) {
        int place = 0;
        while (place < lines.size() && !lines.get(place).isNamed(name)) {
            place++;
        }
        if (place == lines.size()) {
            place = 0;
            while (place < lines.size() && lines.get(place).isNamed("Via")) {
                place++;
            }
        }
        List<Header> changed = new ArrayList<>(lines);
        changed.add(place, new Header(name, value));
        return new Headers(changed);
    }

    /** With another value in the first line of this name; where there is none, as {@link #withFirst}. */
    public Headers replaced(String name, String value) {
        List<Header> changed = new ArrayList<>(lines);
        for (int i = 0; i < changed.size(); i++) {
            if (changed.get(i).isNamed(name)) {
                changed.set(i, new Header(changed.get(i).name(), value));
                return new Headers(changed);
            }
        }
        return withFirst(name, value);
    }

    /** Without the first value of a field that is a list; the line goes when it holds no other. */
    public Headers withoutFirstValue(String name) {
        return withoutValue(name, true);
    }

    /** Without the last value of a field that is a list; the line goes when it holds no other. */
    public Headers withoutLastValue(String name) {
        return withoutValue(name, false);
    }

    private Headers withoutValue(String name, boolean first) {
        List<Header> changed = new ArrayList<>(lines);
        for (int n = 0; n < changed.size(); n++) {
            int i = first ? n : changed.size() - 1 - n;
            Header line = changed.get(i);
            if (line.isNamed(name)) {
                List<String> values = CommaList.values(line.value());
                List<String> rest = values.size() < 2
                        ? List.of()
                        : first ? values.subList(1, values.size()) : values.subList(0, values.size() - 1);
                if (rest.isEmpty()) {
                    changed.remove(i);
                } else {
                    changed.set(i, new Header(line.name(), String.join(", ", rest)));
                }
                return new Headers(changed);
            }
        }
        return this;
    }

    /** Without any line of this name. */
    public Headers without(String name) {
        return new Headers(lines.stream().filter(line -> !line.isNamed(name)).toList());
    }
}
