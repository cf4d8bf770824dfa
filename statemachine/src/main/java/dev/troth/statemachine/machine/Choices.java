package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One value for each option and parameter of a protocol: which variant of it is meant. */
public final class Choices {
    private final int[] options;
    private final Expr[] params;

    private Choices(int[] options, Expr[] params) {
        this.options = options;
        this.params = params;
    }

    /**
     * The variant with the given option values (index to value index) and parameters; the first value of every other
     * option and the written value of every other parameter.
     */
    public static Choices of(Protocol protocol, Map<Integer, Integer> options, Map<Integer, Expr> params) {
        int[] values = new int[protocol.options().size()];
        options.forEach((option, value) -> values[option] = value);
        Expr[] constants = new Expr[protocol.params().size()];
        for (int i = 0; i < constants.length; i++) {
            constants[i] = params.getOrDefault(i, protocol.params().get(i).value());
        }
        return new Choices(values, constants);
    }

    public static Choices standard(Protocol protocol) {
        return of(protocol, Map.of(), Map.of());
    }

    /** The index of the value that an option has. */
    public int option(int index) {
        return options[index];
    }

    /** How a condition turns out that speaks of options alone; null if something else decides it. */
    public @Nullable Boolean decided(Expr condition) {
        return switch (condition) {
            case Expr.BoolLiteral(boolean value) -> value;
            case Expr.OptionIs is -> options[is.option()] == is.value();
            case Expr.Not(Expr operand) -> {
                Boolean value = decided(operand);
                yield value == null ? null : !value;
            }
            case Expr.And(Expr left, Expr right) -> joined(decided(left), decided(right), false);
            case Expr.Or(Expr left, Expr right) -> joined(decided(left), decided(right), true);
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
                    Expr.Param _,
                    Expr.Compare _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> null;
        };
    }

    /** Of two operands, where one of them alone can decide. */
    private static @Nullable Boolean joined(@Nullable Boolean left, @Nullable Boolean right, boolean deciding) {
        if ((left != null && left == deciding) || (right != null && right == deciding)) {
            return deciding;
        }
        return left == null || right == null ? null : !deciding;
    }

    /** The literal that a parameter has. */
    public Expr param(int index) {
        return params[index];
    }
}
