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
import org.jspecify.annotations.Nullable;

/**
 * The state machine of each role: states, and on each arrow the event and its guards in short form. What keeps a run in its state,
 * what is sent again, and what ends it with a reason stands in the box of the state.
 */
public final class StateView {
    private static final int WIDEST = 34;
    private static final int BOX = 46;
    private static final int MOST_LINES = 9;

    private final Wording wording;
    private final List<Graph.Group> groups = new ArrayList<>();
    private final Map<Way, Set<String>> ways = new LinkedHashMap<>();
    /** For each state, what stands in its box, and the reasons for it. */
    private final Map<String, Map<String, Set<String>>> inside = new LinkedHashMap<>();

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

    private static List<String> few(Set<String> labels) {
        List<String> lines = new ArrayList<>();
        labels.forEach(label -> lines.addAll(Words.wrapped(label, WIDEST)));
        return cut(lines);
    }

    private static List<String> cut(List<String> lines) {
        if (lines.size() <= MOST_LINES) {
            return lines;
        }
        List<String> few = new ArrayList<>(lines.subList(0, MOST_LINES - 1));
        few.add("and " + (lines.size() - few.size()) + " more lines");
        return few;
    }

    private void role(Role role) {
        way(role.name() + "_begin", id(role, role.start()));
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                reaction(role, state, reaction);
            }
        }
        List<Graph.Node> nodes = new ArrayList<>();
        nodes.add(new Graph.Node(role.name() + "_begin", List.of(), Graph.Shape.BEGIN, false));
        for (State state : role.states()) {
            Graph.Shape shape = state.isFinal() ? Graph.Shape.FINAL : Graph.Shape.STATE;
            List<String> lines = new ArrayList<>(List.of(state.name()));
            lines.addAll(cut(box(inside.getOrDefault(id(role, state.index()), Map.of()))));
            nodes.add(new Graph.Node(id(role, state.index()), lines, shape, false));
        }
        groups.add(new Graph.Group("role_" + role.name(), role.name(), nodes));
    }

    private static List<String> box(Map<String, Set<String>> inside) {
        List<String> lines = new ArrayList<>();
        inside.forEach((what, why) -> {
            String reasons = why.isEmpty() ? "" : ": " + String.join("; ", why);
            lines.addAll(Words.wrapped(what + reasons, BOX));
        });
        return lines;
    }

    private void reaction(Role role, State state, Reaction reaction) {
        String label = wording.trigger(reaction.trigger()) + options(reaction.conditions());
        if (reaction.trigger() instanceof Reaction.Retransmit(var message, var timer)) {
            inside(
                    role,
                    state,
                    timer.name() + ": " + message.name() + " again, at most " + timer.tries() + " times",
                    "");
            label = timer.name() + " is used up";
        }
        Set<String> said = new LinkedHashSet<>();
        said(reaction.body(), said);
        if (Statement.moves(reaction.body())) {
            walk(new From(role, state, label), List.of(), new LinkedHashMap<>(), reaction.body(), false);
        } else if (!said.isEmpty() && !(reaction.trigger() instanceof Reaction.Entry)) {
            inside(role, state, label + ": sends " + String.join(", ", said), "");
        }
    }

    private static void said(List<Statement> body, Set<String> out) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Send send -> out.add(send.message().name());
                case Statement.Resend resend -> out.add(resend.message().name() + " again");
                default -> {}
            }
            statement.inner().forEach(inner -> said(inner, out));
        }
    }

    private void inside(Role role, State state, String what, String why) {
        Set<String> reasons = inside.computeIfAbsent(id(role, state.index()), s -> new LinkedHashMap<>())
                .computeIfAbsent(what, w -> new LinkedHashSet<>());
        if (!why.isEmpty()) {
            reasons.add(why);
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

    /** The reaction that is walked through. */
    private record From(Role role, State state, String trigger) {}

    /**
     * @param lets what the names of an unfolded action stand for, by slot
     * @param failing true behind the {@code else} of a check: where it leads stands in the box, or the picture has no room
     */
    private void walk(From from, List<String> guards, Map<Integer, Expr> lets, List<Statement> body, boolean failing) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Let let -> lets.put(let.slot(), let.value());
                case Statement.Goto go
                when failing || go.reason() != null ->
                    inside(from.role(), from.state(), from.trigger() + " -> " + go.name(), reason(go.reason(), lets));
                case Statement.Goto go -> {
                    String guard = guards.isEmpty() ? "" : " [" + String.join(", ", guards) + "]";
                    way(id(from.role(), from.state().index()), id(from.role(), go.state()))
                            .add(from.trigger() + guard);
                }
                case Statement.If branch -> {
                    String then = wording.expr(branch.condition());
                    String otherwise = wording.not(branch.condition());
                    walk(from, with(guards, then), lets, branch.then(), failing);
                    walk(from, with(guards, otherwise), lets, branch.otherwise(), failing);
                }
                default -> statement.inner().forEach(inner -> walk(from, guards, lets, inner, true));
            }
        }
    }

    private String reason(@Nullable Expr written, Map<Integer, Expr> lets) {
        Expr reason = written;
        while (reason instanceof Expr.Local local && lets.containsKey(local.slot())) {
            reason = lets.get(local.slot());
        }
        return reason == null ? "" : reason instanceof Expr.TextLiteral(String text) ? text : wording.expr(reason);
    }

    private static List<String> with(List<String> guards, String guard) {
        List<String> more = new ArrayList<>(guards);
        more.add(guard);
        return more;
    }
}
