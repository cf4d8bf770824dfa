package dev.troth.reference.report;

import dev.troth.reference.attack.Replay;
import dev.troth.reference.attack.Story;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Finding;
import java.util.HexFormat;
import java.util.List;

/** A check as one JSON document: every verdict with the conditions under which it was found. */
public final class JsonReport {
    private JsonReport() {}

    public static JsonObject of(List<Verdict> verdicts, Bounds bounds) {
        JsonArray array = Json.array();
        verdicts.forEach(v -> array.add(verdict(v, bounds)));
        return Json.object()
                .put("schema", "troth-check")
                .put("version", 1)
                .put(
                        "bounds",
                        Json.object()
                                .put("sessions", bounds.sessions())
                                .put("max_steps", bounds.maxSteps())
                                .put("max_states", bounds.maxStates()))
                .put("typing", bounds.typed() ? "typed" : "untyped")
                .put("attacker", Conditions.attacker())
                .put("surprises", verdicts.stream().filter(Verdict::isSurprise).count())
                .put("open", verdicts.stream().filter(Verdict::isOpen).count())
                .put("verdicts", array);
    }

    private static JsonObject verdict(Verdict verdict, Bounds bounds) {
        JsonArray restrictions = Json.array();
        Conditions.restrictions(verdict.question()).forEach(restrictions::add);
        JsonObject options = Json.object();
        verdict.question().options().forEach((option, value) -> {
            var of = verdict.question().protocol().options().get(option);
            options.put(of.name(), of.values().get(value));
        });
        JsonObject object = Json.object()
                .put("protocol", verdict.question().protocol().name())
                .put("claim", verdict.question().claim().name())
                .put("text", verdict.question().claim().text().replaceAll("\\s+", " "))
                .put("point", verdict.question().point().toString())
                .put("under", verdict.question().compromise().name())
                .put("options", options)
                .put("verdict", name(verdict.finding()))
                .put("outcome", verdict.outcome().name().toLowerCase(java.util.Locale.ROOT))
                .put("runs", runs(verdict, verdict.bounds()))
                .put("configurations", verdict.finding().states())
                .put("depth", verdict.finding().depth())
                .put("typing", Conditions.typing(verdict.question(), verdict.bounds()))
                .put("theory", Conditions.theory(verdict.question().protocol()))
                .put("restrictions", restrictions)
                .put("sha256", Conditions.hash(verdict.question()));
        if (!verdict.finding().gaveUp().isEmpty()) {
            object.put("reason", verdict.finding().gaveUp());
        }
        if (!verdict.wider().isEmpty()) {
            object.put("more_runs", verdict.wider());
        }
        if (!verdict.clear().isEmpty()) {
            JsonArray clear = Json.array();
            verdict.clear().forEach(fewer -> clear.add(runs(verdict, fewer)));
            object.put("none_with", clear);
        }
        if (!verdict.finding().undecided().isEmpty()) {
            JsonArray undecided = Json.array();
            verdict.finding().undecided().forEach(undecided::add);
            object.put("undecided", undecided);
        }
        Finding.Trace witness = verdict.finding().witness();
        if (witness != null) {
            JsonArray moves = Json.array();
            witness.moves().forEach(m -> moves.add(m.toString()));
            object.put("witness", moves);
        }
        if (!verdict.inTerms().isEmpty()) {
            JsonArray lines = Json.array();
            verdict.inTerms().forEach(lines::add);
            object.put("attack_in_terms", lines);
        }
        Replay.Result attack = verdict.attack();
        if (attack != null) {
            object.put("attack", attack(attack));
        }
        return object;
    }

    /** How many runs of each role. */
    private static JsonObject runs(Verdict verdict, Bounds bounds) {
        JsonObject runs = Json.object();
        for (Role role : verdict.question().protocol().roles()) {
            runs.put(role.name(), bounds.runs(role, verdict.question().point().role()));
        }
        return runs;
    }

    private static String name(Finding finding) {
        return switch (finding.verdict()) {
            case ATTACK -> "attack";
            case NO_ATTACK -> "no attack within the bounds";
            case INCONCLUSIVE -> "inconclusive";
            case VACUOUS -> "vacuous";
        };
    }

    private static JsonObject attack(Replay.Result attack) {
        JsonArray story = Json.array();
        Story.of(attack).forEach(story::add);
        JsonArray deliveries = Json.array();
        for (Replay.Told told : attack.told()) {
            if (told instanceof Replay.Told.Delivers delivers) {
                deliveries.add(Json.object()
                        .put("message", delivers.message())
                        .put("octets", HexFormat.of().formatHex(delivers.octets()))
                        .put("recipe", delivers.recipe().shown()));
            }
        }
        JsonObject object = Json.object()
                .put("confirmed", attack.isConfirmed())
                .put("story", story)
                .put("deliveries", deliveries);
        if (attack.secret() != null) {
            object.put(
                    "secret",
                    HexFormat.of().formatHex(Octetting.octets(attack.secret().value())));
        }
        return object;
    }
}
