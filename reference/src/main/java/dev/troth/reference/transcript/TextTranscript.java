package dev.troth.reference.transcript;

import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Dissection.FieldView;
import dev.troth.spec.model.Ref;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A transcript for people: one line for each thing that happened, message fields below the sending. */
public final class TextTranscript {
    private static final int WHO = 10;

    private final Transcript transcript;
    private final @Nullable Viewer viewer;
    private final StringBuilder out = new StringBuilder();
    private final Set<String> toldValues = new HashSet<>();
    private final Map<String, Entry.MessageSent> sent = new LinkedHashMap<>();
    private final Set<String> toldFields = new HashSet<>();

    private TextTranscript(Transcript transcript, @Nullable Viewer viewer) {
        this.transcript = transcript;
        this.viewer = viewer;
    }

    /** The transcript as one viewer has it, or whole for null. */
    public static String write(Transcript transcript, @Nullable String viewer) {
        return new TextTranscript(transcript, viewer == null ? null : Viewer.of(viewer)).all(viewer);
    }

    private String all(@Nullable String name) {
        head(name);
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent message) {
                sent.put(message.label(), message);
            }
            if (viewer == null || viewer.sees(entry)) {
                entry(entry);
            }
        }
        foot();
        return out.toString();
    }

    private void head(@Nullable String name) {
        out.append(transcript.protocol().name())
                .append(": ")
                .append(transcript.protocol().title())
                .append('\n');
        out.append("scenario ").append(transcript.scenario()).append(", seed ").append(transcript.seed());
        transcript
                .options()
                .forEach((option, value) ->
                        out.append(", ").append(option).append('=').append(value));
        out.append('\n');
        if (name != null) {
            out.append("as ").append(name).append(" sees it\n");
        }
        out.append('\n');
    }

    private void foot() {
        out.append('\n');
        for (Transcript.Outcome outcome : transcript.outcomes()) {
            if (viewer == null || viewer.isAt(outcome.who().agent())) {
                out.append(outcome.who())
                        .append(" (")
                        .append(outcome.who().role())
                        .append(", session ")
                        .append(outcome.who().session())
                        .append(") is in ")
                        .append(outcome.state())
                        .append(outcome.reason().isEmpty() ? "" : ": " + outcome.reason())
                        .append('\n');
            }
        }
        for (Transcript.Expectation expectation : transcript.expectations()) {
            out.append("expected: ")
                    .append(expectation.text())
                    .append(": ")
                    .append(expectation.met() ? "yes" : "NO")
                    .append(" (")
                    .append(expectation.found())
                    .append(")\n");
        }
    }

    private void line(long at, String who, String what, List<Ref> refs) {
        out.append(time(at)).append("  ").append(who);
        out.append(" ".repeat(Math.max(1, WHO - who.length()))).append(what);
        if (!refs.isEmpty()) {
            out.append("   [")
                    .append(String.join(
                            "; ", refs.stream().map(Ref::toString).distinct().toList()))
                    .append(']');
        }
        out.append('\n');
    }

    /** Seconds with milliseconds, right-aligned. */
    private static String time(long nanos) {
        long millis = Math.floorDiv(nanos, 1_000_000L);
        return String.format(Locale.ROOT, "%4d.%03d", Math.floorDiv(millis, 1000L), Math.floorMod(millis, 1000L));
    }

    private void entry(Entry entry) {
        switch (entry) {
            case Entry.StateEntered(long at, var who, String from, String state, boolean isFinal, String reason) ->
                line(
                        at,
                        who.agent(),
                        "[" + from + "] -> [" + state + "]" + (reason.isEmpty() ? "" : ": " + reason)
                                + (isFinal ? "   final" : ""),
                        List.of());
            case Entry.LocalEvent(long at, var who, String event) ->
                line(at, who.agent(), "event  " + event, List.of());
            case Entry.TimerFired(long at, var who, String state) ->
                line(at, who.agent(), "timer  of [" + state + "] runs out", List.of());
            case Entry.MessageSent message -> {
                line(
                        message.at(),
                        message.who().agent(),
                        (message.again() ? "sends again " : "sends  ") + message.label() + " on " + message.port()
                                + ", " + message.message().octets().length + " octets",
                        message.refs());
                fields(message);
            }
            case Entry.MessageRead(long at, var who, var port, var message) ->
                line(at, who.agent(), "reads  " + message.message().name() + " on " + port, List.of());
            case Entry.Check(long at, var who, String text, boolean passed, var refs) ->
                line(at, who.agent(), (passed ? "check  ok    " : "check  FAILS ") + text, refs);
            case Entry.PutAside(long at, var who, var how, String reason) ->
                line(at, who.agent(), how.name().toLowerCase(Locale.ROOT) + ": " + reason, List.of());
            case Entry.Value value -> value(value);
            case Entry.Hop hop -> hop(hop);
            case Entry.Signal(long at, String place, String what) -> line(at, place, "signal " + what, List.of());
            case Entry.Attack(long at, String what) -> line(at, "attacker", what, List.of());
        }
    }

    /** The fields of a message, the first time that it is told. */
    private void fields(Entry.MessageSent message) {
        if (!toldFields.add(message.label())) {
            return;
        }
        List<FieldView> views = Dissection.dissect(message.message());
        int width = views.stream().mapToInt(v -> v.path().length()).max().orElse(0);
        for (FieldView view : views) {
            out.append(" ".repeat(WHO + 13))
                    .append(view.path())
                    .append(" ".repeat(width - view.path().length() + 2))
                    .append(view.shown())
                    .append('\n');
        }
    }

    private void value(Entry.Value value) {
        String shown = Dissection.shown(value.value());
        String text = switch (value.kind()) {
            case DRAWN -> "draws  " + value.name() + " = " + shown;
            case ASSIGNED -> "sets   " + value.name() + " := " + shown;
            case STORED -> "stores " + shown + " in " + value.name();
            case EXPORTED -> "exports to " + value.name() + ": " + shown;
            case SHOWN -> "shows  " + plain(value) + " to the user";
            case DERIVED -> "derives " + value.name() + " = " + shown;
            case APPLIED -> "";
        };
        boolean repeated = value.kind() == Entry.Kind.DERIVED && !toldValues.add(value.who() + text);
        if (!text.isEmpty() && !repeated) {
            line(value.at(), value.who().agent(), text, List.of());
        }
    }

    /** What is shown to a user, as text where it is text. */
    private static String plain(Entry.Value value) {
        byte[] octets = dev.troth.reference.wire.Octetting.octets(value.value());
        boolean text = octets.length > 0;
        for (byte octet : octets) {
            text &= octet >= ' ' && octet < 0x7F;
        }
        return text
                ? "\"" + new String(octets, java.nio.charset.StandardCharsets.US_ASCII) + "\""
                : Dissection.shown(value.value());
    }

    private void hop(Entry.Hop hop) {
        String fate = hop.fate() == Entry.Fate.ARRIVES ? "" : "   " + hop.fate().name();
        boolean readable = viewer == null || viewer.reads(hop);
        String what = readable ? hop.summary() : "encrypted";
        String carries = hop.carries().isEmpty() || !readable ? "" : "   (" + hop.carries() + ")";
        line(
                hop.at(),
                hop.channel(),
                hop.from().name() + " -> " + hop.to().name() + "  " + hop.protection() + "  " + what + ", "
                        + hop.octets().length + " octets" + carries + fate,
                List.of());
        if (viewer != null && readable && !hop.carries().isEmpty()) {
            Entry.MessageSent message = sent.get(hop.carries());
            if (message != null) {
                fields(message);
            }
        }
    }
}
