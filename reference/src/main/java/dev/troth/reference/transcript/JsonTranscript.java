package dev.troth.reference.transcript;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Ref;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A transcript for programs: one object for each entry, times in nanoseconds, octets in hexadecimal. */
public final class JsonTranscript {
    /** What the document says it is; {@link TranscriptReader} reads no other. */
    static final String SCHEMA = "troth-transcript";

    static final int VERSION = 1;
    private static final HexFormat HEX = HexFormat.of();

    private JsonTranscript() {}

    /** The document of a run; with a viewer, only what that viewer sees and can read. */
    public static JsonObject of(Transcript transcript, @Nullable String viewerName) {
        Viewer viewer = viewerName == null ? null : Viewer.of(viewerName);
        JsonObject options = Json.object();
        transcript.options().forEach(options::put);
        JsonObject document = Json.object()
                .put("schema", SCHEMA)
                .put("version", VERSION)
                .put("protocol", transcript.protocol().name())
                .put("title", transcript.protocol().title())
                .put("scenario", transcript.scenario())
                .put("seed", transcript.seed())
                .put("options", options);
        if (viewerName != null) {
            document.put("as", viewerName);
        }
        Sequence sequence = Sequence.of(transcript);
        document.put("parties", texts(sequence.parties())).put("relays", texts(sequence.relays()));
        JsonArray steps = Json.array();
        for (Entry entry : transcript.entries()) {
            if (viewer == null || viewer.sees(entry)) {
                steps.add(entry(entry, viewer));
            }
        }
        document.put("steps", steps);
        JsonArray outcomes = Json.array();
        for (Transcript.Outcome outcome : transcript.outcomes()) {
            if (viewer == null || viewer.isAt(outcome.who().agent())) {
                outcomes.add(who(Json.object(), outcome.who())
                        .put("state", outcome.state())
                        .put("final", outcome.isFinal())
                        .put("reason", outcome.reason()));
            }
        }
        JsonArray expectations = Json.array();
        for (Transcript.Expectation expectation : transcript.expectations()) {
            expectations.add(Json.object()
                    .put("expected", expectation.text())
                    .put("met", expectation.met())
                    .put("found", expectation.found()));
        }
        return document.put("outcomes", outcomes).put("expectations", expectations);
    }

    private static JsonObject who(JsonObject object, Entry.Who who) {
        return object.put("agent", who.agent()).put("role", who.role()).put("session", who.session());
    }

    private static JsonObject step(long at, String kind) {
        return Json.object().put("at", at).put("kind", kind);
    }

    private static JsonObject inside(long at, String kind, Entry.Who who) {
        return who(step(at, kind), who);
    }

    private static JsonObject entry(Entry entry, @Nullable Viewer viewer) {
        return switch (entry) {
            case Entry.StateEntered(long at, var who, String from, String state, boolean isFinal, String reason) ->
                inside(at, "state", who)
                        .put("from", from)
                        .put("to", state)
                        .put("final", isFinal)
                        .put("reason", reason);
            case Entry.LocalEvent(long at, var who, String event) ->
                inside(at, "event", who).put("event", event);
            case Entry.TimerFired(long at, var who, String state) ->
                inside(at, "timer", who).put("state", state);
            case Entry.MessageSent sent ->
                inside(sent.at(), "send", sent.who())
                        .put("message", sent.label())
                        .put("port", sent.port().toString())
                        .put("again", sent.again())
                        .put("octets", HEX.formatHex(sent.message().octets()))
                        .put("fields", fields(sent.message()))
                        .put("references", refs(sent.refs()));
            case Entry.MessageRead(long at, var who, var port, var message) ->
                inside(at, "read", who)
                        .put("message", message.message().name())
                        .put("port", port.toString())
                        .put("octets", HEX.formatHex(message.octets()));
            case Entry.Check(long at, var who, String text, boolean passed, var refs) ->
                inside(at, "check", who).put("text", text).put("passed", passed).put("references", refs(refs));
            case Entry.PutAside(long at, var who, var how, String reason) ->
                inside(at, how.name().toLowerCase(Locale.ROOT), who).put("reason", reason);
            case Entry.Value value -> value(value);
            case Entry.Hop hop -> hop(hop, viewer);
            case Entry.Signal(long at, String place, String what) ->
                step(at, "signal").put("place", place).put("what", what);
            case Entry.Attack(long at, String what) -> step(at, "attack").put("what", what);
        };
    }

    private static JsonArray texts(List<String> texts) {
        return Json.array(texts.stream().map(Json::of).toList());
    }

    private static JsonArray refs(List<Ref> refs) {
        JsonArray array = Json.array();
        refs.forEach(ref -> array.add(ref.toString()));
        return array;
    }

    private static JsonArray fields(Datum.Msg message) {
        JsonArray array = Json.array();
        for (Dissection.FieldView view : Dissection.dissect(message)) {
            array.add(Json.object()
                    .put("path", view.path())
                    .put("bit", view.bitStart())
                    .put("bits", view.bitLength())
                    .put("value", view.shown()));
        }
        return array;
    }

    private static JsonObject value(Entry.Value value) {
        JsonObject object = inside(value.at(), value.kind().name().toLowerCase(Locale.ROOT), value.who())
                .put("name", value.name());
        if (!value.arguments().isEmpty()) {
            JsonArray arguments = Json.array();
            value.arguments().forEach(a -> arguments.add(Dissection.shown(a)));
            object.put("arguments", arguments);
        }
        return object.put("value", Dissection.shown(value.value()));
    }

    private static JsonObject hop(Entry.Hop hop, @Nullable Viewer viewer) {
        JsonObject object = step(hop.at(), "hop")
                .put("channel", hop.channel())
                .put("transport", hop.transport().name().toLowerCase(Locale.ROOT));
        place(object, "from", hop.from());
        place(object, "to", hop.to())
                .put("arrives", hop.arrives())
                .put("fate", hop.fate().name().toLowerCase(Locale.ROOT))
                .put("protection", hop.protection())
                .put("length", hop.octets().length);
        if (viewer == null || viewer.reads(hop)) {
            object.put("summary", hop.summary())
                    .put("carries", hop.carries())
                    .put("octets", HEX.formatHex(hop.octets()));
        }
        return object;
    }

    private static JsonObject place(JsonObject object, String end, Entry.Place place) {
        return object.put(end, place.name())
                .put(end + "_address", place.address())
                .put(end + "_port", place.port());
    }
}
