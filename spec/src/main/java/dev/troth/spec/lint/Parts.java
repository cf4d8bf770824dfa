package dev.troth.spec.lint;

import dev.troth.spec.model.Expr;
import java.util.ArrayList;
import java.util.List;

/** The expressions directly inside an expression, whose values it needs. */
final class Parts {
    private Parts() {}

    static List<Expr> of(Expr expr) {
        return switch (expr) {
            case Expr.Payload payload -> List.of(payload.message());
            case Expr.Field field -> List.of(field.record());
            case Expr.Item item -> List.of(item.list());
            case Expr.Apply apply -> apply.arguments();
            case Expr.Derive derive -> derive.arguments();
            case Expr.Concat concat -> concat.parts();
            case Expr.Xor xor -> List.of(xor.left(), xor.right());
            case Expr.Arithmetic sum -> List.of(sum.left(), sum.right());
            case Expr.Abs abs -> List.of(abs.operand());
            case Expr.Bit bit -> List.of(bit.condition());
            case Expr.Compare compare -> List.of(compare.left(), compare.right());
            case Expr.And and -> List.of(and.left(), and.right());
            case Expr.Or or -> List.of(or.left(), or.right());
            case Expr.Not not -> List.of(not.operand());
            case Expr.InStore in -> List.of(in.value());
            case Expr.InList in -> {
                List<Expr> parts = new ArrayList<>(in.items());
                parts.addFirst(in.value());
                yield parts;
            }
            case Expr.Lookup lookup -> List.of(lookup.key());
            case Expr.SizeOf size -> List.of(size.value());
            case Expr.CountOf count -> List.of(count.list());
            case Expr.ListOf list -> list.items();
            case Expr.Build build -> List.copyOf(build.fields().values());
            case Expr.BuildMessage message ->
                message.parts().stream().<Expr>map(Expr.Part::payload).toList();
            case Expr.Covered covered -> covered.message() == null ? List.of() : List.of(covered.message());
            case Expr.Shared shared -> shared.agents();
            // Asks whether there is a value, and needs none.
            case Expr.Present ignored -> List.of();
            case Expr.IntLiteral ignored -> List.of();
            case Expr.OctetsLiteral ignored -> List.of();
            case Expr.TextLiteral ignored -> List.of();
            case Expr.DurationLiteral ignored -> List.of();
            case Expr.BoolLiteral ignored -> List.of();
            case Expr.Variable ignored -> List.of();
            case Expr.Local ignored -> List.of();
            case Expr.Argument ignored -> List.of();
            case Expr.AgentParameter ignored -> List.of();
            case Expr.Param ignored -> List.of();
            case Expr.OptionIs ignored -> List.of();
            case Expr.Now ignored -> List.of();
        };
    }
}
