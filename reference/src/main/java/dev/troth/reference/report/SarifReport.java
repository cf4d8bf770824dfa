package dev.troth.reference.report;

import dev.troth.reference.attack.Replay;
import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.attack.Story;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import dev.troth.spec.text.Span;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A check as SARIF 2.1.0: a result for each verdict that is not what the specification says, at the line of the
 * expectation; an attack is a code flow with one thread for each party. What the search leaves open is a result of the kind
 * "open" (section 3.27.9), which has no level (section 3.27.10). Passes are not results.
 */
public final class SarifReport {
    private SarifReport() {}

    public static JsonObject of(List<Verdict> verdicts) {
        JsonArray results = Json.array();
        Map<String, String> rules = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            if (verdict.isSurprise() || verdict.isOpen()) {
                String rule = "claim-" + verdict.outcome().name().toLowerCase(java.util.Locale.ROOT);
                rules.put(rule, verdict.isOpen() ? "inconclusive" : verdict.remark());
                results.add(result(rule, verdict));
            }
        }
        JsonArray ruleArray = Json.array();
        rules.forEach((id, text) -> ruleArray.add(Json.object()
                .put("id", id)
                .put("shortDescription", Json.object().put("text", text))));
        JsonObject driver = Json.object().put("name", "Troth").put("rules", ruleArray);
        JsonObject run =
                Json.object().put("tool", Json.object().put("driver", driver)).put("results", results);
        return Json.object()
                .put("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
                .put("version", "2.1.0")
                .put("runs", Json.array().add(run));
    }

    private static JsonObject result(String rule, Verdict verdict) {
        String text = verdict.question().claim().name() + " under "
                + verdict.question().compromise().name()
                + (verdict.question().optionText().isEmpty()
                        ? ""
                        : " where " + verdict.question().optionText())
                + ": " + verdict.word() + "; " + verdict.remark();
        JsonObject result = Json.object()
                .put("ruleId", rule)
                .put("kind", verdict.isOpen() ? "open" : "fail")
                .put("level", verdict.isOpen() ? "none" : "error")
                .put("message", Json.object().put("text", text))
                .put("locations", Json.array().add(location(verdict.question().where(), text)));
        Replay.Result attack = verdict.attack();
        if (attack != null) {
            result.put(
                    "codeFlows",
                    Json.array().add(flow(attack, verdict.question().where())));
        }
        return result;
    }

    private static JsonObject location(Span span, String message) {
        JsonObject physical = Json.object()
                .put("artifactLocation", Json.object().put("uri", span.source().name()))
                .put("region", Json.object().put("startLine", span.line()).put("startColumn", span.column()));
        return Json.object()
                .put("physicalLocation", physical)
                .put("message", Json.object().put("text", message));
    }

    /** One thread for each party, the attacker's last. */
    private static JsonObject flow(Replay.Result attack, Span where) {
        Map<String, JsonArray> threads = new LinkedHashMap<>();
        Map<Integer, String> agents = new LinkedHashMap<>();
        JsonArray attacker = Json.array();
        for (Told told : attack.told()) {
            switch (told) {
                case Told.Begins begins -> {
                    agents.put(begins.slot(), begins.agents().getFirst());
                    add(
                            threads,
                            begins.agents().getFirst(),
                            "begins as " + begins.role().name(),
                            where);
                }
                case Told.Sends sends ->
                    add(threads, agents.getOrDefault(sends.slot(), "?"), "sends " + sends.label(), where);
                case Told.Enters enters ->
                    add(threads, agents.getOrDefault(enters.slot(), "?"), "is in " + enters.state(), where);
                case Told.Delivers delivers ->
                    attacker.add(step(
                            "delivers " + delivers.message() + ": "
                                    + delivers.recipe().shown(),
                            where));
                default -> {}
            }
        }
        JsonArray flows = Json.array();
        threads.forEach((agent, steps) -> flows.add(thread(agent, steps)));
        flows.add(thread("Mallory", attacker));
        return Json.object()
                .put("message", Json.object().put("text", String.join("\n", Story.of(attack))))
                .put("threadFlows", flows);
    }

    private static JsonObject thread(String agent, JsonArray steps) {
        return Json.object().put("id", agent).put("locations", steps);
    }

    private static void add(Map<String, JsonArray> threads, String agent, String text, Span where) {
        threads.computeIfAbsent(agent, a -> Json.array()).add(step(text, where));
    }

    private static JsonObject step(String text, Span where) {
        return Json.object().put("location", location(where, text));
    }
}
