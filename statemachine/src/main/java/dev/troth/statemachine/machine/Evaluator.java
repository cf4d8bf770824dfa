package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.Label;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Expressions of a step: names become values, everything else is asked of the algebra. */
final class Evaluator<V> {
    private final Algebra<V> algebra;

    Evaluator(Algebra<V> algebra) {
        this.algebra = algebra;
    }

    V value(Expr expr, Frame<V> frame) {
        return value(expr, frame, null, null);
    }

    /**
     * @param arguments of the key function being computed, or null
     * @param building the message under construction, or null
     */
    private V value(Expr expr, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        // The commonest cases by plain tests: this is the interpreter's hot path, and a pattern switch costs more here.
        if (expr instanceof Expr.Variable variable) {
            return variable(variable.index(), frame);
        }
        if (expr instanceof Expr.Argument argument) {
            return argument(argument, arguments);
        }
        if (expr instanceof Expr.OctetsLiteral literal) {
            return algebra.octets(literal.octets());
        }
        if (expr instanceof Expr.Apply apply) {
            return apply(apply, frame, arguments, building);
        }
        if (expr instanceof Expr.IntLiteral literal) {
            return algebra.integer(literal.value(), literal.type().bits());
        }
        if (expr instanceof Expr.Field field) {
            return algebra.field(value(field.record(), frame, arguments, building), field.slot());
        }
        if (expr instanceof Expr.Local local) {
            return orAbsent(frame.locals[local.slot()]);
        }
        if (expr instanceof Expr.Payload payload) {
            return algebra.payload(value(payload.message(), frame, arguments, building), payload.element());
        }
        if (expr instanceof Expr.Concat concat) {
            return algebra.concat(values(concat.parts(), frame, arguments, building));
        }
        if (expr instanceof Expr.Derive derive) {
            return derive(derive, frame, arguments, building);
        }
        if (expr instanceof Expr.AgentParameter agent) {
            return algebra.agent(frame.before.agents().get(agent.index()));
        }
        return compound(expr, frame, arguments, building);
    }

    private V compound(Expr expr, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        return switch (expr) {
            case Expr.Variable variable -> variable(variable.index(), frame);
            case Expr.Argument argument -> argument(argument, arguments);
            case Expr.OctetsLiteral literal -> algebra.octets(literal.octets());
            case Expr.Apply apply -> apply(apply, frame, arguments, building);
            case Expr.IntLiteral literal ->
                algebra.integer(literal.value(), literal.type().bits());
            case Expr.Local local -> orAbsent(frame.locals[local.slot()]);
            case Expr.Field field -> algebra.field(value(field.record(), frame, arguments, building), field.slot());
            case Expr.Payload payload ->
                algebra.payload(value(payload.message(), frame, arguments, building), payload.element());
            case Expr.Concat concat -> algebra.concat(values(concat.parts(), frame, arguments, building));
            case Expr.Derive derive -> derive(derive, frame, arguments, building);
            case Expr.AgentParameter agent ->
                algebra.agent(frame.before.agents().get(agent.index()));
            case Expr.Item item -> item(item, frame, arguments, building);
            case Expr.Covered covered -> covered(covered, frame, building);
            case Expr.Build build -> algebra.record(build.layout(), fields(build, frame, arguments, building));
            case Expr.BuildMessage build -> message(build, frame);
            case Expr.Xor xor ->
                algebra.xor(
                        value(xor.left(), frame, arguments, building), value(xor.right(), frame, arguments, building));
            case Expr.TextLiteral literal -> algebra.text(literal.text());
            case Expr.DurationLiteral literal -> algebra.duration(literal.nanos());
            case Expr.Param _ -> throw undecided(expr);
            case Expr.Arithmetic sum ->
                algebra.arithmetic(
                        sum.minus(),
                        value(sum.left(), frame, arguments, building),
                        value(sum.right(), frame, arguments, building));
            case Expr.Abs abs -> algebra.abs(value(abs.operand(), frame, arguments, building));
            case Expr.SizeOf size -> algebra.size(value(size.value(), frame, arguments, building));
            case Expr.CountOf count -> algebra.count(value(count.list(), frame, arguments, building));
            case Expr.Now ignored -> algebra.time(frame.moment.ntp());
            case Expr.Bit _ -> throw undecided(expr);
            case Expr.ListOf list -> algebra.list(List.of(values(list.items(), frame, arguments, building)));
            case Expr.Lookup lookup -> lookup(lookup, frame);
            case Expr.Shared shared -> shared(shared, frame.before.agents());
            case Expr.BoolLiteral ignored -> throw notAValue(expr);
            case Expr.OptionIs ignored -> throw notAValue(expr);
            case Expr.Compare ignored -> throw notAValue(expr);
            case Expr.And ignored -> throw notAValue(expr);
            case Expr.Or ignored -> throw notAValue(expr);
            case Expr.Not ignored -> throw notAValue(expr);
            case Expr.InStore ignored -> throw notAValue(expr);
            case Expr.InList ignored -> throw notAValue(expr);
            case Expr.Present ignored -> throw notAValue(expr);
        };
    }

