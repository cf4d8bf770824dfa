package dev.troth.reference.draw;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The key hierarchy of each role: from long-term secrets and what is drawn to what is handed out. A box says by which
 * derivations its value comes. With a key revealed, what falls with it is marked: all that is computed from fallen secrets
 * and from what is no secret. Of a role that hands nothing out, the secrets that it begins with are drawn.
 */
public final class KeysView {
    private static final int WIDTH = 30;
    private static final String KEPT = "store ";

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
    private record Step(String name, Set<String> from, Set<String> how, boolean handedOut) {}

    private void role(Role role) {
        List<Step> steps = new ArrayList<>();
        for (State state : role.states()) {
            for (Reaction reaction : state.reactions()) {
                statements(reaction.body(), role, new LinkedHashSet<>(), steps);
            }
        }
        Set<String> wanted = wanted(steps);
        if (wanted.isEmpty()) {
            secrets(role);
            return;
        }
        Map<String, Graph.Shape> shapes = new LinkedHashMap<>();
        Set<String> derived = new LinkedHashSet<>();
        steps.stream().filter(step -> !step.from().isEmpty()).forEach(step -> derived.add(step.name()));
        for (Role.Variable variable : role.variables()) {
            if (wanted.contains(variable.name()) && !derived.contains(variable.name())) {
                shapes.put(variable.name(), Graph.Shape.SOURCE);
            }
        }
        wanted.stream().filter(name -> name.startsWith(KEPT)).forEach(name -> shapes.put(name, Graph.Shape.SOURCE));
        steps.stream()
                .filter(step -> wanted.contains(step.name()) && derived.contains(step.name()))
                .forEach(step -> shapes.put(step.name(), Graph.Shape.DERIVED));
        steps.stream().filter(Step::handedOut).forEach(step -> shapes.put(step.name(), Graph.Shape.OUTPUT));
        Set<String> fallen = fallen(steps, role);
        List<Graph.Node> nodes = new ArrayList<>();
        shapes.forEach((name, shape) ->
                nodes.add(new Graph.Node(id(role, name), lines(role, name, steps), shape, fallen.contains(name))));
        groups.add(new Graph.Group("keys_" + role.name(), role.name(), nodes));
        Set<Graph.Edge> arrows = new LinkedHashSet<>();
        for (Step step : steps) {
            for (String from : step.from()) {
                if (shapes.containsKey(from) && shapes.containsKey(step.name()) && !from.equals(step.name())) {
                    arrows.add(new Graph.Edge(id(role, from), id(role, step.name()), List.of()));
                }
            }
        }
        edges.addAll(arrows);
    }

