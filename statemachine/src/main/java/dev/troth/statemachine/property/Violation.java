package dev.troth.statemachine.property;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Expr.Comparison;
import dev.troth.spec.model.Players;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What it means that a claim is false, written once over an algebra of values. The search asks it of terms and solves what it
 * answers; a replay and a trial ask it of bytes. Decision 004 says the same in words. Agreement and aliveness are those of Lowe
 * (A hierarchy of authentication specifications, CSFW 1997).
 *
 * @param <V> the values
 */
public final class Violation<V> {
    private final Claim.Property property;
    private final Machine<V> machine;
    private final Algebra<V> algebra;
    private final Players players;
    private final Predicate<String> honest;

    /** @param honest who is honest: a claim says nothing of a peer that is not */
    public Violation(
            Claim.Property property,
            Machine<V> machine,
            Algebra<V> algebra,
            Players players,
            Predicate<String> honest) {
        this.property = property;
        this.machine = machine;
        this.algebra = algebra;
        this.players = players;
        this.honest = honest;
    }

    /**
     * One way in which a claim can be false.
     *
     * @param formula what has to be true
     * @param derived what the attacker has to have
     */
    public record Way<V>(Formula<V> formula, List<V> derived, Wrong wrong) {
        static <V> Way<V> always(Wrong wrong) {
            return new Way<>(new Formula.Truth<>(true), List.of(), wrong);
        }
    }

    /**
     * The ways in which the claim is false; none if it is true whatever is assumed.
     *
     * @param at the runs that the claim is about, as they came to its point
     * @param all every run there is, as it is now
     * @param condition what is assumed already
     */
    public List<Way<V>> ways(List<Party<V>> at, List<Party<V>> all, Condition condition) {
        return switch (property) {
            case Claim.Secret secret -> secret(secret.terms().getFirst(), at);
            case Claim.Agree agree -> agree(agree, at, all, condition);
            case Claim.Alive alive -> alive(alive, at, all);
            case Claim.Fresh(Expr term, var ignored) -> fresh(term, at);
            case Claim.Never(Expr forbidden, var ignored) -> never(forbidden, at);
            case Claim.Reachable ignored -> List.of();
        };
    }

    /**
     * Whether a claim compares what a run holds as it comes to the point with what others hold at that moment. Others are about that run
     * alone, or what the attacker has, and may be asked of any time that it came there.
     */
    public static boolean isOfPeers(Claim.Property property) {
        return switch (property) {
            case Claim.Agree ignored -> true;
            case Claim.Alive ignored -> true;
            case Claim.Secret ignored -> false;
            case Claim.Fresh ignored -> false;
            case Claim.Never ignored -> false;
            case Claim.Reachable ignored -> false;
        };
    }

    private List<Way<V>> secret(Expr term, List<Party<V>> at) {
        List<Way<V>> ways = new ArrayList<>();
        for (Party<V> party : at) {
            V value = machine.value(term, party.session());
            ways.add(new Way<>(new Formula.Present<>(value), List.of(value), new Wrong.Known(party.agent())));
        }
        return ways;
    }

