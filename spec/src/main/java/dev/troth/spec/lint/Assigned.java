package dev.troth.spec.lint;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.text.Span;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Variables that a run may read before it sets them. For every setting of the options, the variables set for certain
 * on entering each state are found by a forward data flow: the intersection over all ways into the state.
 */
final class Assigned {
    /** Settings of the options that are looked at; specifications have fewer. */
    private static final int MAX_SETTINGS = 256;

    private final Role role;
    private final int[] setting;
    private final Diagnostics diagnostics;
    /** By state: what is set for certain on entering it; null while no way into it is known. */
    private final @Nullable BitSet[] entered;

    private final Deque<Integer> open = new ArrayDeque<>();
    private boolean telling;
    private String place = "";

    private Assigned(Role role, int[] setting, Diagnostics diagnostics) {
        this.role = role;
        this.setting = setting;
        this.diagnostics = diagnostics;
        this.entered = new BitSet[role.states().size()];
    }

    static void check(Protocol protocol, Diagnostics diagnostics) {
        int[] setting = new int[protocol.options().size()];
        for (int i = 0; i < MAX_SETTINGS; i++) {
            for (Role role : protocol.roles()) {
                new Assigned(role, setting, diagnostics).run();
            }
            if (!next(setting, protocol.options())) {
                return;
            }
        }
    }

    /** Counts through the settings; false after the last. */
    private static boolean next(int[] setting, List<Protocol.Option> options) {
        for (int i = 0; i < setting.length; i++) {
            setting[i]++;
            if (setting[i] < options.get(i).values().size()) {
                return true;
            }
            setting[i] = 0;
        }
        return false;
    }

    private void run() {
        BitSet known = new BitSet();
        role.variables().stream().filter(v -> v.lifetime() != Role.Lifetime.RUN).forEach(v -> known.set(v.index()));
        enter(role.start(), known);
        while (!open.isEmpty()) {
            state(role.states().get(open.removeFirst()));
        }
        telling = true;
        role.states().forEach(this::state);
    }

    private void enter(int state, BitSet set) {
        BitSet before = entered[state];
        BitSet now = (BitSet) set.clone();
        if (before != null) {
            now.and(before);
        }
        if (!now.equals(before)) {
            entered[state] = now;
            open.addLast(state);
        }
    }

    private void state(State state) {
        BitSet start = entered[state.index()];
        if (start == null) {
            return;
        }
        BitSet set = (BitSet) start.clone();
        for (Reaction reaction : state.reactions()) {
            if (reaction.trigger() instanceof Reaction.Entry && exists(reaction)) {
                place = "on entering " + role.name() + "." + state.name();
                if (!run(reaction.body(), set)) {
                    return;
                }
            }
        }
        place = "in state " + role.name() + "." + state.name();
        for (Reaction reaction : state.reactions()) {
            if (!(reaction.trigger() instanceof Reaction.Entry) && exists(reaction)) {
                readAll(reaction.values(), set, reaction.span());
                run(reaction.body(), (BitSet) set.clone());
            }
        }
    }

    private boolean exists(Reaction reaction) {
        return reaction.conditions().stream().allMatch(c -> truth(c) != Truth.FALSE);
    }

    /** Follows statements, adding to {@code set}; false if none can follow them. */
    private boolean run(List<Statement> statements, BitSet set) {
        for (Statement statement : statements) {
            if (!run(statement, set)) {
                return false;
            }
        }
        return true;
    }

    private boolean run(Statement statement, BitSet set) {
        Span span = statement.span();
        switch (statement) {
            case Statement.Assign assign -> {
                read(assign.value(), set, span);
                set.set(assign.variable());
            }
            case Statement.Let let -> read(let.value(), set, span);
            case Statement.Send send -> read(send.value(), set, span);
            case Statement.Require require -> {
                read(require.condition(), set, span);
                run(require.failure(), (BitSet) set.clone());
            }
            case Statement.Open opened -> {
                read(opened.value(), set, span);
                run(opened.failure(), (BitSet) set.clone());
            }
            case Statement.Choose choose -> {
                read(choose.from(), set, span);
                read(choose.condition(), set, span);
                run(choose.failure(), (BitSet) set.clone());
            }
            case Statement.If branch -> {
                return branch(branch, set);
            }
            case Statement.Goto go -> {
                readAll(go.reason() == null ? List.of() : List.of(go.reason()), set, span);
                enter(go.state(), set);
                return false;
            }
            case Statement.Discard discard -> {
                read(discard.reason(), set, span);
                return false;
            }
            case Statement.Add add -> read(add.value(), set, span);
            case Statement.Put put -> readAll(List.of(put.key(), put.value()), set, span);
            case Statement.Export export -> read(export.value(), set, span);
            case Statement.Show show -> read(show.value(), set, span);
            case Statement.Resend ignored -> {}
            case Statement.Spawn ignored -> {
                return false;
            }
        }
        return true;
    }

