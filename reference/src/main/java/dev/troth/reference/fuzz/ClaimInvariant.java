package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Happening;
import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Players;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.property.Party;
import dev.troth.statemachine.property.Violation;
import dev.troth.statemachine.property.Violation.Way;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim of the specification, asked of the values that the machines really hold. */
final class ClaimInvariant implements Invariant {
    private final Question question;
    private final Players players;
    /** The runs that have come to the point of the claim, as they were then, each time. */
    private final List<Party<Datum>> reached = new ArrayList<>();

    ClaimInvariant(Question question) {
        this.question = question;
        this.players = Players.of(question.protocol());
    }

    @Override
    public String name() {
        return question.claim().name();
    }

    @Override
    public String kind() {
        return switch (question.property()) {
            case Claim.Secret ignored -> "secrecy";
            case Claim.Agree agree -> agree.injective() ? "replay" : "agreement";
            case Claim.Alive ignored -> "aliveness";
            case Claim.Fresh ignored -> "freshness";
            case Claim.Never ignored -> "never";
            case Claim.Reachable ignored -> "machine";
        };
    }

    @Override
    public @Nullable String after(Happening happening, Arena arena) {
        if (!(happening instanceof Happening.Entered(Run run, var state, var as))
                || state != question.point().state()
                || run.session.role() != question.point().role()
                || !(question.point().anyPeer() ? run.isHonestAlone() : run.isHonest())) {
            return null;
        }
        boolean ofPeers = Violation.isOfPeers(question.property());
        for (Session<Datum> session : ofPeers ? List.of(as.getLast()) : as) {
            Party<Datum> now = new Party<>(session, run.sent > 0);
            if (ofPeers) {
                reached.removeIf(r -> r.session().id() == session.id());
            }
            reached.add(now);
            String wrong = question.property() instanceof Claim.Secret ? null : wrong(now, arena);
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    /** What is wrong with a run that has just come to the point, or with it and others of its agent. */
    private @Nullable String wrong(Party<Datum> now, Arena arena) {
        List<Party<Datum>> at = question.tests() == 1
                ? List.of(now)
                : reached.stream()
                        .filter(r -> r.session().agent().equals(now.session().agent()))
                        .toList();
        for (Way<Datum> way : ways(at, arena)) {
            if (way.derived().isEmpty() && isSo(way, arena)) {
                return way.wrong().words();
            }
        }
        return null;
    }

    /** A secret may be lost later, so it is looked for when all is over. */
    @Override
    public @Nullable String atTheEnd(Arena arena) {
        if (!(question.property() instanceof Claim.Secret)) {
            return null;
        }
        for (Way<Datum> way : ways(reached, arena)) {
            for (Datum value : isSo(way, arena) ? way.derived() : List.<Datum>of()) {
                String leak = Leaks.find(Octetting.octets(value), arena);
                if (leak != null) {
                    return way.wrong().words() + ": it " + leak;
                }
            }
        }
        return null;
    }

    private List<Way<Datum>> ways(List<Party<Datum>> at, Arena arena) {
        List<Party<Datum>> all = arena.runs().values().stream()
                .map(run -> new Party<>(run.session, run.sent > 0))
                .toList();
        return new Violation<>(
                        question.property(),
                        arena.machine(),
                        arena.algebra(),
                        players,
                        agent -> !agent.equals(Cast.ATTACKER))
                .ways(at, all, Condition.ALWAYS);
    }

    private static boolean isSo(Way<Datum> way, Arena arena) {
        return arena.algebra().decide(way.formula(), Condition.ALWAYS).stream().allMatch(Decision::holds);
    }
}
