package dev.troth.reference.compare;

import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** A comparison as data; times in microseconds. */
public final class ComparisonJson {
    private ComparisonJson() {}

    public static JsonObject of(List<Comparison> compared, NetworkProfile profile) {
        JsonArray all = Json.array();
        compared.forEach(c -> all.add(one(c, profile)));
        return Json.object()
                .put("schema", "troth-comparison")
                .put("version", 1)
                .put(
                        "network",
                        Json.object()
                                .put("rtt_us", profile.rtt() / 1000)
                                .put("jitter_us", profile.jitter() / 1000)
                                .put("loss_percent", profile.loss())
                                .put("proxies", profile.proxies())
                                .put("fork", profile.fork())
                                .put("calls", profile.runs())
                                .put("seed", profile.seed()))
                .put("specifications", all);
    }

    private static JsonObject one(Comparison c, NetworkProfile profile) {
        Cost cost = c.cost();
        Criteria criteria = c.criteria();
        JsonObject one = Json.object()
                .put("name", c.name())
                .put(
                        "cost",
                        Json.object()
                                .put("signalling_messages", cost.riding())
                                .put("signalling_octets", cost.ridingOctets())
                                .put("media_datagrams", cost.media())
                                .put("media_octets", cost.mediaOctets())
                                .put("public_key_operations_caller", cost.callerOperations())
                                .put("public_key_operations_callee", cost.calleeOperations())
                                .put("public_key_operations_before_offer", cost.offerOperations())
                                .put("round_trips_hundredths", cost.roundTrips(profile.rtt())))
                .put("protected_us", delays(c.both()))
                .put("caller_to_callee_us", delays(c.forth()))
                .put("callee_to_caller_us", delays(c.back()))
                .put("clipped_us", delays(c.clipped()))
                .put("vouched_us", delays(c.verified()))
                .put(
                        "criteria",
                        Json.object()
                                .put("path", criteria.path())
                                .put("network_learns", criteria.network())
                                .put("proxies_learn", criteria.proxies())
                                .put("forward_secret", criteria.forward())
                                .put("known_at_ringing", criteria.ringing())
                                .put("media_before_answer", criteria.early())
                                .put("branch_keys", criteria.branches())
                                .put("ssrc_signalled", criteria.ssrc())
                                .put("peer_without_mechanism", criteria.lacking()))
                .put("requirements", requirements(c.requirements()))
                .put(
                        "told",
                        Json.object()
                                .put("caller", texts(c.awareness().caller()))
                                .put("callee", texts(c.awareness().callee()))
                                .put(
                                        "caller_to_callee_at_ringing",
                                        c.awareness().ringing())
                                .put(
                                        "caller_to_callee_in_the_end",
                                        c.awareness().inTheEnd())
                                .put("caller_alone", texts(c.awareness().alone())));
        Branching branching = c.branching();
        if (branching != null) {
            one.put(
                    "other_device",
                    Json.object()
                            .put("has_callers_key", branching.learns())
                            .put("ends_in", branching.other())
                            .put("retargeted", branching.retargeted()));
        }
        return one;
    }

    private static JsonArray requirements(Requirements requirements) {
        JsonArray all = Json.array();
        for (Requirements.Answered each : requirements.all()) {
            all.add(Json.object()
                    .put("document", Requirements.DOCUMENT)
                    .put("section", each.section())
                    .put("asked", each.asked())
                    .put(
                            "answer",
                            each.answer() == null
                                    ? "not stated"
                                    : each.answer().name().toLowerCase(Locale.ROOT))
                    .put("why", each.why())
                    .put("computed", each.computed()));
        }
        return all;
    }

    private static JsonArray texts(List<String> texts) {
        JsonArray all = Json.array();
        texts.forEach(all::add);
        return all;
    }

    private static JsonObject delays(Delays delays) {
        return Json.object()
                .put("median", micros(delays.percentile(50)))
                .put("p95", micros(delays.percentile(95)))
                .put("p99", micros(delays.percentile(99)))
                .put("never", delays.missing());
    }

    private static long micros(long nanos) {
        return nanos < 0 ? -1 : nanos / 1000;
    }
}
