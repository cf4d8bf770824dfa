package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Happening;
import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A claim of the specification, asked of the values that the machines really hold. */
final class ClaimInvariant implements Invariant {
    private final Question question;
    /** The runs that have come to the point of the claim, as they were then. */
    private final List<Reached> reached = new ArrayList<>();

    private record Reached(int run, Session<Datum> session) {}

    ClaimInvariant(Question question) {
        this.question = question;
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
        if (!(happening instanceof Happening.Entered(Run run, var state))
                || state != question.point().state()
                || run.session.role() != question.point().role()
                || !run.isHonest()) {
            return null;
        }
        Session<Datum> session = run.session;
        reached.add(new Reached(run.number, session));
        return switch (question.property()) {
            case Claim.Agree agree -> agree(agree, session, arena);
            case Claim.Alive alive -> alive(alive, session, arena);
            case Claim.Fresh fresh -> fresh(fresh, session, arena);
            case Claim.Never never ->
                arena.machine().decide(never.condition(), session, Condition.ALWAYS).stream()
                                .anyMatch(d -> d.holds())
                        ? session + ": what must never be is so"
                        : null;
            case Claim.Secret ignored -> null;
            case Claim.Reachable ignored -> null;
        };
    }

    @Override
    public @Nullable String atTheEnd(Arena arena) {
        if (!(question.property() instanceof Claim.Secret secret)) {
            return null;
        }
        for (Reached each : reached) {
            Datum value = arena.machine().value(secret.terms().getFirst(), each.session());
            if (value != Datum.ABSENT) {
                String leak = Leaks.find(Octetting.octets(value), arena);
                if (leak != null) {
                    return "what " + each.session().agent() + " takes to be secret " + leak;
                }
            }
        }
        return null;
    }

    // ---- agreement ----

    private static boolean isPartner(Role with, Session<Datum> session, Session<Datum> other) {
        return other.role() == with
                && other.id() != session.id()
                && !other.agent().equals(session.agent())
                && session.agents().contains(other.agent())
                && other.agents().contains(session.agent());
    }

    private static boolean agrees(Claim.Agree agree, Session<Datum> here, Session<Datum> there, Arena arena) {
        for (Claim.Data data : agree.on()) {
            Datum mine = arena.machine().value(data.here(), here);
            Datum theirs = arena.machine().value(data.there(), there);
            if (mine == Datum.ABSENT
                    || theirs == Datum.ABSENT
                    || !arena.algebra().isSame(mine, theirs)) {
                return false;
            }
        }
        return true;
    }

    private @Nullable String agree(Claim.Agree agree, Session<Datum> session, Arena arena) {
        List<Session<Datum>> partners = new ArrayList<>();
        for (Run run : arena.runs().values()) {
            if (isPartner(agree.with(), session, run.session) && agrees(agree, session, run.session, arena)) {
                partners.add(run.session);
            }
        }
        if (partners.isEmpty()) {
            return "no run of " + agree.with().name() + " agrees with " + session;
        }
        if (!agree.injective()) {
            return null;
        }
        int like = 0;
        for (Reached each : reached) {
            boolean same = each.session().agent().equals(session.agent());
            for (Session<Datum> partner : partners) {
                same = same
                        && isPartner(agree.with(), each.session(), partner)
                        && agrees(agree, each.session(), partner, arena);
            }
            like += same ? 1 : 0;
        }
        return like > partners.size()
                ? like + " runs of " + session.agent() + " agree with " + partners.size() + " of the peer"
                : null;
    }

    private static @Nullable String alive(Claim.Alive alive, Session<Datum> session, Arena arena) {
        for (Run run : arena.runs().values()) {
            String agent = run.session.agent();
            boolean peer = alive.with().server() ? agent.equals(alive.with().name()) : !agent.equals(session.agent());
            if (peer
                    && run.sent > 0
                    && session.agents().contains(agent)
                    && (!alive.weak() || run.session.agents().contains(session.agent()))) {
                return null;
            }
        }
        return "nobody whom " + session + " talks to has "
                + (alive.weak() ? "a run with " + session.agent() : "taken part");
    }

    private @Nullable String fresh(Claim.Fresh fresh, Session<Datum> session, Arena arena) {
        Datum value = arena.machine().value(fresh.term(), session);
        for (Reached each : reached) {
            if (each.session() != session
                    && each.session().agent().equals(session.agent())
                    && arena.algebra().isSame(arena.machine().value(fresh.term(), each.session()), value)) {
                return "two runs of " + session.agent() + " accept the same value";
            }
        }
        return null;
    }
}