    /** What a role that hands nothing out knows and draws. */
    private void secrets(Role role) {
        List<Graph.Node> nodes = new ArrayList<>();
        for (Role.Variable variable : role.variables()) {
            boolean begins = variable.lifetime() == Role.Lifetime.KNOWN || variable.lifetime() == Role.Lifetime.FRESH;
            if (begins && variable.type() instanceof Type.Octets) {
                nodes.add(new Graph.Node(
                        id(role, variable.name()),
                        lines(role, variable.name(), List.of()),
                        Graph.Shape.SOURCE,
                        revealed.contains(variable.name())));
            }
        }
        if (!nodes.isEmpty()) {
            groups.add(new Graph.Group("keys_" + role.name(), role.name() + ": hands out no key", nodes));
        }
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
        open.addAll(open(steps, role));
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

    /** What a run sets from messages and public values alone. */
    private static Set<String> open(List<Step> steps, Role role) {
        Set<String> open = new LinkedHashSet<>();
        steps.forEach(step -> open.add(step.name()));
        int before = -1;
        while (before != open.size()) {
            before = open.size();
            steps.stream().filter(step -> !open.containsAll(step.from())).forEach(step -> open.remove(step.name()));
        }
        for (Role.Variable variable : role.variables()) {
            if (variable.lifetime() != Role.Lifetime.RUN) {
                open.remove(variable.name());
            }
        }
        return open;
    }

    private List<String> lines(Role role, String name, List<Step> steps) {
        Role.Variable variable = role.variable(name);
        Set<String> how = new LinkedHashSet<>();
        boolean derived = false;
        for (Step step : steps) {
            if (step.name().equals(name) && !step.from().isEmpty()) {
                derived = true;
                how.addAll(step.how());
            }
        }
        List<String> lines = new ArrayList<>(List.of(name));
        if (derived) {
            lines.addAll(Words.wrapped(how.isEmpty() ? "" : "by " + String.join(", ", how), WIDTH));
        } else if (variable != null && variable.lifetime() == Role.Lifetime.FRESH) {
            lines.add("drawn, " + variable.type());
        } else if (variable != null && variable.known() != null) {
            lines.addAll(Words.wrapped(wording.expr(variable.known()), WIDTH));
        } else {
            lines.add(name.startsWith(KEPT) ? "kept by the agent" : "from messages");
        }
        lines.removeIf(String::isEmpty);
        return lines;
    }

    private static String id(Role role, String name) {
        return role.name() + "_" + name.replaceAll("[^A-Za-z0-9]", "_");
    }

    /** @param locals names that are secrets of their own: what is computed or opened on the way */
    private void statements(List<Statement> body, Role role, Set<String> locals, List<Step> steps) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Assign assign -> step(assign.name(), assign.value(), false, role, locals, steps);
                case Statement.Let let -> local(let.name(), let.value(), role, locals, steps);
                case Statement.Open open -> local(open.name(), open.value(), role, locals, steps);
                case Statement.Export export ->
                    step("key for " + export.target(), export.value(), true, role, locals, steps);
                default -> {}
            }
            statement.inner().forEach(inner -> statements(inner, role, locals, steps));
        }
    }

    private void local(String name, Expr value, Role role, Set<String> locals, List<Step> steps) {
        Step step = step(passing(role, name), value, false, role, locals, steps);
        if (step.from().isEmpty()) {
            steps.removeLast();
        } else {
            locals.add(name);
        }
    }

    /** The name of what is computed on the way, told apart from a variable of the role. */
    private static String passing(Role role, String name) {
        return role.variable(name) == null ? name : name + "'";
    }

    private Step step(String name, Expr value, boolean handedOut, Role role, Set<String> locals, List<Step> steps) {
        Set<String> from = new LinkedHashSet<>();
        Set<String> how = new LinkedHashSet<>();
        collect(value, role, locals, from, how);
        Step step = new Step(name, from, how, handedOut);
        steps.add(step);
        return step;
    }

    /** The secrets in an expression, and the derivations and functions in it. What a message brings or takes is no secret. */
    private void collect(Expr expr, Role role, Set<String> locals, Set<String> from, Set<String> how) {
        switch (expr) {
            case Expr.Variable variable when secret(role, variable) -> from.add(variable.name());
            case Expr.Local local when locals.contains(local.name()) -> from.add(passing(role, local.name()));
            case Expr.Lookup lookup -> from.add(KEPT + lookup.name());
            case Expr.Apply apply -> how.add(apply.function().name());
            case Expr.Derive derive -> how.add(derive.key().name());
            // What stands in a message is sent.
            case Expr.Build ignored -> {
                return;
            }
            case Expr.BuildMessage ignored -> {
                return;
            }
            default -> {}
        }
        expr.operands().forEach(operand -> collect(operand, role, locals, from, how));
    }

    /** Octets that are no message: times, numbers, agents and received messages carry no secret of their own. */
    private static boolean secret(Role role, Expr.Variable variable) {
        boolean octets = variable.type() instanceof Type.Octets;
        return octets && role.variables().get(variable.index()).lifetime() != Role.Lifetime.PUBLIC;
    }
}
