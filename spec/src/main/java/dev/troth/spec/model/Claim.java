package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must be true, and what is expected of it under which compromise and options. */
public record Claim(
        String name, Property property, List<Expectation> expectations, String text, Span span, List<Ref> refs) {
    /**
     * A point of a run: a role enters a state.
     *
     * @param anyPeer also runs whose peers are dishonest are meant, as far as the claim does not speak of those peers
     */
    public record Point(Role role, State state, boolean anyPeer) {
        public Point(Role role, State state) {
            this(role, state, false);
        }

        @Override
        public String toString() {
            return role.name() + "." + state.name();
        }
    }

    /** The property claimed; decision 004 says what each means. */
    public sealed interface Property {
        /** The expressions that it is made of. */
        default List<Spoken> values() {
            return switch (this) {
                case Secret secret -> {
                    List<Spoken> spoken = new ArrayList<>();
                    for (Point point : secret.points()) {
                        secret.terms().forEach(term -> spoken.add(new Spoken(term, point.role())));
                    }
                    yield spoken;
                }
                case Agree agree -> {
                    List<Spoken> spoken = new ArrayList<>();
                    for (Data data : agree.on()) {
                        spoken.add(new Spoken(data.here(), agree.point().role()));
                        spoken.add(new Spoken(data.there(), agree.with()));
                    }
                    yield spoken;
                }
                case Fresh fresh ->
                    List.of(new Spoken(fresh.term(), fresh.point().role()));
                case Never never ->
                    List.of(new Spoken(never.condition(), never.point().role()));
                case Alive ignored -> List.of();
                case Reachable ignored -> List.of();
            };
        }
    }

    /** An expression, and the role whose variables it names. */
    public record Spoken(Expr value, Role of) {}

    /** {@code against} names parties that must not learn it; empty means the attacker. */
    public record Secret(List<Expr> terms, List<Point> points, List<String> against) implements Property {}

    /**
     * The agent that is taken to be in role {@code with} has a run of it with the same data.
     *
     * @param injective no two runs at the point share such a run
     * @param oneWay that run need not have this one's agent as its peer: only where the data come from is claimed
     */
    public record Agree(Point point, Role with, List<Data> on, boolean injective, boolean oneWay) implements Property {}

    /** One datum of an agreement: how each side computes it. */
    public record Data(Expr here, Expr there, String text) {}

    /**
     * The agent that is taken to be in role {@code with} has said something, in whatever role.
     *
     * @param weak and had this one's agent as a peer then
     */
    public record Alive(Point point, Role with, boolean weak) implements Property {}

    /** No two runs of one agent have the same value at the point. */
    public record Fresh(Expr term, Point point) implements Property {}

    /** A condition that no run is in at the point: one key for both directions, a pad used twice. */
    public record Never(Expr condition, Point point) implements Property {}

    public record Reachable(Point point) implements Property {}

    /** {@code holds under none where cache = on}; {@code where} maps option index to value index. */
    public record Expectation(boolean holds, List<String> under, Map<Integer, Integer> where, Span span) {}
}
