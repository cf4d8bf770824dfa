package dev.troth.spec.resolve;

import dev.troth.spec.model.Expr;

/** Which expressions need the octets of the message that is being built around them. */
final class Coverings {
    private Coverings() {}

    static boolean coversItsMessage(Expr expr) {
        return switch (expr) {
            case Expr.Covered covered -> covered.message() == null;
            case Expr.Apply apply -> apply.arguments().stream().anyMatch(Coverings::coversItsMessage);
            case Expr.Derive derive -> derive.arguments().stream().anyMatch(Coverings::coversItsMessage);
            case Expr.Concat concat -> concat.parts().stream().anyMatch(Coverings::coversItsMessage);
            case Expr.Xor xor -> coversItsMessage(xor.left()) || coversItsMessage(xor.right());
            case Expr.ListOf list -> list.items().stream().anyMatch(Coverings::coversItsMessage);
            case Expr.Build build -> build.fields().values().stream().anyMatch(Coverings::coversItsMessage);
            case Expr.Arithmetic sum -> coversItsMessage(sum.left()) || coversItsMessage(sum.right());
            case Expr.Abs abs -> coversItsMessage(abs.operand());
            case Expr.SizeOf size -> coversItsMessage(size.value());
            case Expr.IntLiteral ignored -> false;
            case Expr.OctetsLiteral ignored -> false;
            case Expr.TextLiteral ignored -> false;
            case Expr.DurationLiteral ignored -> false;
            case Expr.BoolLiteral ignored -> false;
            case Expr.Variable ignored -> false;
            case Expr.Local ignored -> false;
            case Expr.Argument ignored -> false;
            case Expr.AgentParameter ignored -> false;
            case Expr.Param ignored -> false;
            case Expr.OptionIs ignored -> false;
            case Expr.Payload ignored -> false;
            case Expr.Field ignored -> false;
            case Expr.Item ignored -> false;
            case Expr.Bit ignored -> false;
            case Expr.Compare ignored -> false;
            case Expr.And ignored -> false;
            case Expr.Or ignored -> false;
            case Expr.Not ignored -> false;
            case Expr.InStore ignored -> false;
            case Expr.InList ignored -> false;
            case Expr.Lookup ignored -> false;
            case Expr.Present ignored -> false;
            case Expr.CountOf ignored -> false;
            case Expr.Now ignored -> false;
            case Expr.BuildMessage ignored -> false;
            case Expr.Shared ignored -> false;
        };
    }
}