    private static IllegalStateException notAValue(Expr expr) {
        return new IllegalStateException("a condition stands where a value is needed: " + expr);
    }

    private static IllegalStateException undecided(Expr expr) {
        return new IllegalStateException("this is no variant of a protocol: it leaves open " + expr);
    }

    private V orAbsent(@Nullable V value) {
        return value == null ? algebra.absent() : value;
    }

    private V argument(Expr.Argument argument, V @Nullable [] arguments) {
        if (arguments == null) {
            throw new IllegalStateException("parameter " + argument.name() + " outside its derivation");
        }
        return arguments[argument.index()];
    }

    /** A variable; a fresh one is drawn when it is first read. */
    private V variable(int index, Frame<V> frame) {
        V value = frame.variables[index];
        if (value != null) {
            return value;
        }
        Role.Variable variable = frame.before.role().variables().get(index);
        if (variable.lifetime() != Role.Lifetime.FRESH) {
            return algebra.absent();
        }
        Label label = new Label(frame.before.agent(), frame.before.id(), variable.name(), 0);
        V drawn = algebra.fresh(label, variable.type());
        frame.variables[index] = drawn;
        if (frame.tracing) {
            frame.effect(new Effect.Drawn<>(variable.name(), drawn));
        }
        return drawn;
    }

    V shared(Expr.Shared shared, List<String> agents) {
        List<String> names = new ArrayList<>();
        for (Expr agent : shared.agents()) {
            names.add(agents.get(((Expr.AgentParameter) agent).index()));
        }
        names.sort(null);
        return algebra.shared(shared.name(), names, shared.type());
    }

    private V[] values(List<Expr> exprs, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        V[] values = algebra.array(exprs.size());
        for (int i = 0; i < values.length; i++) {
            values[i] = value(exprs.get(i), frame, arguments, building);
        }
        return values;
    }

    private V item(Expr.Item item, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        List<V> items = algebra.items(value(item.list(), frame, arguments, building));
        return item.index() < items.size() ? items.get(item.index()) : algebra.absent();
    }

    private V apply(Expr.Apply apply, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        V[] values = values(apply.arguments(), frame, arguments, building);
        V result = algebra.apply(apply.function(), values);
        if (frame.tracing) {
            frame.effect(new Effect.Applied<>(apply.function(), List.of(values), result));
        }
        return result;
    }

    /** A derivation computes what others need in it once: where each uses the one below it twice, they would never end. */
    private V derive(Expr.Derive derive, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        V[] values = values(derive.arguments(), frame, arguments, building);
        boolean inside = arguments != null;
        V known = inside ? frame.derived(derive.key(), values) : null;
        if (known != null) {
            return known;
        }
        V result = value(derive.key().body(), frame, values, null);
        if (inside) {
            frame.derived(derive.key(), values, result);
        } else {
            frame.forgetDerived();
        }
        if (frame.tracing) {
            frame.effect(new Effect.Derived<>(derive.key(), List.of(values), result));
        }
        return result;
    }

