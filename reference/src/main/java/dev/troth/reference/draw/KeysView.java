package dev.troth.reference.draw;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
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
 * The key hierarchy of each role: from long-term secrets and what is drawn to what is handed out. An arrow says by which
 * derivation. With a key revealed, what falls with it is marked: all that is computed from fallen secrets and from what
 * is no secret.
 */
public final class KeysView {
    private final Wording wording;
    private final Set<String> revealed;
    private final List<Graph.Group> groups = new ArrayList<>();
    private final List<Graph.Edge> edges = new ArrayList<>();

    private KeysView(Protocol protocol, Set<String> revealed) {
        this.wording = new Wording(protocol);
        this.revealed = revealed;
    }

    /** @param revealed names of variables that somebody else comes to know */
    public static Graph of(Protocol protocol, Set<String> revealed) {
        KeysView view = new KeysView(protocol, revealed);
        protocol.roles().forEach(view::role);
        String title = protocol.name() + ": keys"
                + (revealed.isEmpty() ? "" : ", with " + String.join(", ", revealed) + " revealed");
        return new Graph(title, view.groups, view.edges);
    }

    /** The names that can be revealed: every variable of a role that is no public value. */
    public static List<String> names(Protocol protocol) {
        Set<String> names = new LinkedHashSet<>();
        for (Role role : protocol.roles()) {
            for (Role.Variable variable : role.variables()) {
                if (variable.lifetime() != Role.Lifetime.PUBLIC) {
                    names.add(variable.name());
                }
            }
        }
        return List.copyOf(names);
    }

    /** One computation: a name, what it is computed from, and how. */
    private record Step(String name, Set<String> from, String how, boolean handedOut) {}

    private void role(Role role) {
        List<Step> steps = new ArrayList<>();
        for (State state : role.states()) {
            state.reactions().forEach(reaction -> statements(reaction.body(), role, steps));
        }
        Set<String> wanted = wanted(steps);
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, Graph.Shape> shapes = new LinkedHashMap<>();
        Set<String> derived = new LinkedHashSet<>();
        steps.forEach(step -> derived.add(step.name()));
        for (Role.Variable variable : role.variables()) {
            if (wanted.contains(variable.name())) {
                shapes.put(
                        variable.name(), derived.contains(variable.name()) ? Graph.Shape.DERIVED : Graph.Shape.SOURCE);
            }
        }
        steps.stream().filter(Step::handedOut).forEach(step -> shapes.put(step.name(), Graph.Shape.OUTPUT));
        Set<String> fallen = fallen(steps, role);
        List<Graph.Node> nodes = new ArrayList<>();
        shapes.forEach((name, shape) ->
                nodes.add(new Graph.Node(id(role, name), lines(role, name), shape, fallen.contains(name))));
        groups.add(new Graph.Group("keys_" + role.name(), role.name(), nodes));
        Map<String, Set<String>> arrows = new LinkedHashMap<>();
        for (Step step : steps) {
            for (String from : step.from()) {
                if (shapes.containsKey(from) && shapes.containsKey(step.name()) && !from.equals(step.name())) {
                    arrows.computeIfAbsent(id(role, from) + " " + id(role, step.name()), k -> new LinkedHashSet<>())
                            .add(step.how());
                }
            }
        }
        arrows.forEach((ends, how) -> {
            int blank = ends.indexOf(' ');
            List<String> lines = how.stream().filter(h -> !h.isEmpty()).toList();
            edges.add(new Graph.Edge(ends.substring(0, blank), ends.substring(blank + 1), lines));
        });
    }

    /** What is handed out, and all that it is computed from. */
    private static Set<String> wanted(List<Step> steps) {
        Set<String> wanted = new LinkedHashSet<>();
        steps.stream().filter(Step::handedOut).forEach(step -> wanted.add(step.name()));
        int before = -1;
        while (before != wanted.size()) {
            before = wanted.size();
            steps.stream().filter(step -> wanted.contains(step.name())).forEach(step -> wanted.addAll(step.from()));
        }
        return wanted;
    }

    private Set<String> fallen(List<Step> steps, Role role) {
        Set<String> known = new LinkedHashSet<>(revealed);
        Set<String> open = new LinkedHashSet<>();
        for (Role.Variable variable : role.variables()) {
            if (variable.lifetime() == Role.Lifetime.PUBLIC) {
                open.add(variable.name());
            }
        }
        int before = -1;
        while (before != known.size()) {
            before = known.size();
            for (Step step : steps) {
                boolean any = step.from().stream().anyMatch(known::contains);
                boolean all = step.from().stream().allMatch(f -> known.contains(f) || open.contains(f));
                if (any && all) {
                    known.add(step.name());
                }
            }
        }
        return known;
    }

    private List<String> lines(Role role, String name) {
        Role.Variable variable = role.variable(name);
        if (variable == null) {
            return List.of(name);
        }
        return switch (variable.lifetime()) {
            case FRESH -> List.of(name, "drawn, " + variable.type());
            case KNOWN, PUBLIC -> List.of(name, variable.known() == null ? "" : wording.expr(variable.known()));
            case RUN -> List.of(name);
        };
    }

    private static String id(Role role, String name) {
        return role.name() + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    private void statements(List<Statement> body, Role role, List<Step> steps) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Assign assign -> step(assign.name(), assign.value(), false, role, steps);
                case Statement.Export export -> step("key for " + export.target(), export.value(), true, role, steps);
                default -> {}
            }
            statement.inner().forEach(inner -> statements(inner, role, steps));
        }
    }

    private void step(String name, Expr value, boolean handedOut, Role role, List<Step> steps) {
        Set<String> from = new LinkedHashSet<>();
        Set<String> how = new LinkedHashSet<>();
        collect(value, role, from, how);
        if (!from.isEmpty()) {
            steps.add(new Step(name, from, String.join(", ", how), handedOut));
        }
    }

    /** The variables in an expression, and the derivations and functions in it. What a message brings is no secret. */
    private void collect(@Nullable Expr expr, Role role, Set<String> from, Set<String> how) {
        switch (expr) {
            case null -> {}
            case Expr.Variable variable -> {
                if (secret(role, variable)) {
                    from.add(variable.name());
                }
            }
            case Expr.Apply apply -> {
                how.add(apply.function().name());
                apply.arguments().forEach(a -> collect(a, role, from, how));
            }
            case Expr.Derive derive -> {
                how.add(derive.key().name());
                derive.arguments().forEach(a -> collect(a, role, from, how));
            }
            case Expr.Concat concat -> concat.parts().forEach(a -> collect(a, role, from, how));
            case Expr.Xor(Expr left, Expr right, var ignored) -> {
                collect(left, role, from, how);
                collect(right, role, from, how);
            }
            case Expr.Build build -> build.fields().values().forEach(a -> collect(a, role, from, how));
            case Expr.Field field -> collect(field.record(), role, from, how);
            case Expr.Item item -> collect(item.list(), role, from, how);
            default -> {}
        }
    }

    /** Octets that are no message: times, numbers, agents and received messages carry no secret of their own. */
    private static boolean secret(Role role, Expr.Variable variable) {
        boolean octets = variable.type() instanceof dev.troth.spec.model.Type.Octets;
        return octets && role.variables().get(variable.index()).lifetime() != Role.Lifetime.PUBLIC;
    }
}
