package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An expression with others in it put in place of some. What has nothing changed inside it stays the same object, so that
 * to do it twice is to do it once.
 */
abstract class Rewrite {
    /** What stands for an expression whose operands are done; itself if it stays. */
    abstract Expr leaf(Expr expr);

    /** The derivation that stands for one. */
    abstract KeyFunction key(KeyFunction key);

    /** Whether a part of a message is there, and the conditions that are left of it; null if it is gone. */
    abstract @org.jspecify.annotations.Nullable List<Expr> conditions(List<Expr> conditions);

    final Expr expr(Expr expr) {
        return leaf(inside(expr));
    }

    final List<Expr> exprs(List<Expr> list) {
        return each(list, this::expr);
    }

    /** A list with each item replaced; the same list if no item is. */
    static <T> List<T> each(List<T> list, UnaryOperator<T> change) {
        List<T> changed = new ArrayList<>(list.size());
        boolean same = true;
        for (T item : list) {
            T now = change.apply(item);
            same &= now == item;
            changed.add(now);
        }
        return same ? list : List.copyOf(changed);
    }

    final <K> Map<K, Expr> values(Map<K, Expr> map) {
        Map<K, Expr> changed = new LinkedHashMap<>();
        map.forEach((key, value) -> changed.put(key, expr(value)));
        return map.entrySet().stream().allMatch(e -> changed.get(e.getKey()) == e.getValue()) ? map : changed;
    }

    private Expr inside(Expr expr) {
        List<Expr> before = expr.operands();
        if (expr instanceof Expr.BuildMessage build) {
            return message(build);
        }
        if (expr instanceof Expr.Build build) {
            Map<Integer, Expr> fields = values(build.fields());
            return fields == build.fields()
                    ? build
                    : new Expr.Build(build.layout(), fields, build.covering(), build.type(), build.span());
        }
        List<Expr> now = exprs(before);
        if (expr instanceof Expr.Derive derive) {
            KeyFunction key = key(derive.key());
            return now == before && key == derive.key() ? derive : new Expr.Derive(key, now, derive.type());
        }
        return now == before ? expr : with(expr, now);
    }

    private Expr message(Expr.BuildMessage build) {
        List<Expr.Part> parts = new ArrayList<>();
        boolean same = true;
        for (Expr.Part part : build.parts()) {
            List<Expr> conditions = conditions(part.conditions());
            if (conditions == null) {
                same = false;
                continue;
            }
            Expr.Build payload = (Expr.Build) Objects.requireNonNull(inside(part.payload()));
            boolean kept = conditions.equals(part.conditions()) && payload == part.payload();
            same &= kept;
            parts.add(kept ? part : new Expr.Part(part.element(), conditions, payload));
        }
        return same ? build : new Expr.BuildMessage(build.message(), List.copyOf(parts), build.type(), build.span());
    }

    /** The same expression of other operands, in the order of {@link Expr#operands()}. */
    private static Expr with(Expr expr, List<Expr> now) {
        return switch (expr) {
            case Expr.Payload payload ->
                new Expr.Payload(now.getFirst(), payload.element(), payload.label(), payload.type());
            case Expr.Field field -> new Expr.Field(now.getFirst(), field.slot(), field.name(), field.type());
            case Expr.Item item -> new Expr.Item(now.getFirst(), item.index(), item.type());
            case Expr.Apply apply -> new Expr.Apply(apply.function(), now, apply.type());
            case Expr.Derive derive -> new Expr.Derive(derive.key(), now, derive.type());
            case Expr.Concat concat -> new Expr.Concat(now, concat.type());
            case Expr.Xor xor -> new Expr.Xor(now.get(0), now.get(1), xor.type());
            case Expr.Arithmetic sum -> new Expr.Arithmetic(sum.minus(), now.get(0), now.get(1), sum.type());
            case Expr.Abs _ -> new Expr.Abs(now.getFirst());
            case Expr.Bit _ -> new Expr.Bit(now.getFirst());
            case Expr.Compare compare -> new Expr.Compare(compare.comparison(), now.get(0), now.get(1));
            case Expr.And _ -> new Expr.And(now.get(0), now.get(1));
            case Expr.Or _ -> new Expr.Or(now.get(0), now.get(1));
            case Expr.Not _ -> new Expr.Not(now.getFirst());
            case Expr.InStore in -> new Expr.InStore(now.getFirst(), in.store(), in.name());
            case Expr.InList _ -> new Expr.InList(now.getFirst(), now.subList(1, now.size()));
            case Expr.Lookup lookup -> new Expr.Lookup(lookup.store(), lookup.name(), now.getFirst(), lookup.type());
            case Expr.SizeOf _ -> new Expr.SizeOf(now.getFirst());
            case Expr.CountOf _ -> new Expr.CountOf(now.getFirst());
            case Expr.ListOf list -> new Expr.ListOf(now, list.type());
            case Expr.Covered covered -> new Expr.Covered(now.getFirst(), covered.of(), covered.coverage());
            case Expr.Shared shared -> new Expr.Shared(shared.name(), now, shared.type());
            case Expr.Present _ -> new Expr.Present(now.getFirst());
            // These are rewritten with what they are besides their operands, or have none.
            case Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.AgentParameter _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Now _ -> expr;
        };
    }
}
