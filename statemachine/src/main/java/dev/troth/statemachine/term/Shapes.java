package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * How long lists are in messages that an attacker makes: as long as somewhere in the specification they are built. The
 * only place where the checker bounds the size of a message.
 */
final class Shapes {
    private record Place(Layout layout, int slot) {}

    private record Spot(Message message, int element) {}

    private final Map<Place, Set<Integer>> fields = new HashMap<>();
    private final Map<Spot, Set<Integer>> payloads = new HashMap<>();

    Shapes(Protocol protocol) {
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                state.reactions().forEach(reaction -> statements(reaction.body()));
            }
        }
    }

    /** The lengths that a list field has, in ascending order; 0 if it is never built. */
    Set<Integer> field(Layout layout, int slot) {
        return fields.getOrDefault(new Place(layout, slot), Set.of(0));
    }

    /** How many payloads an element that may be repeated has. */
    Set<Integer> payloads(Message message, int element) {
        Message.Multiplicity multiplicity = message.elements().get(element).multiplicity();
        int least = multiplicity == Message.Multiplicity.MANY ? 1 : 0;
        Set<Integer> known = payloads.get(new Spot(message, element));
        return known == null ? Set.of(least) : known;
    }

    private void statements(List<Statement> body) {
        for (Statement statement : body) {
            switch (statement) {
                case Statement.Send send -> expr(send.value());
                case Statement.Assign assign -> expr(assign.value());
                case Statement.Let let -> expr(let.value());
                case Statement.Require require -> expr(require.condition());
                case Statement.Choose choose -> expr(choose.condition());
                default -> {}
            }
            statement.inner().forEach(this::statements);
        }
    }

    private void expr(Expr expr) {
        switch (expr) {
            case Expr.BuildMessage build -> message(build);
            case Expr.Build build -> record(build);
            case Expr.Apply apply -> apply.arguments().forEach(this::expr);
            case Expr.Derive derive -> derive.arguments().forEach(this::expr);
            case Expr.Concat concat -> concat.parts().forEach(this::expr);
            case Expr.ListOf list -> list.items().forEach(this::expr);
            case Expr.Compare compare -> {
                listed(compare.left(), compare.right());
                listed(compare.right(), compare.left());
                expr(compare.left());
                expr(compare.right());
            }
            case Expr.And(Expr left, Expr right) -> {
                expr(left);
                expr(right);
            }
            case Expr.Or(Expr left, Expr right) -> {
                expr(left);
                expr(right);
            }
            case Expr.Not(Expr operand) -> expr(operand);
            default -> {}
        }
    }

    /** A field compared with a list has its length. */
    private void listed(Expr field, Expr list) {
        if (field instanceof Expr.Field(Expr record, int slot, String ignored, Type alsoIgnored)
                && list instanceof Expr.ListOf of
                && record.type() instanceof Type.Rec(Layout layout)) {
            add(fields, new Place(layout, slot), of.items().size());
        }
    }

    private void message(Expr.BuildMessage build) {
        Map<Integer, Integer> counts = new LinkedHashMap<>();
        Map<Integer, Integer> certain = new LinkedHashMap<>();
        for (Expr.Part part : build.parts()) {
            counts.merge(part.element(), 1, Integer::sum);
            certain.merge(part.element(), part.conditions().isEmpty() ? 1 : 0, Integer::sum);
            record(part.payload());
        }
        for (int i = 0; i < build.message().elements().size(); i++) {
            Spot spot = new Spot(build.message(), i);
            add(payloads, spot, counts.getOrDefault(i, 0));
            add(payloads, spot, certain.getOrDefault(i, 0));
        }
    }

    private void record(Expr.Build build) {
        for (int slot = 0; slot < build.layout().data().size(); slot++) {
            if (build.layout().data().get(slot).type() instanceof Type.Seq) {
                Expr given = build.fields().get(slot);
                int length = given instanceof Expr.ListOf list ? list.items().size() : 0;
                add(fields, new Place(build.layout(), slot), length);
            }
        }
        build.fields().values().forEach(this::expr);
    }

    private static <K> void add(Map<K, Set<Integer>> lengths, K key, int length) {
        lengths.computeIfAbsent(key, k -> new TreeSet<>()).add(length);
    }
}
