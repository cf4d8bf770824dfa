package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Binary layouts written by hand, in the order of the fields, so that these tests need no parser. */
final class LayoutBuilder {
    private final String name;
    private final List<Layout.Field> fields = new ArrayList<>();
    private final List<Layout.DataField> data = new ArrayList<>();
    private int parameters;

    /** Sizes and counts come before what they measure: the names are looked up in the end. */
    private final List<@Nullable String> measured = new ArrayList<>();

    private final List<IntFunction<Layout.Source>> sources = new ArrayList<>();
    private Layout.@Nullable Present test;

    private LayoutBuilder(String name) {
        this.name = name;
    }

    static LayoutBuilder layout(String name) {
        return new LayoutBuilder(name);
    }

    LayoutBuilder parameter(String field, int bits) {
        data.add(new Layout.DataField(field, new Type.Int(bits), false, null, Map.of()));
        parameters++;
        return this;
    }

    /** The next field is there only if an earlier one has one of these values. */
    LayoutBuilder when(String field, Long... values) {
        test = new Layout.Present(index(field), Arrays.asList(values));
        return this;
    }

    LayoutBuilder bits(String field, int width) {
        return bits(field, width, Map.of());
    }

    LayoutBuilder bits(String field, int width, Map<Long, String> names) {
        return given(field, new Layout.Bits(width), new Type.Int(width), names);
    }

    LayoutBuilder fixed(String field, int width, long value) {
        return computed(field, width, null, ignored -> new Layout.Fixed(value));
    }

    LayoutBuilder next() {
        return computed("next", 8, null, ignored -> new Layout.NextInChain());
    }

    LayoutBuilder sizeOf(String field, int width, String of) {
        return computed(field, width, of, Layout.SizeOf::new);
    }

    LayoutBuilder countOf(String field, int width, String of) {
        return computed(field, width, of, Layout.CountOf::new);
    }

    LayoutBuilder octets(String field, Layout.Size size) {
        return given(field, new Layout.Octets(size), Type.BYTES, Map.of());
    }

    LayoutBuilder text(String field, String length) {
        return given(field, new Layout.Chars(of(length)), Type.TEXT, Map.of());
    }

    LayoutBuilder time(String field) {
        return given(field, new Layout.NtpTime(), Type.TIME, Map.of());
    }

    LayoutBuilder group(String field, Layout.Size size, Layout.Binary entry) {
        return given(field, new Layout.Group(size, entry), new Type.Seq(new Type.Rec(entry)), Map.of());
    }

    LayoutBuilder vector(String field, int lengthBits, int elementBits) {
        return given(field, new Layout.Vector(lengthBits, elementBits), Type.BYTES, Map.of());
    }

    Layout.Size of(String field) {
        return new Layout.FieldSize(index(field));
    }

    Layout.Size fill(String field) {
        return new Layout.Fill(index(field));
    }

    static Layout.Size exactly(int count) {
        return new Layout.Constant(count);
    }

    static Layout.Size rest() {
        return new Layout.Rest(0, -1);
    }

    private LayoutBuilder given(String field, Layout.Shape shape, Type type, Map<Long, String> names) {
        add(field, shape, data.size(), null, ignored -> new Layout.Given());
        data.add(new Layout.DataField(field, type, fields.getLast().present() != null, null, names));
        return this;
    }

    private LayoutBuilder computed(String field, int width, @Nullable String of, IntFunction<Layout.Source> source) {
        add(field, new Layout.Bits(width), -1, of, source);
        return this;
    }

    private void add(
            String field, Layout.Shape shape, int slot, @Nullable String of, IntFunction<Layout.Source> source) {
        List<Ref> refs = List.of(new Ref("test", field));
        fields.add(new Layout.Field(field, shape, new Layout.Given(), slot, test, refs));
        measured.add(of);
        sources.add(source);
        test = null;
    }

    private int index(String field) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(field)) {
                return i;
            }
        }
        throw new IllegalArgumentException(name + " has no field " + field);
    }

    Layout.Binary build() {
        List<Layout.Field> all = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            Layout.Field field = fields.get(i);
            String of = measured.get(i);
            Layout.Source source = sources.get(i).apply(of == null ? -1 : index(of));
            all.add(new Layout.Field(field.name(), field.shape(), source, field.slot(), field.present(), field.refs()));
        }
        return new Layout.Binary(name, parameters, List.copyOf(all), List.copyOf(data), List.of());
    }
}
