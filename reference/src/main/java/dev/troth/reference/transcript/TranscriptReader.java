package dev.troth.reference.transcript;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.troth.reference.transcript.Entry.Fate;
import dev.troth.reference.transcript.Entry.How;
import dev.troth.reference.transcript.Entry.Kind;
import dev.troth.reference.transcript.Entry.Place;
import dev.troth.reference.transcript.Entry.Transport;
import dev.troth.reference.transcript.Entry.Who;
import dev.troth.reference.wire.Datum;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads back what {@link JsonTranscript} writes, as far as a sequence diagram shows it. Values, and what was sent and read
 * inside the parties, need the specification to be understood and are passed over.
 */
public final class TranscriptReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The text is no transcript; the message says where and what was expected. */
    public static final class UnreadableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message, null, false, false);
        }
    }

    private final String file;

    private TranscriptReader(String file) {
        this.file = file;
    }

    /**
     * Reads a transcript.
     *
     * @param file how messages call it
     * @throws UnreadableException if the text is no JSON, or not that of a transcript
     */
    public static Sequence read(String file, String text) {
        JsonNode document;
        try {
            document = MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            JsonLocation at = e.getLocation();
            throw new UnreadableException(file
                    + (at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr())
                    + ": not JSON: " + e.getOriginalMessage());
        }
        return new TranscriptReader(file).sequence(document);
    }

    private Sequence sequence(JsonNode document) {
        if (!text(document, "schema", "").equals(JsonTranscript.SCHEMA)) {
            throw wrong("schema", "\"" + JsonTranscript.SCHEMA + "\", as `troth run SPEC --json` writes it");
        }
        if (whole(document, "version", "") != JsonTranscript.VERSION) {
            throw wrong("version", "" + JsonTranscript.VERSION);
        }
        List<String> parties = new ArrayList<>();
        each(document, "parties", (path, party) -> parties.add(party.asText()));
        List<String> relays = new ArrayList<>();
        each(document, "relays", (path, relay) -> relays.add(relay.asText()));
        List<Entry> entries = new ArrayList<>();
        each(document, "steps", (path, step) -> {
            Entry entry = entry(step, path + ".");
            if (entry != null) {
                entries.add(entry);
            }
        });
        return new Sequence(
                text(document, "protocol", ""),
                text(document, "scenario", ""),
                whole(document, "seed", ""),
                document.has("as") ? text(document, "as", "") : "",
                parties,
                relays,
                entries);
    }

    /** What is done with an element of an array, and how messages call its place. */
    private interface Visit {
        void at(String path, JsonNode element);
    }

    private void each(JsonNode object, String name, Visit visit) {
        JsonNode array = object.path(name);
        if (!array.isArray()) {
            throw wrong(name, "an array");
        }
        for (int i = 0; i < array.size(); i++) {
            visit.at(name + "[" + i + "]", array.get(i));
        }
    }

    private @Nullable Entry entry(JsonNode step, String path) {
        long at = whole(step, "at", path);
        String kind = text(step, "kind", path);
        return switch (kind) {
            case "hop" -> hop(at, step, path);
            case "signal" -> new Entry.Signal(at, text(step, "place", path), text(step, "what", path));
            case "attack" -> new Entry.Attack(at, text(step, "what", path));
            case "state" ->
                new Entry.StateEntered(
                        at,
                        who(step, path),
                        text(step, "from", path),
                        text(step, "to", path),
                        truth(step, "final", path),
                        text(step, "reason", path));
            case "event" -> new Entry.LocalEvent(at, who(step, path), text(step, "event", path));
            case "timer" -> new Entry.TimerFired(at, who(step, path), text(step, "state", path));
            case "check" ->
                new Entry.Check(at, who(step, path), text(step, "text", path), truth(step, "passed", path), List.of());
            case "send", "read" -> null;
            default -> inside(at, kind, step, path);
        };
    }

    private Entry inside(long at, String kind, JsonNode step, String path) {
        for (How how : How.values()) {
            if (named(how).equals(kind)) {
                return new Entry.PutAside(at, who(step, path), how, text(step, "reason", path));
            }
        }
        return new Entry.Value(
                at,
                who(step, path),
                one(Kind.values(), step, "kind", path),
                text(step, "name", path),
                List.of(),
                Datum.ABSENT);
    }

    private Entry hop(long at, JsonNode step, String path) {
        // Who could not read a hop has been told how long it was, and nothing more.
        boolean readable = step.has("octets");
        byte[] octets = new byte[Math.toIntExact(Math.clamp(whole(step, "length", path), 0, 1 << 20))];
        if (readable) {
            try {
                octets = HexFormat.of().parseHex(text(step, "octets", path));
            } catch (IllegalArgumentException e) {
                throw wrong(path + "octets", "octets in hexadecimal");
            }
        }
        return new Entry.Hop(
                at,
                whole(step, "arrives", path),
                place(step, "from", path),
                place(step, "to", path),
                text(step, "channel", path),
                one(Transport.values(), step, "transport", path),
                text(step, "protection", path),
                readable ? text(step, "summary", path) : "closed",
                readable ? text(step, "carries", path) : "",
                octets,
                one(Fate.values(), step, "fate", path));
    }

    private Place place(JsonNode step, String end, String path) {
        return new Place(
                text(step, end, path),
                text(step, end + "_address", path),
                Math.toIntExact(Math.clamp(whole(step, end + "_port", path), 0, 65535)));
    }

    private Who who(JsonNode step, String path) {
        return new Who(
                text(step, "agent", path),
                text(step, "role", path),
                Math.toIntExact(Math.clamp(whole(step, "session", path), 0, Integer.MAX_VALUE)));
    }

    private String text(JsonNode object, String name, String path) {
        JsonNode value = object.path(name);
        if (!value.isTextual()) {
            throw wrong(path + name, "a text");
        }
        return value.asText();
    }

    private long whole(JsonNode object, String name, String path) {
        JsonNode value = object.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(path + name, "a whole number");
        }
        return value.asLong();
    }

    private boolean truth(JsonNode object, String name, String path) {
        JsonNode value = object.path(name);
        if (!value.isBoolean()) {
            throw wrong(path + name, "true or false");
        }
        return value.asBoolean();
    }

    private <E extends Enum<E>> E one(E[] known, JsonNode object, String name, String path) {
        String wanted = text(object, name, path);
        List<String> names = new ArrayList<>();
        for (E each : known) {
            if (named(each).equals(wanted)) {
                return each;
            }
            names.add(named(each));
        }
        throw wrong(path + name, "one of " + String.join(", ", names) + " and not " + wanted);
    }

    private static String named(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private UnreadableException wrong(String path, String expected) {
        return new UnreadableException(file + ": no transcript: expected " + expected + " at " + path);
    }
}
