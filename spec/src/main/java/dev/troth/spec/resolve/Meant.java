package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Players;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.text.Span;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Claims about a peer where nothing tells which agent of a run that is. */
final class Meant {
    private final Names names;
    private final Players players;
    private final Set<List<Role>> told = new HashSet<>();

    private Meant(Names names, Protocol protocol) {
        this.names = names;
        this.players = Players.of(protocol);
    }

    static void report(Names names, Protocol protocol) {
        Meant meant = new Meant(names, protocol);
        for (Claim claim : protocol.claims()) {
            switch (claim.property()) {
                case Claim.Agree agree -> {
                    meant.ask(agree.point().role(), agree.with(), claim.span());
                    if (!agree.oneWay()) {
                        meant.ask(agree.with(), agree.point().role(), claim.span());
                    }
                    meant.others(agree.point(), agree.with(), claim.span());
                }
                case Claim.Alive alive -> {
                    meant.ask(alive.point().role(), alive.with(), claim.span());
                    meant.others(alive.point(), alive.with(), claim.span());
                }
                case Claim.Secret ignored -> {}
                case Claim.Fresh ignored -> {}
                case Claim.Never ignored -> {}
                case Claim.Reachable ignored -> {}
            }
        }
    }

    private void ask(Role role, Role with, Span claim) {
        if (players.isTold(role, with) || !told.add(List.of(role, with))) {
            return;
        }
        List<String> candidates = players.readings(role, with).stream()
                .flatMap(List::stream)
                .map(role.agents()::get)
                .toList();
        names.diagnostics.report(
                Code.T0603,
                claim,
                "nothing tells which of " + String.join(", ", candidates) + " is " + with.name() + " for a run of "
                        + role.name() + ", so it is asked of each",
                "of whom?",
                "write in the head of role " + role.name() + ": " + candidates.getFirst() + " : " + with.name());
    }

    /** Dishonest peers are others than the one that the claim speaks of. */
    private void others(Claim.Point point, Role with, Span claim) {
        List<Integer> meant = players.readings(point.role(), with).stream()
                .flatMap(List::stream)
                .toList();
        boolean alone = true;
        for (int i = 1; i < point.role().agents().size(); i++) {
            alone &= meant.contains(i) || !point.role().players().get(i).isEmpty();
        }
        if (point.anyPeer() && alone) {
            names.diagnostics.report(
                    Code.T0602,
                    claim,
                    "a dishonest " + with.name() + " need not take part, and "
                            + point.role().name() + " has no other peer",
                    "nothing is claimed",
                    "leave out: even with dishonest peers");
        }
    }
}
