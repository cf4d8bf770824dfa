package dev.troth.reference.document;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Compromise.Reveal;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.claim.Questions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Claims as sentences that a draft can carry: what is true at which point, and what takes it away. */
final class Goals {
    private final Protocol protocol;

    Goals(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What a claim says. */
    String sentence(Claim claim) {
        boolean anyPeer = Questions.points(claim.property()).getFirst().anyPeer();
        return said(claim) + (anyPeer ? " This is so with dishonest peers too." : "");
    }

    private static String said(Claim claim) {
        return switch (claim.property()) {
            case Claim.Secret secret ->
                "When " + points(secret.points()) + ", nobody else knows the value of " + value(claim)
                        + (secret.against().isEmpty() ? "" : ", not even " + String.join(" or ", secret.against()))
                        + ", then or later.";
            case Claim.Agree agree ->
                "When " + points(List.of(agree.point())) + ", its peer has a run as "
                        + agree.with().name()
                        + (agree.oneWay() ? ", with whomever" : " with it")
                        + ", and both have the same "
                        + agree.on().stream().map(Claim.Data::text).collect(Collectors.joining(", "))
                        + (agree.injective() ? "; no two runs share a partner." : ".");
            case Claim.Alive alive ->
                "When " + points(List.of(alive.point())) + ", the peer that it takes to be "
                        + alive.with().name()
                        + " has taken part" + (alive.weak() ? ", with it as the peer." : ".");
            case Claim.Fresh fresh ->
                "No two runs that come to " + place(fresh.point()) + " have accepted one value of " + value(claim)
                        + ".";
            case Claim.Never never -> "No run that comes to " + place(never.point()) + " has " + value(claim) + ".";
            case Claim.Reachable reachable -> "A run can come to " + place(reachable.point()) + ".";
        };
    }

    /** The term of a claim as it is written: between the kind of the claim and the point. */
    private static String value(Claim claim) {
        String text = claim.text().replaceAll("\\s+", " ");
        int at = text.indexOf(" at ");
        int blank = text.indexOf(' ');
        return blank >= 0 && at > blank ? text.substring(blank + 1, at) : text;
    }

    private static String points(List<Claim.Point> points) {
        return points.stream()
                .map(p -> p.role().name() + " is in " + p.state().name())
                .collect(Collectors.joining(" or "));
    }

    private static String place(Claim.Point point) {
        return point.state().name() + " as " + point.role().name();
    }

    /** What takes the goal away, as the file expects; {@code -} if nothing is named. */
    String unless(Claim claim) {
        List<String> all = new ArrayList<>();
        for (Claim.Expectation expectation : claim.expectations()) {
            if (!expectation.holds()) {
                for (String model : expectation.under()) {
                    String options = options(expectation.where());
                    String reveals = model.equals("none") ? "" : model + ": " + reveals(model);
                    all.add(reveals + (reveals.isEmpty() || options.isEmpty() ? "" : ", with ") + options);
                }
            }
        }
        all.replaceAll(s -> s.isEmpty() ? "it does not hold" : s);
        return all.isEmpty() ? "-" : String.join("; ", all);
    }

    private String options(Map<Integer, Integer> where) {
        return where.entrySet().stream()
                .map(e -> {
                    Protocol.Option option = protocol.options().get(e.getKey());
                    return option.name() + " = " + option.values().get(e.getValue());
                })
                .collect(Collectors.joining(" and "));
    }

    private String reveals(String model) {
        return protocol.compromises().stream()
                .filter(c -> c.name().equals(model))
                .findFirst()
                .map(Goals::words)
                .orElse("another attacker");
    }

    private static String words(Compromise model) {
        List<String> words = new ArrayList<>();
        for (Reveal reveal : model.reveals()) {
            if (reveal.when() != Compromise.When.OTHERS) {
                words.add(what(reveal) + " of " + whose(reveal.when()));
            }
        }
        if (model.untyped()) {
            words.add("fields taken for others");
        }
        if (model.anyKey()) {
            words.add("keys registered by others");
        }
        if (model.selfTalk()) {
            words.add("agents that talk to themselves");
        }
        return words.isEmpty() ? "secrets of strangers leak" : String.join(" and ", words) + " leak";
    }

    private static String what(Reveal reveal) {
        return switch (reveal.what()) {
            case LONG_TERM -> "long-term secrets";
            case SESSION_KEYS -> "session keys";
            case KEY ->
                reveal.key() == null ? "keys" : "values of " + reveal.key().name();
            case FRESH -> "random values";
            case STATE -> "variables";
            case HOP_KEYS -> "long-term keys of hops";
        };
    }

    private static String whose(Compromise.When when) {
        return switch (when) {
            case OTHERS -> "others";
            case ACTOR -> "the run's own agent, before it,";
            case SERVERS -> "the servers";
            case AFTER_CORRECT -> "everyone, after a run with a true partner,";
            case AFTER -> "everyone, after the run,";
            case ALL_RUNS -> "all runs";
            case OTHER_RUNS -> "other runs";
        };
    }
}