    private V[] fields(Expr.Build build, Frame<V> frame, V @Nullable [] arguments, @Nullable V building) {
        V[] fields = algebra.array(build.layout().data().size());
        for (Map.Entry<Integer, Expr> field : build.fields().entrySet()) {
            int slot = field.getKey();
            boolean covers = !build.covering().isEmpty() && build.covering().contains(slot);
            fields[slot] = covers
                    ? algebra.pending(pendingOctets(build, slot, field.getValue()))
                    : value(field.getValue(), frame, arguments, building);
        }
        for (int slot = 0; slot < fields.length; slot++) {
            if (fields[slot] == null) {
                boolean list = build.layout().data().get(slot).type() instanceof Type.Seq;
                fields[slot] = list ? algebra.list(List.of()) : algebra.absent();
            }
        }
        return fields;
    }

    private static int pendingOctets(Expr.Build build, int slot, Expr expr) {
        if (build.layout().data().get(slot).type() instanceof Type.Octets(int min, int max) && min == max) {
            return min;
        }
        return expr.type() instanceof Type.Octets(int min, int max) && min == max ? min : -1;
    }

    /** Builds a message: first what stands on its own, then, in order, what is computed from the octets around it. */
    private V message(Expr.BuildMessage build, Frame<V> frame) {
        Message message = build.message();
        int elements = message.elements().size();
        List<List<V>> payloads = new ArrayList<>(elements);
        for (int i = 0; i < elements; i++) {
            payloads.add(new ArrayList<>(1));
        }
        for (Expr.Part part : build.parts()) {
            V[] fields = fields(part.payload(), frame, null, null);
            resizePending(part.payload(), fields);
            payloads.get(part.element()).add(algebra.record(part.payload().layout(), fields));
        }
        V[] values = algebra.array(elements);
        for (int i = 0; i < elements; i++) {
            List<V> payload = payloads.get(i);
            values[i] = message.elements().get(i).multiplicity().isList()
                    ? algebra.list(payload)
                    : payload.isEmpty() ? algebra.absent() : payload.getFirst();
        }
        V built = built(build, values);
        for (Expr.Part part : build.parts()) {
            if (!part.payload().covering().isEmpty()) {
                for (int slot : part.payload().covering()) {
                    Expr expr = part.payload().fields().get(slot);
                    if (expr != null) {
                        built = algebra.fill(built, part.element(), slot, value(expr, frame, null, built));
                    }
                }
            }
        }
        return built;
    }

    private V built(Expr.BuildMessage build, V[] values) {
        try {
            return algebra.message(build.message(), values);
        } catch (UnbuildableException e) {
            throw new RunFaultException(build.span(), "this message cannot be built: " + e.getMessage());
        }
    }

    /** A pending field whose length is a parameter of its layout gets it from there. */
    private void resizePending(Expr.Build build, V[] fields) {
        for (int slot : build.covering()) {
            Expr expr = build.fields().get(slot);
            if (expr != null && pendingOctets(build, slot, expr) < 0) {
                fields[slot] = algebra.pendingLike(fields[parameterOf(build, slot)]);
            }
        }
    }

    private static int parameterOf(Expr.Build build, int slot) {
        if (build.layout() instanceof Layout.Binary binary) {
            for (var field : binary.fields()) {
                if (field.slot() == slot
                        && field.shape() instanceof Layout.Octets(var size)
                        && size instanceof Layout.ParameterSize(int parameter)) {
                    return parameter;
                }
            }
        }
        throw new IllegalStateException(
                "the length of field " + slot + " of " + build.layout().name() + " is unknown");
    }

    private V covered(Expr.Covered covered, Frame<V> frame, @Nullable V building) {
        Expr message = covered.message();
        V of = message == null ? building : value(message, frame);
        if (of == null) {
            throw new IllegalStateException(
                    "no message is being built around " + covered.coverage().text());
        }
        return algebra.covered(of, covered.coverage());
    }

