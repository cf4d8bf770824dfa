package dev.troth.spec.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cryptographic primitive of the standard library: its type here, its equations beside it, its concrete face bound by
 * name in the interpreter.
 *
 * @param isShort whether its values have so few bits that who chooses last can make two of them equal
 * @param isTotal whether a function that opens has a result for whatever it is given, as a decryption that checks nothing has;
 *     others have none for what was not made to be opened with their operands
 * @param result the type of the result; where the length is an argument, {@code lengthArgument} is its index, else -1
 */
public record Function(
        String name, List<Type> parameters, Type result, int lengthArgument, boolean isShort, boolean isTotal) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
