package dev.troth.statemachine.term;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of values that roles put into each field and each operand, by following where values flow in the
 * specification. In a typed check an attacker's values are of these kinds too. Where messages and parts are told apart,
 * nothing is lost by it (Arapinis and Duflot, Bounding messages for free in security protocols, 2014).
 */
public final class Kinds {
    private record Place(Object of, int index) {}

    /** What is known of a place so far. */
    private static final class Content {
        final Set<Function> functions = new HashSet<>();
        final Set<Layout> layouts = new HashSet<>();
        boolean joined;
        boolean any;

        boolean add(Content other) {
            boolean more = functions.addAll(other.functions) | layouts.addAll(other.layouts);
            more |= (other.joined && !joined) || (other.any && !any);
            joined |= other.joined;
            any |= other.any;
            return more;
        }

        static Content anything() {
            Content content = new Content();
            content.any = true;
            return content;
        }

        static Content of(Function function) {
            Content content = new Content();
            content.functions.add(function);
            return content;
        }

        static Content of(Layout layout) {
            Content content = new Content();
            content.layouts.add(layout);
            return content;
        }
    }

    private final Map<Place, Content> places = new HashMap<>();
    /** For a destructor, the operand of the constructor that it brings out. */
    private final Map<Function, Place> brings = new HashMap<>();

    private final Map<Place, Kind> kinds = new HashMap<>();
    private boolean changed;

    public Kinds(Protocol protocol) {
        for (Equation equation : protocol.equations()) {
            brings(equation);
        }
        do {
            changed = false;
            for (Role role : protocol.roles()) {
                for (Role.Variable variable : role.variables()) {
                    if (variable.known() != null) {
                        flow(new Place(role, variable.index()), content(variable.known(), role));
                    }
                }
                for (State state : role.states()) {
                    state.reactions().forEach(reaction -> statements(reaction.body(), role));
                }
            }
        } while (changed);
        places.forEach((place, content) -> {
            if (!content.any) {
                kinds.put(place, new Kind(Set.copyOf(content.functions), Set.copyOf(content.layouts), content.joined));
            }
        });
    }

    /** The kind of a field of a layout; null if anything may stand there. */
    public @Nullable Kind field(Layout layout, int slot) {
        return kinds.get(new Place(layout, slot));
    }

    /** The kind of an operand; null if anything may stand there. */
    public @Nullable Kind operand(Function function, int index) {
        return kinds.get(new Place(function, index));
    }

    private void brings(Equation equation) {
        if (equation.left() instanceof Expr.Apply destructor) {
            for (Expr operand : destructor.arguments()) {
                if (operand instanceof Expr.Apply constructor && constructor.function() != destructor.function()) {
                    int index = constructor.arguments().indexOf(equation.right());
                    if (index >= 0) {
                        brings.put(destructor.function(), new Place(constructor.function(), index));
                    }
                }
            }
        }
    }

    private void flow(Place place, Content content) {
        changed |= places.computeIfAbsent(place, p -> new Content()).add(content);
    }

    private void statements(List<Statement> body, Role role) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Assign assign -> flow(new Place(role, assign.variable()), content(assign.value(), role));
                case Statement.Let let -> content(let.value(), role);
                case Statement.Send send -> content(send.value(), role);
                case Statement.Require require -> condition(require.condition(), role);
                case Statement.If branch -> condition(branch.condition(), role);
                case Statement.Choose choose -> condition(choose.condition(), role);
                case Statement.Open open -> opened(open.value(), open, role);
                case Statement.Add add -> content(add.value(), role);
                case Statement.Put put -> {
                    content(put.key(), role);
                    content(put.value(), role);
                }
                case Statement.Export export -> content(export.value(), role);
                default -> {}
            }
            statement.inner().forEach(inner -> statements(inner, role));
        }
    }

    /** What is opened as a message holds its payloads. */
    private void opened(Expr value, Statement.Open open, Role role) {
        content(value, role);
        Content payloads = new Content();
        open.message().elements().forEach(e -> payloads.layouts.add(e.layout()));
        payloads.joined = open.message().elements().size() > 1
                || open.message().elements().getFirst().multiplicity().isList();
        into(value, payloads);
    }

    private void condition(Expr condition, Role role) {
        switch (condition) {
            case Expr.Compare(var ignored, Expr left, Expr right) -> {
                into(left, content(right, role));
                into(right, content(left, role));
            }
            case Expr.And(Expr left, Expr right) -> {
                condition(left, role);
                condition(right, role);
            }
            case Expr.Or(Expr left, Expr right) -> {
                condition(left, role);
                condition(right, role);
            }
            case Expr.Not(Expr operand) -> condition(operand, role);
            case Expr.InStore(Expr value, int ignored, String alsoIgnored) -> content(value, role);
            case Expr.Present(Expr value) -> content(value, role);
            default -> {}
        }
    }

    /** A value compared with something may hold it. */
    private void into(Expr value, Content content) {
        switch (value) {
            case Expr.Field(Expr record, int slot, var ignored, var alsoIgnored)
            when record.type() instanceof Type.Rec(Layout layout) -> flow(new Place(layout, slot), content);
            case Expr.Apply apply -> {
                Place place = brings.get(apply.function());
                if (place != null) {
                    flow(place, content);
                }
            }
            default -> {}
        }
    }

    private Content content(Expr expr, Role role) {
        return switch (expr) {
            case Expr.Variable variable -> {
                boolean drawn = role.variables().get(variable.index()).lifetime() == Role.Lifetime.FRESH;
                yield drawn ? new Content() : at(new Place(role, variable.index()));
            }
            case Expr.Field(Expr record, int slot, var ignored, var alsoIgnored) ->
                record.type() instanceof Type.Rec(Layout layout) ? at(new Place(layout, slot)) : Content.anything();
            case Expr.Apply apply -> apply(apply, role);
            case Expr.Build build -> {
                build.fields().forEach((slot, value) -> flow(new Place(build.layout(), slot), content(value, role)));
                yield Content.of(build.layout());
            }
            case Expr.BuildMessage build -> {
                Content content = new Content();
                build.parts().forEach(part -> content.add(content(part.payload(), role)));
                yield content;
            }
            case Expr.Concat concat -> {
                concat.parts().forEach(part -> content(part, role));
                Content content = new Content();
                content.joined = true;
                yield content;
            }
            case Expr.IntLiteral ignored -> new Content();
            case Expr.OctetsLiteral ignored -> new Content();
            case Expr.TextLiteral ignored -> new Content();
            case Expr.AgentParameter ignored -> new Content();
            case Expr.Shared ignored -> new Content();
            case Expr.Now ignored -> new Content();
            case Expr.Bit ignored -> new Content();
            case Expr.ListOf(List<Expr> items, var ignored) -> {
                items.forEach(item -> content(item, role));
                yield Content.anything();
            }
            case Expr.Local local
            when local.type() instanceof Type.Msg(var message) -> {
                Content content = new Content();
                message.elements().forEach(e -> content.layouts.add(e.layout()));
                yield content;
            }
            default -> Content.anything();
        };
    }

    private Content at(Place place) {
        return places.computeIfAbsent(place, p -> new Content());
    }

    private Content apply(Expr.Apply apply, Role role) {
        for (int i = 0; i < apply.arguments().size(); i++) {
            flow(new Place(apply.function(), i), content(apply.arguments().get(i), role));
        }
        Place brought = brings.get(apply.function());
        return brought == null ? Content.of(apply.function()) : at(brought);
    }
}
