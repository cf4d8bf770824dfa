package dev.troth.reference.draw;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** Expressions and events of a specification in a few words, for labels and tables. */
public final class Wording {
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000 * MILLI;
    private static final Map<Expr.Comparison, String> NEGATED = Map.of(
            Expr.Comparison.EQUAL, "!=",
            Expr.Comparison.NOT_EQUAL, "=",
            Expr.Comparison.LESS, ">=",
            Expr.Comparison.LESS_OR_EQUAL, ">",
            Expr.Comparison.GREATER, "<=",
            Expr.Comparison.GREATER_OR_EQUAL, "<");

    private final Protocol protocol;

    public Wording(Protocol protocol) {
        this.protocol = protocol;
    }

    /** What sets a reaction off: {@code recv Init}, {@code user.call}, {@code after 5 s}. */
    public String trigger(Reaction.Trigger trigger) {
        return switch (trigger) {
            case Reaction.Entry ignored -> "on entry";
            case Reaction.Local(String source, String event) -> source + "." + event;
            case Reaction.Receive receive -> "recv " + receive.message().name();
            case Reaction.Malformed ignored -> "malformed";
            case Reaction.After(Expr delay) -> "after " + expr(delay);
            case Reaction.Retransmit(var message, var timer) -> timer.name() + " gives up on " + message.name();
            case Reaction.Silence(boolean defer, var messages) ->
                (defer ? "defer " : "ignore ")
                        + messages.stream().map(Object::toString).collect(Collectors.joining(", "));
            case Reaction.Otherwise(boolean defer) -> defer ? "otherwise defer" : "otherwise ignore";
        };
    }

    /** A condition that does not hold. */
    String not(Expr condition) {
        return switch (condition) {
            case Expr.Not(Expr operand) -> expr(operand);
            case Expr.Compare(Expr.Comparison comparison, Expr left, Expr right) ->
                expr(left) + " " + NEGATED.get(comparison) + " " + expr(right);
            case Expr.OptionIs(int option, int value, String text)
            when protocol.options().get(option).values().size() == 2 ->
                protocol.options().get(option).name() + " = "
                        + protocol.options().get(option).values().get(1 - value);
            case Expr.InStore(Expr value, int ignored, String name) -> expr(value) + " not in " + name;
            default -> "not (" + expr(condition) + ")";
        };
    }

    /** An expression nearly as it is written. */
    public String expr(Expr expr) {
        return switch (expr) {
            case Expr.IntLiteral literal -> Long.toUnsignedString(literal.value());
            case Expr.OctetsLiteral literal -> literal.toString();
            case Expr.TextLiteral literal -> '"' + literal.text() + '"';
            case Expr.DurationLiteral(long nanos) -> duration(nanos);
            case Expr.BoolLiteral(boolean value) -> Boolean.toString(value);
            case Expr.Variable variable -> variable.name();
            case Expr.Local local -> local.name();
            case Expr.Argument argument -> argument.name();
            case Expr.AgentParameter agent -> agent.name();
            case Expr.Param param -> param.name();
            case Expr.OptionIs option -> option.text();
            case Expr.Payload payload -> expr(payload.message()) + "." + payload.label();
            case Expr.Field field -> expr(field.record()) + "." + field.name();
            case Expr.Item item -> expr(item.list()) + "[" + item.index() + "]";
            case Expr.Apply apply -> apply.function().name() + list(apply.arguments(), "(", ")");
            case Expr.Derive derive -> derive.key().name() + list(derive.arguments(), "(", ")");
            case Expr.Concat concat ->
                concat.parts().stream().map(this::operand).collect(Collectors.joining(" || "));
            case Expr.Xor(Expr left, Expr right, var ignored) -> operand(left) + " xor " + operand(right);
            case Expr.Arithmetic(boolean minus, Expr left, Expr right, var ignored) ->
                expr(left) + (minus ? " - " : " + ") + operand(right);
            case Expr.Abs(Expr operand) -> "abs(" + expr(operand) + ")";
            case Expr.Bit(Expr condition) -> "bit(" + expr(condition) + ")";
            case Expr.Compare(Expr.Comparison comparison, Expr left, Expr right) ->
                expr(left) + " " + comparison.symbol() + " " + expr(right);
            case Expr.And(Expr left, Expr right) -> operand(left) + " and " + operand(right);
            case Expr.Or(Expr left, Expr right) -> expr(left) + " or " + expr(right);
            case Expr.Not(Expr operand) -> not(operand);
            case Expr.InStore(Expr value, int ignored, String name) -> expr(value) + " in " + name;
            case Expr.InList(Expr value, List<Expr> items) -> expr(value) + " in " + list(items, "[", "]");
            case Expr.Lookup lookup -> lookup.name() + "[" + expr(lookup.key()) + "]";
            case Expr.Present(Expr value) -> "present(" + expr(value) + ")";
            case Expr.SizeOf(Expr value) -> "size(" + expr(value) + ")";
            case Expr.CountOf(Expr value) -> "count(" + expr(value) + ")";
            case Expr.Now ignored -> "now";
            case Expr.ListOf(List<Expr> items, var ignored) -> list(items, "[", "]");
            case Expr.Build build -> build.layout().name() + "(...)";
            case Expr.BuildMessage build -> build.message().name();
            case Expr.Covered covered -> covered(covered);
            case Expr.Shared shared -> shared.name() + list(shared.agents(), "(", ")");
        };
    }

    /** In brackets where it would otherwise be read with its neighbours. */
    private String operand(Expr expr) {
        boolean loose = expr instanceof Expr.Concat
                || expr instanceof Expr.Xor
                || expr instanceof Expr.Or
                || expr instanceof Expr.Arithmetic;
        return loose ? "(" + expr(expr) + ")" : expr(expr);
    }

    private String covered(Expr.Covered covered) {
        Expr message = covered.message();
        return "bytes(" + (message == null ? covered.of().name() : expr(Objects.requireNonNull(message))) + ", "
                + covered.coverage().text() + ")";
    }

    private String list(List<Expr> items, String open, String close) {
        return items.stream().map(this::expr).collect(Collectors.joining(", ", open, close));
    }

    static String duration(long nanos) {
        return nanos % SECOND == 0 ? nanos / SECOND + " s" : nanos / MILLI + " ms";
    }

    /** A text of at most so many characters, with dots where something is left out. */
    static String shortened(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        return most < 4 ? text.substring(0, most) : text.substring(0, most - 3) + "...";
    }
}