    private List<Way<V>> fresh(Expr term, List<Party<V>> at) {
        List<Way<V>> ways = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            for (int j = i + 1; j < at.size(); j++) {
                if (at.get(i).isSameRun(at.get(j))) {
                    continue;
                }
                Formula<V> same = new Formula.Compare<>(
                        Comparison.EQUAL,
                        machine.value(term, at.get(i).session()),
                        machine.value(term, at.get(j).session()));
                ways.add(new Way<>(same, List.of(), new Wrong.Repeated(at.get(i).agent())));
            }
        }
        return ways;
    }

    private List<Way<V>> never(Expr forbidden, List<Party<V>> at) {
        List<Way<V>> ways = new ArrayList<>();
        for (Party<V> party : at) {
            ways.add(new Way<>(
                    machine.formula(forbidden, party.session()), List.of(), new Wrong.Forbidden(party.agent())));
        }
        return ways;
    }

    // ---- peers ----

    /** Who a run takes to be in a role: one agent for each parameter that may stand for it. The claim has to be true of each. */
    private List<String> peers(Session<V> session, Role with) {
        return players.readings(session.role(), session.agents(), with).stream()
                .flatMap(List::stream)
                .toList();
    }

    /** Whether a run takes an agent to be in a role, however it is read. */
    private boolean takes(Party<V> run, String agent, Role role) {
        List<List<String>> readings =
                players.readings(run.session().role(), run.session().agents(), role);
        return !readings.isEmpty() && readings.stream().allMatch(reading -> reading.contains(agent));
    }

    private List<Way<V>> alive(Claim.Alive alive, List<Party<V>> at, List<Party<V>> all) {
        List<Way<V>> ways = new ArrayList<>();
        for (Party<V> party : at) {
            List<String> peers = peers(party.session(), alive.with());
            if (peers.isEmpty()) {
                ways.add(Way.always(new Wrong.Unknown(party.agent(), alive.with())));
            }
            for (String peer : peers) {
                boolean isAlive = all.stream()
                        .anyMatch(run -> !run.isSameRun(party)
                                && run.spoke()
                                && run.agent().equals(peer)
                                && (!alive.weak() || run.knows(party.agent())));
                if (honest.test(peer) && !isAlive) {
                    ways.add(Way.always(new Wrong.Absent(party.agent(), peer, alive.weak())));
                }
            }
        }
        return ways;
    }

    // ---- agreement ----

    private List<Way<V>> agree(Claim.Agree agree, List<Party<V>> at, List<Party<V>> all, Condition condition) {
        List<List<String>> peers =
                at.stream().map(party -> peers(party.session(), agree.with())).toList();
        boolean isKnown = peers.stream().noneMatch(List::isEmpty);
        if (!isKnown && !agree.oneWay()) {
            return List.of(Way.always(new Wrong.Unknown(at.getFirst().agent(), agree.with())));
        }
        List<Way<V>> ways = new ArrayList<>();
        // Runs of one role take equally many agents to be in another; where they take nobody, the data may be
        // anybody's.
        int places = isKnown ? peers.getFirst().size() : 1;
        for (int place = 0; place < places; place++) {
            List<List<Partner<V>>> partners = new ArrayList<>();
            boolean speaks = true;
            for (int i = 0; i < at.size(); i++) {
                String peer = isKnown ? peers.get(i).get(place) : null;
                speaks &= peer == null || honest.test(peer);
                partners.add(partners(agree, at.get(i), peer, all, condition));
            }
            if (speaks) {
                for (int i = 0; i < at.size(); i++) {
                    String peer = isKnown ? peers.get(i).get(place) : "anybody";
                    unless(
                            partners.get(i).stream().map(Partner::data).toList(),
                            new Wrong.Alone(at.get(i).agent(), peer, agree.with()),
                            ways);
                }
                if (agree.injective()) {
                    shared(at.getFirst().agent(), partners, ways);
                }
            }
        }
        return ways;
    }

    /** A run that may agree with another, if their data are equal. */
    private record Partner<V>(Party<V> run, Formula<V> data) {}

    /**
     * The runs of a peer that may agree with a run of the claim.
     *
     * @param peer who must have them, or null for any honest agent
     */
    private List<Partner<V>> partners(
            Claim.Agree agree, Party<V> party, @Nullable String peer, List<Party<V>> all, Condition condition) {
        List<Partner<V>> partners = new ArrayList<>();
        for (Party<V> run : all) {
            boolean isPeer = run.session().role() == agree.with()
                    && !run.isSameRun(party)
                    && (peer == null ? honest.test(run.agent()) : run.agent().equals(peer))
                    && (agree.oneWay()
                            || takes(run, party.agent(), party.session().role()));
            Formula<V> data = isPeer ? data(agree, party.session(), run.session(), condition) : null;
            if (data != null) {
                partners.add(new Partner<>(run, data));
            }
        }
        return partners;
    }

    /** That two runs have the same data, as far as it is open; null if they have not whatever comes. */
    private @Nullable Formula<V> data(Claim.Agree agree, Session<V> here, Session<V> there, Condition condition) {
        List<Formula<V>> equal = new ArrayList<>();
        for (Claim.Data data : agree.on()) {
            V mine = machine.value(data.here(), here);
            V theirs = machine.value(data.there(), there);
            if (mine == algebra.absent() || theirs == algebra.absent()) {
                return null;
            }
            // Also of one value: it may turn out to be absent.
            equal.add(new Formula.Compare<>(Comparison.EQUAL, mine, theirs));
        }
        Formula<V> all = equal.size() == 1 ? equal.getFirst() : new Formula.All<>(equal);
        List<Decision> decisions = algebra.decide(all, condition);
        if (decisions.stream().noneMatch(Decision::holds)) {
            return null;
        }
        return decisions.stream().allMatch(Decision::holds) ? new Formula.Truth<>(true) : all;
    }

    /** Adds that none of some alternatives is true, unless one is true whatever comes. */
    private static <V> void unless(List<Formula<V>> alternatives, Wrong wrong, List<Way<V>> ways) {
        if (alternatives.isEmpty()) {
            ways.add(Way.always(wrong));
        } else if (alternatives.stream().noneMatch(Formula.Truth.class::isInstance)) {
            Formula<V> any = alternatives.size() == 1 ? alternatives.getFirst() : new Formula.Any<>(alternatives);
            ways.add(new Way<>(new Formula.Not<>(any), List.of(), wrong));
        }
    }

    /** Adds that there is no way to give each run a partner of its own. */
    private void shared(String agent, List<List<Partner<V>>> partners, List<Way<V>> ways) {
        long different = partners.stream()
                .flatMap(List::stream)
                .map(p -> p.run().session().id())
                .distinct()
                .count();
        int runs = partners.size();
        List<Formula<V>> matchings = new ArrayList<>();
        if (different >= runs) {
            matchings(partners, new ArrayList<>(), matchings);
        }
        unless(matchings, new Wrong.Shared(agent, runs, (int) Math.min(different, runs - 1L)), ways);
    }

    /** Every way to give each run a partner of its own; one alone if it needs nothing. */
    private static <V> void matchings(List<List<Partner<V>>> partners, List<Partner<V>> chosen, List<Formula<V>> out) {
        if (chosen.size() == partners.size()) {
            List<Formula<V>> open = chosen.stream()
                    .map(Partner::data)
                    .filter(data -> !(data instanceof Formula.Truth))
                    .toList();
            out.add(
                    open.isEmpty()
                            ? new Formula.Truth<>(true)
                            : open.size() == 1 ? open.getFirst() : new Formula.All<>(open));
            return;
        }
        for (Partner<V> next : partners.get(chosen.size())) {
            boolean isFree = chosen.stream().noneMatch(c -> c.run().isSameRun(next.run()));
            if (isFree && (out.isEmpty() || !(out.getLast() instanceof Formula.Truth))) {
                List<Partner<V>> more = new ArrayList<>(chosen);
                more.add(next);
                matchings(partners, more, out);
            }
        }
    }
}
