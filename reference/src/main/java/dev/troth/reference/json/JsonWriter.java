package dev.troth.reference.json;

import java.util.Iterator;
import java.util.Map;

/** Lays a document out: one member or element a line, two spaces deeper than what holds it; empty ones stay closed. */
final class JsonWriter {

    private static final String INDENT = "  ";

    private final StringBuilder out = new StringBuilder();

    private JsonWriter() {}

    static String write(Json document) {
        JsonWriter writer = new JsonWriter();
        writer.value(document, 0);
        return writer.out.append('\n').toString();
    }

    private void value(Json value, int depth) {
        switch (value) {
            case JsonObject object -> object(object, depth);
            case JsonArray array -> array(array, depth);
            case Json.Text(var text) -> Escaping.quote(text, out);
            case Json.Whole(var number) -> out.append(number);
            case Json.Truth(var truth) -> out.append(truth);
            case Json.Null() -> out.append("null");
        }
    }

    private void object(JsonObject object, int depth) {
        Iterator<Map.Entry<String, Json>> members = object.members().entrySet().iterator();
        if (!members.hasNext()) {
            out.append("{}");
            return;
        }
        out.append('{');
        while (members.hasNext()) {
            Map.Entry<String, Json> member = members.next();
            newLine(depth + 1);
            Escaping.quote(member.getKey(), out);
            out.append(": ");
            value(member.getValue(), depth + 1);
            commaIf(members.hasNext());
        }
        newLine(depth);
        out.append('}');
    }

    private void array(JsonArray array, int depth) {
        Iterator<Json> elements = array.elements().iterator();
        if (!elements.hasNext()) {
            out.append("[]");
            return;
        }
        out.append('[');
        while (elements.hasNext()) {
            newLine(depth + 1);
            value(elements.next(), depth + 1);
            commaIf(elements.hasNext());
        }
        newLine(depth);
        out.append(']');
    }

    private void newLine(int depth) {
        out.append('\n').repeat(INDENT, depth);
    }

    private void commaIf(boolean more) {
        if (more) {
            out.append(',');
        }
    }
}
