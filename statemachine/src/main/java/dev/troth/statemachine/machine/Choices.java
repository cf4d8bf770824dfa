package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import java.util.Map;

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

    /** The literal that a parameter has. */
    public Expr param(int index) {
        return params[index];
    }
}
