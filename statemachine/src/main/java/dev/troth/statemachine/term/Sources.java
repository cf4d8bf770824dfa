package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
import dev.troth.spec.model.Walk;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where the values of a specification come from: for each place that holds one, every expression that is put there. A
 * name inside a reaction, a variable, an entry of a store, a parameter of a derivation, a field and an operand are such
 * places. Which statement puts a value into which place, and which comparisons are made, is told here once; the order of
 * statements makes no difference.
 */
final class Sources {
    /** What kind of place it is; the index counts among those of its owner. */
    enum Part {
        VARIABLE,
        LOCAL,
        MEMBER,
        STORED,
        PARAMETER,
        FIELD,
        OPERAND
    }

    /** A place, of one owner and no other that looks alike. */
    record Place(Object of, Part part, int index) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Place place && of == place.of && part == place.part && index == place.index;
        }

        @Override
        public int hashCode() {
            int owner = of instanceof Reaction reaction ? reaction.span().start() : of.hashCode();
            return 31 * (31 * owner + part.ordinal()) + index;
        }

        static Place field(Layout layout, int slot) {
            return new Place(layout, Part.FIELD, slot);
        }

        static Place operand(Function function, int index) {
            return new Place(function, Part.OPERAND, index);
        }
    }

    /** An expression where it stands. */
    record Use(Expr expr, Walk.Scope scope) {
        Use with(Expr inner) {
            return new Use(inner, scope);
        }
    }

    /** Two values that are compared, by a comparison or as a list that a value is looked for in. */
    record Comparison(Use left, Use right, Expr by) {}

    /** A value that is looked for among the members or keys of a store. */
    record Membership(Use value, Place members) {}

    /** Octets that are read as a message. */
    record Opened(Use value, Statement.Open open) {}

    /** A list of which an entry is looked for. */
    record Iterated(Use list, Statement.Choose choose, Reaction reaction) {}

    private final Map<Place, List<Use>> sources = new LinkedHashMap<>();
    private final List<Use> all = new ArrayList<>();
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Membership> memberships = new ArrayList<>();
    private final List<Opened> opened = new ArrayList<>();
    private final List<Iterated> iterated = new ArrayList<>();

    Sources(Protocol protocol) {
        Walk.behaviour(protocol, new Walk.Visitor() {
            @Override
            public void role(Role role) {
                known(role);
            }

            @Override
            public void reaction(Reaction reaction, Walk.Scope scope) {
                parameters(reaction, scope);
            }

            @Override
            public void statement(Statement statement, Walk.Scope scope) {
                Sources.this.statement(statement, scope);
            }

            @Override
            public void expr(Expr expr, Walk.Scope scope) {
                Sources.this.expr(new Use(expr, scope));
            }
        });
    }

    /** Every place into which something is put. */
    Map<Place, List<Use>> places() {
        return sources;
    }

    /** What is put into a place; nothing if nobody fills it. */
    List<Use> of(Place place) {
        return sources.getOrDefault(place, List.of());
    }

    /** Every expression that is said, and every one inside it. */
    List<Use> all() {
        return all;
    }

    List<Comparison> comparisons() {
        return comparisons;
    }

    List<Membership> memberships() {
        return memberships;
    }

    List<Opened> opened() {
        return opened;
    }

    List<Iterated> iterated() {
        return iterated;
    }

    /** The place that an expression reads, or null if it is no name of one. */
    static @Nullable Place place(Use use) {
        Walk.Scope scope = use.scope();
        return switch (use.expr()) {
            case Expr.Variable variable -> at(scope.role(), Part.VARIABLE, variable.index());
            case Expr.Local local -> at(scope.reaction(), Part.LOCAL, local.slot());
            case Expr.Argument argument -> at(scope.key(), Part.PARAMETER, argument.index());
            case Expr.Lookup lookup -> at(scope.role(), Part.STORED, lookup.store());
            case Expr.Field field ->
                field.record().type() instanceof Type.Rec(Layout layout) ? Place.field(layout, field.slot()) : null;
            case Expr.Payload _,
                    Expr.Item _,
                    Expr.Apply _,
                    Expr.Derive _,
                    Expr.Concat _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.Bit _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.ListOf _,
                    Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.Covered _,
                    Expr.Shared _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.AgentParameter _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Now _ -> null;
        };
    }

    private static @Nullable Place at(@Nullable Object owner, Part part, int index) {
        return owner == null ? null : new Place(owner, part, index);
    }

    /**
     * What a name inside a role may stand for: each expression that was put into its place, with names followed in their
     * turn, those of fields excepted. An expression that is no such name stands for itself.
     */
    List<Use> meanings(Use use) {
        List<Use> found = new ArrayList<>();
        meanings(use, new ArrayList<>(), found);
        return found;
    }

    private void meanings(Use use, List<Place> seen, List<Use> out) {
        out.add(use);
        Place place = place(use);
        if (place != null && place.part() != Part.FIELD && !seen.contains(place)) {
            seen.add(place);
            of(place).forEach(source -> meanings(source, seen, out));
        }
        if (use.expr() instanceof Expr.Derive derive) {
            meanings(body(derive), seen, out);
        }
    }

    /** What a derivation computes, over its parameters. */
    static Use body(Expr.Derive derive) {
        KeyFunction key = derive.key();
        return new Use(key.body(), new Walk.Scope(null, null, key));
    }

    private void put(@Nullable Place place, Use value) {
        if (place != null) {
            sources.computeIfAbsent(place, p -> new ArrayList<>()).add(value);
        }
    }

    private void known(Role role) {
        for (Role.Variable variable : role.variables()) {
            if (variable.known() != null) {
                put(new Place(role, Part.VARIABLE, variable.index()), new Use(variable.known(), Walk.scope(role)));
            }
        }
    }

    private void parameters(Reaction reaction, Walk.Scope scope) {
        if (reaction.trigger() instanceof Reaction.Receive receive) {
            Layout layout = receive.message().elements().getFirst().layout();
            receive.arguments().forEach((slot, value) -> put(Place.field(layout, slot), new Use(value, scope)));
        }
    }

    private void statement(Statement statement, Walk.Scope scope) {
        switch (statement) {
            case Statement.Assign assign ->
                put(at(scope.role(), Part.VARIABLE, assign.variable()), new Use(assign.value(), scope));
            case Statement.Let let -> put(at(scope.reaction(), Part.LOCAL, let.slot()), new Use(let.value(), scope));
            case Statement.Choose choose -> {
                put(at(scope.reaction(), Part.LOCAL, choose.slot()), new Use(choose.from(), scope));
                if (scope.reaction() != null) {
                    iterated.add(new Iterated(new Use(choose.from(), scope), choose, scope.reaction()));
                }
            }
            case Statement.Add add -> put(at(scope.role(), Part.MEMBER, add.store()), new Use(add.value(), scope));
            case Statement.Put put -> {
                put(at(scope.role(), Part.MEMBER, put.store()), new Use(put.key(), scope));
                put(at(scope.role(), Part.STORED, put.store()), new Use(put.value(), scope));
            }
            case Statement.Open open -> opened.add(new Opened(new Use(open.value(), scope), open));
            case Statement.If _,
                    Statement.Require _,
                    Statement.Send _,
                    Statement.Goto _,
                    Statement.Discard _,
                    Statement.Export _,
                    Statement.Show _,
                    Statement.Resend _,
                    Statement.Spawn _ -> {}
        }
    }

    private void expr(Use use) {
        all.add(use);
        switch (use.expr()) {
            case Expr.Apply apply -> {
                for (int i = 0; i < apply.arguments().size(); i++) {
                    put(
                            Place.operand(apply.function(), i),
                            use.with(apply.arguments().get(i)));
                }
            }
            case Expr.Derive derive -> {
                for (int i = 0; i < derive.arguments().size(); i++) {
                    put(
                            new Place(derive.key(), Part.PARAMETER, i),
                            use.with(derive.arguments().get(i)));
                }
            }
            case Expr.Build build ->
                build.fields().forEach((slot, value) -> put(Place.field(build.layout(), slot), use.with(value)));
            case Expr.Compare(var ignored, Expr left, Expr right) ->
                comparisons.add(new Comparison(use.with(left), use.with(right), use.expr()));
            case Expr.InList(Expr value, List<Expr> items) ->
                items.forEach(item -> comparisons.add(new Comparison(use.with(value), use.with(item), use.expr())));
            case Expr.InStore in -> member(use.with(in.value()), in.store());
            case Expr.Lookup lookup -> member(use.with(lookup.key()), lookup.store());
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.Field _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Concat _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.Bit _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.Present _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.ListOf _,
                    Expr.BuildMessage _,
                    Expr.Covered _,
                    Expr.Shared _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.AgentParameter _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Now _ -> {}
        }
    }

    private void member(Use value, int store) {
        Place members = at(value.scope().role(), Part.MEMBER, store);
        if (members != null) {
            memberships.add(new Membership(value, members));
        }
    }
}