    private V lookup(Expr.Lookup lookup, Frame<V> frame) {
        V found = frame.found(lookup);
        if (found != null) {
            return found;
        }
        V key = value(lookup.key(), frame);
        for (Stores.Entry<V> entry : entries(lookup.store(), frame)) {
            if (algebra.identical(entry.key(), key)) {
                return orAbsent(entry.value());
            }
        }
        return algebra.absent();
    }

    List<Stores.Entry<V>> entries(int store, Frame<V> frame) {
        return frame.stores.entries(frame.before.agent(), frame.before.role(), store, frame.moment.nanos());
    }

    /** A condition with its values filled in. */
    Formula<V> formula(Expr expr, Frame<V> frame) {
        return switch (expr) {
            case Expr.BoolLiteral(boolean value) -> new Formula.Truth<>(value);
            case Expr.OptionIs _ -> throw undecided(expr);
            case Expr.Compare(Expr.Comparison comparison, Expr left, Expr right) ->
                new Formula.Compare<>(comparison, value(left, frame), value(right, frame));
            case Expr.Present(Expr value) -> new Formula.Present<>(value(value, frame));
            case Expr.Not(Expr operand) ->
                switch (formula(operand, frame)) {
                    case Formula.Truth<V>(boolean value) -> new Formula.Truth<>(!value);
                    case Formula<V> other -> new Formula.Not<>(other);
                };
            case Expr.And(Expr left, Expr right) -> {
                Formula<V> first = formula(left, frame);
                yield first instanceof Formula.Truth<V>(boolean value)
                        ? (value ? formula(right, frame) : first)
                        : new Formula.All<>(List.of(first, formula(right, frame)));
            }
            case Expr.Or(Expr left, Expr right) -> {
                Formula<V> first = formula(left, frame);
                yield first instanceof Formula.Truth<V>(boolean value)
                        ? (value ? first : formula(right, frame))
                        : new Formula.Any<>(List.of(first, formula(right, frame)));
            }
            case Expr.InStore(Expr value, int store, String ignored) -> {
                V member = value(value, frame);
                List<Formula<V>> any = new ArrayList<>();
                for (Stores.Entry<V> entry : entries(store, frame)) {
                    any.add(new Formula.Compare<>(Expr.Comparison.EQUAL, member, entry.key()));
                }
                yield new Formula.Any<>(any);
            }
            case Expr.InList(Expr value, List<Expr> items) -> {
                V member = value(value, frame);
                List<Formula<V>> any = new ArrayList<>();
                for (Expr item : items) {
                    any.add(new Formula.Compare<>(Expr.Comparison.EQUAL, member, value(item, frame)));
                }
                yield new Formula.Any<>(any);
            }
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
                    Expr.Param _ ->
                throw new IllegalStateException("a value stands where a condition is needed: " + expr);
        };
    }

    /** What a store's entry made now expires at. */
    long expiry(Role.Store store, Frame<V> frame) {
        return store.life() instanceof Expr.DurationLiteral(long nanos) ? frame.moment.nanos() + nanos : Long.MAX_VALUE;
    }

    /** A constant time in nanoseconds. */
    long nanos(Expr expr) {
        if (expr instanceof Expr.DurationLiteral(long nanos)) {
            return nanos;
        }
        throw new IllegalStateException("not a constant time: " + expr);
    }

    /** A reason in words. */
    String reason(@Nullable Expr expr, Frame<V> frame) {
        if (expr == null) {
            return "";
        }
        return expr instanceof Expr.TextLiteral(String text) ? text : algebra.shownText(value(expr, frame));
    }

    Map<Integer, V> parameters(Map<Integer, Expr> exprs, Frame<V> frame) {
        if (exprs.isEmpty()) {
            return Map.of();
        }
        Map<Integer, V> values = new LinkedHashMap<>();
        exprs.forEach((slot, expr) -> values.put(slot, value(expr, frame)));
        return values;
    }
}
