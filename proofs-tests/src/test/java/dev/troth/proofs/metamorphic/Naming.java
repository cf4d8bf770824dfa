package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A part of an expression gets a name by {@code let} before the statement in which it stands. */
enum Naming implements Change {
    OPERANDS("what is compared has a name"),
    SENT("what is sent or set has a name");

    /** What the language itself computes values by. */
    private static final Set<String> BUILT_IN = Set.of("size", "count", "now");

    private final String what;

    Naming(String what) {
        this.what = what;
    }

    /** A condition or another expression, and the statement before which a name can be given. */
    @Override
    public String what() {
        return what;
    }

    private record Place(Span statement, List<ExprTree> values) {}

    @Override
    public Source of(Written written) {
        Set<String> functions = new HashSet<>(BUILT_IN);
        written.all(DeclTree.Key.class).forEach(key -> functions.add(key.name()));
        functions.addAll(Primitives.names(written));
        List<Written.Edit> edits = new ArrayList<>();
        int number = 0;
        for (Place place : this == OPERANDS ? compared(written) : sent(written)) {
            for (ExprTree value : place.values()) {
                if (isNameable(value, functions)) {
                    String given = written.unused("named" + number++ + "_");
                    edits.add(Written.Edit.before(
                            place.statement(), "let " + given + " = " + written.text(value.span()) + " ; "));
                    edits.add(Written.Edit.instead(value.span(), given));
                }
            }
        }
        return written.with(edits);
    }

    private static List<Place> compared(Written written) {
        List<Place> places = new ArrayList<>();
        for (StatementTree.Require require : written.all(StatementTree.Require.class)) {
            places.add(new Place(require.span(), operands(require.condition())));
        }
        for (StatementTree.If branch : written.all(StatementTree.If.class)) {
            // What follows `else` without a brace has no place before it.
            String before =
                    written.source().text().substring(0, branch.span().start()).stripTrailing();
            if (!before.endsWith("else")) {
                places.add(new Place(branch.span(), operands(branch.condition())));
            }
        }
        return places;
    }

    private static List<ExprTree> operands(ExprTree condition) {
        List<ExprTree> operands = new ArrayList<>();
        for (ExprTree.Binary binary : Written.all(ExprTree.Binary.class, condition)) {
            if (Set.of("=", "!=", "<", "<=", ">", ">=", "in", "not_in").contains(binary.operator())) {
                operands.add(binary.left());
                operands.add(binary.right());
            }
        }
        return operands;
    }

    private static List<Place> sent(Written written) {
        List<Place> places = new ArrayList<>();
        for (StatementTree.Send send : written.all(StatementTree.Send.class)) {
            List<ExprTree> values = new ArrayList<>();
            if (Written.all(StatementTree.PartIf.class, send).isEmpty()) {
                for (ExprTree.Call call : outermost(send)) {
                    call.args().forEach(arg -> values.add(arg.value()));
                }
            }
            places.add(new Place(send.span(), values));
        }
        for (StatementTree.Assign assign : written.all(StatementTree.Assign.class)) {
            places.add(new Place(assign.span(), List.of(assign.value())));
        }
        return places;
    }

    private static List<ExprTree.Call> outermost(StatementTree.Send send) {
        return switch (send.message()) {
            case StatementTree.Built built ->
                Written.all(StatementTree.Payload.class, built).stream()
                        .map(StatementTree.Payload::call)
                        .toList();
            case StatementTree.Given given -> given.value() instanceof ExprTree.Call call ? List.of(call) : List.of();
        };
    }

    /** What has the same type under a name: no literal, no name of a value, nothing that covers the message it stands in. */
    private static boolean isNameable(ExprTree value, Set<String> functions) {
        boolean covers = !Written.all(ExprTree.Coverage.class, value).isEmpty();
        return !covers
                && switch (value) {
                    case ExprTree.Select ignored -> true;
                    case ExprTree.Index ignored -> true;
                    case ExprTree.Call call -> functions.contains(call.name());
                    case ExprTree.Binary binary -> Set.of("||", "xor").contains(binary.operator());
                    case ExprTree.Number ignored -> false;
                    case ExprTree.Hex ignored -> false;
                    case ExprTree.Str ignored -> false;
                    case ExprTree.Duration ignored -> false;
                    case ExprTree.Name ignored -> false;
                    case ExprTree.ListOf ignored -> false;
                    case ExprTree.Entry ignored -> false;
                    case ExprTree.Not ignored -> false;
                    case ExprTree.Coverage ignored -> false;
                    case ExprTree.Broken ignored -> false;
                };
    }
}
