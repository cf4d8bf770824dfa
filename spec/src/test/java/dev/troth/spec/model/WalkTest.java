package dev.troth.spec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Nothing that stands inside a node of the model is forgotten by the walk. Nodes of every kind, also of those that do not
 * exist yet, are made from their record components, with a mark wherever an expression can stand.
 */
class WalkTest {
    private static final Span SPAN = new Span(new Source("test.troth", " "), 0, 0);

    private final List<Expr> marks = new ArrayList<>();

    static Stream<Class<?>> expressions() {
        return Stream.of(Expr.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> statements() {
        return Stream.of(Statement.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> triggers() {
        return Stream.of(Reaction.Trigger.class.getPermittedSubclasses());
    }

    static Stream<Class<?>> properties() {
        return Stream.of(Claim.Property.class.getPermittedSubclasses());
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void everyExpressionInsideAnExpressionIsMet(Class<?> kind) throws ReflectiveOperationException {
        Expr made = (Expr) make(kind);
        Set<Expr> met = new HashSet<>();
        Walk.each(made, met::add);
        assertMet(met);
        assertEquals(
                marks.size(),
                Walk.<Integer>fold(
                        made,
                        (expr, parts) -> (marks.contains(expr) ? 1 : 0)
                                + parts.stream().mapToInt(n -> n).sum()));
    }

    @ParameterizedTest
    @MethodSource("statements")
    void everyExpressionOfAStatementAndOfThoseInsideItIsMet(Class<?> kind) throws ReflectiveOperationException {
        Statement made = (Statement) make(kind);
        Set<Expr> met = new HashSet<>();
        Reaction reaction = new Reaction(SPAN, new Reaction.Entry(), List.of(mark()), List.of(made), 0, List.of());
        Walk.reaction(reaction, role(List.of(), List.of(), List.of()), collecting(met));
        assertMet(met);
    }

    @ParameterizedTest
    @MethodSource("triggers")
    void everyExpressionOfATriggerIsMet(Class<?> kind) throws ReflectiveOperationException {
        Reaction.Trigger trigger = (Reaction.Trigger) make(kind);
        Set<Expr> met = new HashSet<>();
        Reaction reaction = new Reaction(SPAN, trigger, List.of(), List.of(), 0, List.of());
        State state = new State("S", 0, true, true, List.of(reaction), SPAN, List.of());
        Role.Variable variable =
                new Role.Variable("k", 0, Role.Lifetime.KNOWN, dev.troth.spec.model.Type.BYTES, mark(), SPAN);
        Role.Store store = new Role.Store("s", 0, dev.troth.spec.model.Type.BYTES, null, mark(), SPAN);
        Walk.role(role(List.of(variable), List.of(store), List.of(state)), collecting(met));
        assertMet(met);
    }

    @ParameterizedTest
    @MethodSource("properties")
    void everyExpressionOfAClaimIsMet(Class<?> kind) throws ReflectiveOperationException {
        Claim.Property property = (Claim.Property) make(kind);
        Set<Expr> met = new HashSet<>();
        property.values().forEach(spoken -> met.add(spoken.value()));
        assertMet(met);
    }

    private void assertMet(Set<Expr> met) {
        assertEquals(List.of(), marks.stream().filter(m -> !met.contains(m)).toList());
    }

    private static Walk.Visitor collecting(Set<Expr> met) {
        return new Walk.Visitor() {
            @Override
            public void expr(Expr expr, Walk.Scope scope) {
                met.add(expr);
            }
        };
    }

    private static Role role(List<Role.Variable> variables, List<Role.Store> stores, List<State> states) {
        return new Role(
                "A", 0, List.of("me"), List.of(""), List.of(""), false, variables, stores, states, 0, SPAN, List.of());
    }

    private Expr mark() {
        Expr mark = new Expr.Local(marks.size(), "mark", dev.troth.spec.model.Type.BYTES);
        marks.add(mark);
        return mark;
    }

    private Object make(Class<?> kind) throws ReflectiveOperationException {
        RecordComponent[] components = kind.getRecordComponents();
        Object[] values = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            values[i] = value(components[i].getGenericType());
        }
        var constructor = kind.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private Object value(Type type) throws ReflectiveOperationException {
        if (type instanceof ParameterizedType generic) {
            Type last = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (generic.getRawType() == List.class) {
                return isOfInterest(last) ? List.of(value(last), value(last)) : List.of();
            }
            Map<Integer, Object> map = new LinkedHashMap<>();
            if (generic.getRawType() == Map.class && isOfInterest(last)) {
                map.put(0, value(last));
                map.put(1, value(last));
            }
            return map;
        }
        if (type == Expr.class) {
            return mark();
        }
        if (type == Statement.class) {
            return new Statement.If(
                    SPAN,
                    mark(),
                    List.of(new Statement.Show(SPAN, mark(), "")),
                    List.of(new Statement.Show(SPAN, mark(), "")));
        }
        if (type == Span.class) {
            return SPAN;
        }
        if (type == Role.class) {
            return role(List.of(), List.of(), List.of());
        }
        if (type == Expr.Build.class
                || type == Expr.Part.class
                || type == Claim.Data.class
                || type == Claim.Point.class) {
            return make((Class<?>) type);
        }
        return simple((Class<?>) type);
    }

    private static boolean isOfInterest(Type type) {
        return List.of(Expr.class, Statement.class, Expr.Part.class, Claim.Data.class, Claim.Point.class)
                .contains(type);
    }

    @SuppressWarnings("NullAway")
    private static Object simple(Class<?> type) {
        if (type == int.class) {
            return 0;
        }
        if (type == long.class) {
            return 0L;
        }
        if (type == boolean.class) {
            return false;
        }
        if (type == String.class) {
            return "";
        }
        return type == byte[].class ? new byte[0] : null;
    }
}
