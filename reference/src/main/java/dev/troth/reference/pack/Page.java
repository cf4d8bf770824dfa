package dev.troth.reference.pack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.draw.Markup;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as one HTML page that needs no network: forward and back through the steps, the sequence with the current step lit,
 * the machines with the current states lit, octets, fields and where their values come from, the run as each party sees it,
 * and what a party has read so far. The page holds the transcript and who sees and reads each step; it decides nothing itself.
 */
public final class Page {
    private static final String TEMPLATE = "page.html";
    private static final Pattern PLACE = Pattern.compile("@[A-Z]+@");
    private static final String ATTACKER = "Attacker";

    private Page() {}

    /**
     * The page, in UTF-8 text; the same run gives the same page where the same Graphviz lays out the machines.
     *
     * @param settings with which it was run
     * @param scenario what was run
     */
    public static String of(Simulation.Result run, Settings settings, Scenario scenario) {
        Transcript transcript = run.transcript();
        Protocol protocol = transcript.protocol();
        List<String> places = Viewer.names(protocol, scenario);
        Map<String, Viewer> viewers = new LinkedHashMap<>();
        places.forEach(place -> viewers.put(place, Viewer.of(place)));
        viewers.putIfAbsent(ATTACKER, Viewer.attacker(scenario, protocol));
        ByteAlgebra bytes = new ByteAlgebra(protocol, new LabelledRandom(settings.seed()));
        Twin twin = Twin.of(run, settings, bytes);
        JsonObject data = Json.object()
                .put("run", JsonTranscript.of(transcript, null))
                .put("lanes", lanes(transcript, places))
                .put("viewers", texts(viewers.keySet()))
                .put("sees", who(transcript, viewers, Page::sees))
                .put(
                        "reads",
                        who(
                                transcript,
                                viewers,
                                (name, viewer, entry) -> entry instanceof Entry.Hop hop && viewer.reads(hop)))
                .put("terms", terms(twin))
                .put("learns", learns(transcript, viewers, new Learning(protocol, twin, bytes)))
                .put(
                        "media",
                        texts(protocol.channels().stream()
                                .filter(c -> c.kind() != Channel.Kind.SIGNALLING)
                                .map(Channel::name)
                                .toList()))
                .put("changed", texts(changed(transcript)))
                .put("starts", starts(protocol));
        String template = template();
        return filled(
                template,
                Map.of(
                        "@SCRIPT@", hash(script(template)),
                        "@TITLE@", Markup.escaped(protocol.title()),
                        "@DATA@", data.write().replace("<", "\\u003c"),
                        "@MACHINES@", inline(StateView.of(protocol).svg())));
    }

    /** The one script that the page may run. */
    private static String script(String template) {
        String begin = "<script>";
        int start = template.lastIndexOf(begin) + begin.length();
        return template.substring(start, template.indexOf("</script>", start));
    }

    /** As a source of a Content-Security-Policy names it (CSP level 3, section 2.3.1). */
    private static String hash(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The template with its places filled, each once: what is put into one is not looked through for others. */
    private static String filled(String template, Map<String, String> places) {
        return PLACE.matcher(template)
                .replaceAll(found -> Matcher.quoteReplacement(places.getOrDefault(found.group(), found.group())));
    }

    /** The attacker knows what he does himself. */
    private static boolean sees(String viewer, Viewer eyes, Entry entry) {
        return eyes.sees(entry) || (viewer.equals(ATTACKER) && entry instanceof Entry.Attack);
    }

    /** For each message sent, by the index of its step, the terms of its fields. */
    private static JsonObject terms(Twin twin) {
        JsonObject steps = Json.object();
        new TreeMap<>(twin.sent()).forEach((step, term) -> {
            JsonObject fields = Json.object();
            FieldTerms.of(term, twin).forEach(fields::put);
            steps.put(String.valueOf(step), fields);
        });
        return steps;
    }

    /** What those can compute who are no party of the run. */
    private static JsonObject learns(Transcript transcript, Map<String, Viewer> viewers, Learning learning) {
        List<String> parties =
                transcript.outcomes().stream().map(o -> o.who().agent()).toList();
        JsonObject all = Json.object();
        viewers.forEach((name, viewer) -> {
            if (parties.contains(name)) {
                return;
            }
            JsonArray values = Json.array();
            for (Learning.Learned learned : learning.of(viewer, transcript.entries())) {
                values.add(Json.object()
                        .put("step", learned.step())
                        .put("value", learned.value())
                        .put("recipe", learned.recipe()));
            }
            all.put(name, values);
        });
        return all;
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
            lanes.add(lane(ATTACKER, "attacker"));
        }
        return lanes;
    }

    private static JsonObject lane(String name, String kind) {
        return Json.object().put("name", name).put("kind", kind);
    }

    /** Something true of a viewer at a step, or not. */
    private interface Sight {
        boolean is(String name, Viewer viewer, Entry entry);
    }

    /** For each step, the viewers of whom something is true. */
    private static JsonArray who(Transcript transcript, Map<String, Viewer> viewers, Sight sight) {
        JsonArray steps = Json.array();
        for (Entry entry : transcript.entries()) {
            steps.add(texts(viewers.keySet().stream()
                    .filter(name -> sight.is(name, Objects.requireNonNull(viewers.get(name)), entry))
                    .toList()));
        }
        return steps;
    }

    /** The options that have another value than their first. */
    private static List<String> changed(Transcript transcript) {
        return transcript.protocol().options().stream()
                .filter(o -> !o.values().getFirst().equals(transcript.options().get(o.name())))
                .map(o -> o.name() + " = " + transcript.options().get(o.name()))
                .toList();
    }

    private static JsonObject starts(Protocol protocol) {
        JsonObject starts = Json.object();
        for (Role role : protocol.roles()) {
            starts.put(role.name(), role.states().get(role.start()).name());
        }
        return starts;
    }

    private static JsonArray texts(Collection<String> texts) {
        JsonArray array = Json.array();
        texts.forEach(array::add);
        return array;
    }

    /** The picture itself, without what stands before it in a file of its own. */
    private static String inline(String svg) {
        return svg.substring(svg.indexOf("<svg"));
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(Page.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
