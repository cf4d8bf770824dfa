package dev.troth.spec.resolve;

import dev.troth.spec.model.Layout;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A layout as far as it is read. */
final class LayoutDraft {
    final String name;
    final Span span;
    int parameters;
    final List<Layout.Field> fields = new ArrayList<>();
    final List<Layout.DataField> data = new ArrayList<>();
    /** Names of values, by field. */
    final List<Map<Long, String>> fieldNames = new ArrayList<>();

    final List<Span> fieldSpans = new ArrayList<>();

    int bits;

    private final Map<String, Integer> indices = new HashMap<>();
    private final Set<String> names = new HashSet<>();

    LayoutDraft(String name, Span span) {
        this.name = name;
        this.span = span;
    }

    /** Notes a name that no field may have. */
    void reserve(String parameter) {
        names.add(parameter);
    }

    /** Notes the name of the next field; false if there is one of that name. */
    boolean isNew(String field) {
        return names.add(field) && indices.putIfAbsent(field, fields.size()) == null;
    }

    /** The index of an earlier field, or -1. */
    int index(String field) {
        int index = indices.getOrDefault(field, -1);
        return index < fields.size() ? index : -1;
    }
}
