package dev.troth.reference.draw;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The state machine of each role: states, and on each arrow the event, its guards in short form, and reasons. */
public final class StateView {
    private static final int WIDEST = 44;
    private static final int MOST_LINES = 9;

    private final Wording wording;
    private final List<Graph.Group> groups = new ArrayList<>();
    private final Map<Way, Set<String>> ways = new LinkedHashMap<>();

    private record Way(String from, String to) {}

    private StateView(Protocol protocol) {
        this.wording = new Wording(protocol);
    }

    public static Graph of(Protocol protocol) {
        StateView view = new StateView(protocol);
        protocol.roles().forEach(view::role);
        List<Graph.Edge> edges = new ArrayList<>();
        view.ways.forEach((way, lines) -> edges.add(new Graph.Edge(way.from(), way.to(), few(lines))));
        return new Graph(protocol.name() + ": state machines", view.groups, edges);
    }

    private static List<String> few(Set<String> lines) {
        List<String> few = new ArrayList<>(lines);
        if (few.size() > MOST_LINES) {
            int left = few.size() - MOST_LINES + 1;
            few = new ArrayList<>(few.subList(0, MOST_LINES - 1));
            few.add("and " + left + " more");
        }
        return few;
    }

    private void role(Role role) {
        List<Graph.Node> nodes = new ArrayList<>();
        nodes.add(new Graph.Node(role.name() + "_begin", List.of(), Graph.Shape.BEGIN, false));
        for (State state : role.states()) {
            Graph.Shape shape = state.isFinal() ? Graph.Shape.FINAL : Graph.Shape.STATE;
            nodes.add(new Graph.Node(id(role, state.index()), List.of(state.name()), shape, false));
        }
        groups.add(new Graph.Group("role_" + role.name(), role.name(), nodes));
        way(role.name() + "_begin", id(role, role.start()));
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                String label = wording.trigger(reaction.trigger()) + options(reaction.conditions());
                walk(role, state, label, List.of(), reaction.body());
            }
        }
    }

    private String options(List<Expr> conditions) {
        StringBuilder text = new StringBuilder();
        conditions.forEach(c -> text.append(" [").append(wording.expr(c)).append(']'));
        return text.toString();
    }

    private Set<String> way(String from, String to) {
        return ways.computeIfAbsent(new Way(from, to), w -> new LinkedHashSet<>());
    }

    private static String id(Role role, int state) {
        return role.name() + "_" + role.states().get(state).name();
    }

    private void walk(Role role, State from, String trigger, List<String> guards, List<Statement> body) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Goto go -> {
                    String reason = go.reason() == null ? "" : ": " + wording.expr(go.reason());
                    List<String> shown = reason.isEmpty() ? guards : List.of();
                    String guard = shown.isEmpty() ? "" : " [" + String.join(", ", shown) + "]";
                    way(id(role, from.index()), id(role, go.state()))
                            .add(Wording.shortened(trigger + guard + reason, WIDEST));
                }
                case Statement.If branch -> {
                    walk(role, from, trigger, with(guards, wording.expr(branch.condition())), branch.then());
                    walk(role, from, trigger, with(guards, wording.not(branch.condition())), branch.otherwise());
                }
                case Statement.Require require ->
                    walk(role, from, trigger, List.of(wording.not(require.condition())), require.failure());
                default -> statement.inner().forEach(inner -> walk(role, from, trigger, guards, inner));
            }
        }
    }

    private static List<String> with(List<String> guards, String guard) {
        List<String> more = new ArrayList<>(guards);
        more.add(guard);
        return more;
    }
}
