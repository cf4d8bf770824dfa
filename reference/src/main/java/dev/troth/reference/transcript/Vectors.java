package dev.troth.reference.transcript;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Octetting;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Test vectors of a run: what was drawn, every message, every derivation and every primitive with its operands, in the
 * order of computing, each once for each agent. Another implementation can follow them step by step.
 */
public final class Vectors {
    private Vectors() {}

    /** The vectors of a run; with a viewer, only of what is computed at its place. */
    public static JsonObject of(Transcript transcript, @Nullable String viewerName) {
        Viewer viewer = viewerName == null ? null : Viewer.of(viewerName);
        JsonObject options = Json.object();
        transcript.options().forEach(options::put);
        JsonArray messages = Json.array();
        JsonArray values = Json.array();
        Set<String> told = new LinkedHashSet<>();
        for (Entry entry : transcript.entries()) {
            if (viewer != null && !viewer.sees(entry)) {
                continue;
            }
            if (entry instanceof Entry.MessageSent sent && !sent.again()) {
                messages.add(Json.object()
                        .put("label", sent.label())
                        .put("sender", sent.who().agent())
                        .put("octets", HexFormat.of().formatHex(sent.message().octets())));
            }
            if (entry instanceof Entry.Value value && told.add(key(value))) {
                values.add(value(value));
            }
        }
        return Json.object()
                .put("schema", "troth-vectors")
                .put("version", 1)
                .put("protocol", transcript.protocol().name())
                .put("scenario", transcript.scenario())
                .put("seed", transcript.seed())
                .put("options", options)
                .put("messages", messages)
                .put("values", values);
    }

    private static String key(Entry.Value value) {
        return value.who() + "/" + value.kind() + "/" + value.name() + "/" + shown(value.arguments()) + "/"
                + shown(value.value());
    }

    private static String shown(List<Datum> data) {
        return String.join(",", data.stream().map(Vectors::shown).toList());
    }

    private static JsonObject value(Entry.Value value) {
        JsonObject object = Json.object()
                .put("agent", value.who().agent())
                .put("session", value.who().session())
                .put("kind", value.kind().name().toLowerCase(java.util.Locale.ROOT))
                .put("name", value.name());
        if (!value.arguments().isEmpty()) {
            JsonArray arguments = Json.array();
            value.arguments().forEach(a -> arguments.add(shown(a)));
            object.put("arguments", arguments);
        }
        return object.put("value", shown(value.value()));
    }

    /** Octets in hexadecimal where a value has them; numbers that are operands of lengths in decimal. */
    private static String shown(Datum datum) {
        return switch (datum) {
            case Datum.Octets ignored -> Dissection.shown(datum);
            case Datum.Rec rec -> HexFormat.of().formatHex(Octetting.octets(rec));
            case Datum.Msg message -> HexFormat.of().formatHex(message.octets());
            default -> Dissection.shown(datum);
        };
    }
}
