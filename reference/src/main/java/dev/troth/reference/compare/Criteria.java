package dev.troth.reference.compare;

import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Scenario;
import java.util.List;

/**
 * What RFC 5479 asks of a key exchange, as far as it can be read off a run or the claims of a specification.
 *
 * @param ringing whether the callee knows, while it rings, that the call can be protected (section 4.1)
 * @param early whether the caller can decrypt what the callee sends before the answer arrives (appendix A.4.2)
 * @param branches whether each branch of a forked call has keys of its own (appendix A.4.1)
 * @param ssrc whether SSRCs are signalled (appendix A.4.3)
 * @param forward whether recorded calls stay secret when long-term keys leak later (appendix A.5.2)
 * @param offer public-key operations of the caller before the offer leaves (appendix A.5.4)
 * @param lacking what the caller comes to when the other end does not have the mechanism (appendix A.5.3)
 */
public record Criteria(
        String path,
        String ringing,
        String early,
        String branches,
        String ssrc,
        String network,
        String proxies,
        String forward,
        String offer,
        String lacking) {

    static Criteria of(Call call, Cost cost, NetworkProfile profile) {
        List<Entry> entries = Simulation.run(call.protocol(), call.settings(profile.quiet(), profile.seed(), true))
                .transcript()
                .entries();
        boolean signalled = call.signalling() != null;
        return new Criteria(
                path(signalled, cost),
                signalled ? "yes, from the offer" : "no",
                early(call, entries, cost),
                branches(call, entries, signalled),
                signals(call, "ssrc") ? "yes" : "no",
                learns(call, List.of("none"), false),
                signalled ? learns(call, List.of("none"), true) : "no proxy sees it",
                forward(call),
                String.valueOf(cost.offerOperations()),
                lacking(call, profile));
    }

    private static String path(boolean signalled, Cost cost) {
        return signalled ? cost.media() == 0 ? "signalling" : "signalling and media" : "media";
    }

    private static long exported(List<Entry> entries, Scenario.Run run, String target) {
        return entries.stream()
                .filter(e -> e instanceof Entry.Value v
                        && v.kind() == Entry.Kind.EXPORTED
                        && v.name().equals(target)
                        && v.who().session() == run.number())
                .mapToLong(Entry::at)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    private static String early(Call call, List<Entry> entries, Cost cost) {
        if (cost.media() > 0) {
            return "keys come on the media path";
        }
        return exported(entries, call.caller, "srtp.in") <= call.answered(entries) ? "yes" : "no, clipped";
    }

    /** Who has the offer alone has the caller's key, if the callee has it from the offer alone. */
    private static String branches(Call call, List<Entry> entries, boolean signalled) {
        if (!signalled) {
            return "yes";
        }
        long key = exported(entries, call.callee, "srtp.in");
        long read = entries.stream()
                .filter(e ->
                        e instanceof Entry.MessageRead r && r.who().session() == call.callee.number() && r.at() <= key)
                .count();
        return read <= 1 ? "no, the offer has the key" : "yes";
    }

    /** Whether the signalling carries a field of this name, in a message that is not media. */
    static boolean signals(Call call, String field) {
        Channel signalling = call.signalling();
        return signalling != null
                && call.protocol().messages().stream()
                        .filter(message -> !message.name().equals("Srtp"))
                        .flatMap(message -> message.elements().stream())
                        .anyMatch(element -> has(element.layout(), field));
    }

    private static boolean has(Layout layout, String field) {
        return layout instanceof Layout.Binary binary
                && binary.fields().stream()
                        .anyMatch(f -> f.name().equals(field)
                                || (f.shape() instanceof Layout.Group(Layout.Size ignored, Layout.Binary entry)
                                        && has(entry, field)));
    }

    /** Whether a secrecy claim holds under models, of the network or of the relays, as the specification expects. */
    private static String learns(Call call, List<String> models, boolean relays) {
        boolean holds = false;
        boolean breaks = false;
        for (Claim claim : call.protocol().claims()) {
            if (claim.property() instanceof Claim.Secret secret
                    && (relays
                            ? isAgainstRelays(call, secret)
                            : secret.against().isEmpty())) {
                for (Claim.Expectation expectation : claim.expectations()) {
                    if (call.applies(expectation)
                            && expectation.under().stream().anyMatch(models::contains)) {
                        holds |= expectation.holds();
                        breaks |= !expectation.holds();
                    }
                }
            }
        }
        return breaks && !holds ? "yes" : holds ? "no" : "not claimed";
    }

    /** Of the others that a claim can speak of, all but a branch are relays, whatever their names are in this comparison. */
    private static boolean isAgainstRelays(Call call, Claim.Secret secret) {
        return !secret.against().isEmpty()
                && call.protocol().channels().stream()
                        .noneMatch(c -> secret.against().contains(c.branch()));
    }

    private static String forward(Call call) {
        String later = learns(call, List.of("AF", "HOP"), false);
        return switch (later) {
            case "yes" -> "no";
            case "no" -> "yes";
            default -> usesLongTerm(call) ? "not claimed" : "no long-term keys";
        };
    }

    static boolean usesLongTerm(Call call) {
        return call.protocol().sources().stream()
                .anyMatch(s -> s.text().contains("shared(me") || s.text().contains("private(me"));
    }

    private static String lacking(Call call, NetworkProfile profile) {
        Transcript alone =
                Simulation.run(call.protocol(), call.alone(profile.quiet())).transcript();
        Transcript.Outcome outcome = alone.outcomes().getFirst();
        long at = 0;
        for (Entry entry : alone.entries()) {
            if (entry instanceof Entry.StateEntered entered && entered.who().session() == call.caller.number()) {
                at = entered.at();
            }
        }
        String why = outcome.reason().isEmpty() ? "" : ": " + outcome.reason();
        return outcome.state() + why + ", after " + at / 1_000_000 + " ms";
    }
}
