package dev.troth.reference.pack;

import dev.troth.reference.draw.StateView;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.JsonTranscript;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;

/**
 * A run as one HTML page that needs no network: forward and back through the steps, the sequence with the current step lit,
 * the machines with the current states lit, octets, fields and where their values come from, the run as each party sees it,
 * and what a party has read so far. The page holds the transcript and who sees and reads each step; it decides nothing itself.
 */
public final class Page {
    private static final String TEMPLATE = "page.html";

    private Page() {}

    /**
     * The page, in UTF-8 text; the same run gives the same page where the same Graphviz lays out the machines.
     *
     * @param scenario what was run
     */
    public static String of(Transcript transcript, Scenario scenario) {
        Protocol protocol = transcript.protocol();
        List<String> viewers = Viewer.names(protocol, scenario);
        JsonObject data = Json.object()
                .put("run", JsonTranscript.of(transcript, null))
                .put("lanes", lanes(transcript, viewers))
                .put("viewers", texts(viewers))
                .put("sees", who(transcript, viewers, Viewer::sees))
                .put(
                        "reads",
                        who(
                                transcript,
                                viewers,
                                (viewer, entry) -> entry instanceof Entry.Hop hop && viewer.reads(hop)))
                .put(
                        "media",
                        texts(protocol.channels().stream()
                                .filter(c -> c.kind() != Channel.Kind.SIGNALLING)
                                .map(Channel::name)
                                .toList()))
                .put("starts", starts(protocol));
        return template()
                .replace("@TITLE@", escaped(protocol.title()))
                .replace("@DATA@", data.write().replace("<", "\\u003c"))
                .replace("@MACHINES@", inline(StateView.of(protocol).svg()));
    }

    private static JsonArray lanes(Transcript transcript, List<String> viewers) {
        List<String> parties = transcript.outcomes().stream()
                .map(o -> o.who().agent())
                .distinct()
                .toList();
        List<String> relays = viewers.stream()
                .filter(v -> !parties.contains(v) && !v.equals(Viewer.NETWORK))
                .toList();
        JsonArray lanes = Json.array();
        for (int i = 0; i < parties.size(); i++) {
            lanes.add(lane(parties.get(i), "party"));
            if (i == 0) {
                relays.forEach(relay -> lanes.add(lane(relay, "relay")));
            }
        }
        if (transcript.entries().stream().anyMatch(Entry.Attack.class::isInstance)) {
            lanes.add(lane("Attacker", "attacker"));
        }
        return lanes;
    }

    private static JsonObject lane(String name, String kind) {
        return Json.object().put("name", name).put("kind", kind);
    }

    /** For each step, the viewers of whom something is true. */
    private static JsonArray who(Transcript transcript, List<String> viewers, BiPredicate<Viewer, Entry> is) {
        List<Viewer> eyes = viewers.stream().map(Viewer::of).toList();
        JsonArray steps = Json.array();
        for (Entry entry : transcript.entries()) {
            List<String> names = new ArrayList<>();
            for (int i = 0; i < eyes.size(); i++) {
                if (is.test(eyes.get(i), entry)) {
                    names.add(viewers.get(i));
                }
            }
            steps.add(texts(names));
        }
        return steps;
    }

    private static JsonObject starts(Protocol protocol) {
        JsonObject starts = Json.object();
        for (Role role : protocol.roles()) {
            starts.put(role.name(), role.states().get(role.start()).name());
        }
        return starts;
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    /** The picture itself, without what stands before it in a file of its own. */
    private static String inline(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