    private boolean branch(Statement.If branch, BitSet set) {
        Truth truth = truth(branch.condition());
        if (truth == Truth.TRUE) {
            return run(branch.then(), set);
        }
        if (truth == Truth.FALSE) {
            return run(branch.otherwise(), set);
        }
        read(branch.condition(), set, branch.span());
        BitSet then = (BitSet) set.clone();
        BitSet otherwise = (BitSet) set.clone();
        boolean thenGoesOn = run(branch.then(), then);
        boolean otherwiseGoesOn = run(branch.otherwise(), otherwise);
        set.or(thenGoesOn ? then : otherwise);
        if (thenGoesOn && otherwiseGoesOn) {
            set.and(otherwise);
        }
        return thenGoesOn || otherwiseGoesOn;
    }

    private enum Truth {
        TRUE,
        FALSE,
        OPEN
    }

    /** What the options decide. */
    private Truth truth(Expr condition) {
        return switch (condition) {
            case Expr.OptionIs(int option, int value, String ignored) ->
                setting[option] == value ? Truth.TRUE : Truth.FALSE;
            case Expr.Not(Expr operand) ->
                switch (truth(operand)) {
                    case TRUE -> Truth.FALSE;
                    case FALSE -> Truth.TRUE;
                    case OPEN -> Truth.OPEN;
                };
            case Expr.And(Expr left, Expr right) -> both(truth(left), truth(right), Truth.FALSE, Truth.TRUE);
            case Expr.Or(Expr left, Expr right) -> both(truth(left), truth(right), Truth.TRUE, Truth.FALSE);
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.Lookup _,
                    Expr.Field _,
                    Expr.Apply _,
                    Expr.Derive _,
                    Expr.Concat _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _,
                    Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> Truth.OPEN;
        };
    }

    private static Truth both(Truth left, Truth right, Truth strong, Truth weak) {
        if (left == strong || right == strong) {
            return strong;
        }
        return left == weak && right == weak ? weak : Truth.OPEN;
    }

    private void readAll(List<Expr> exprs, BitSet set, Span span) {
        exprs.forEach(e -> read(e, set, span));
    }

    private void read(Expr expr, BitSet set, Span span) {
        if (!telling) {
            return;
        }
        switch (expr) {
            case Expr.Variable(int index, String name, var ignored) -> {
                if (!set.get(index)) {
                    tell(name, span);
                }
            }
            case Expr.And(Expr left, Expr right) -> {
                read(left, set, span);
                if (truth(left) != Truth.FALSE) {
                    read(right, set, span);
                }
            }
            case Expr.Or(Expr left, Expr right) -> {
                read(left, set, span);
                if (truth(left) != Truth.TRUE) {
                    read(right, set, span);
                }
            }
            case Expr.BuildMessage message -> {
                for (Expr.Part part : message.parts()) {
                    readAll(part.conditions(), set, span);
                    if (part.conditions().stream().allMatch(c -> truth(c) != Truth.FALSE)) {
                        read(part.payload(), set, span);
                    }
                }
            }
            // It asks whether there is a value, and needs none.
            case Expr.Present _ -> {}
            case Expr.Local _,
                    Expr.Argument _,
                    Expr.Lookup _,
                    Expr.Field _,
                    Expr.Apply _,
                    Expr.Derive _,
                    Expr.Concat _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _,
                    Expr.Build _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _ -> readAll(expr.operands(), set, span);
        }
    }

    private void tell(String name, Span span) {
        diagnostics.report(
                Code.T0307,
                span,
                name + " may be read " + place + " before it is set",
                "reads " + name,
                "set it on every way to this place: " + name + " := ...");
    }
}
