package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression as written, before names and types are known. */
public sealed interface ExprTree {
    Span span();

    record Number(Span span, String digits) implements ExprTree {}

    /** Octets written in hexadecimal, two digits an octet. */
    record Hex(Span span, String digits) implements ExprTree {}

    record Str(Span span, String value) implements ExprTree {}

    /** A length of time, in nanoseconds. */
    record Duration(Span span, long nanos) implements ExprTree {}

    record Name(Span span, String name) implements ExprTree {}

    /** {@code target.name}. */
    record Select(Span span, ExprTree target, String name, Span nameSpan) implements ExprTree {}

    /** {@code target[index]}. */
    record Index(Span span, ExprTree target, ExprTree index) implements ExprTree {}

    /** {@code name(args)}: a primitive, a key function, a layout, or a built-in. */
    record Call(Span span, String name, Span nameSpan, List<Arg> args) implements ExprTree {}

    /** One argument; named when it fills a field. */
    record Arg(@Nullable String name, ExprTree value, Span span) {}

    /** {@code [a, b]}. */
    record ListOf(Span span, List<ExprTree> items) implements ExprTree {}

    /** {@code (ssrc = x, roc = 0)}: one entry of a repeated group. */
    record Entry(Span span, List<Arg> fields) implements ExprTree {}

    /** Operators: {@code || xor + - = != < <= > >= and or in not_in}. */
    record Binary(Span span, String operator, ExprTree left, ExprTree right) implements ExprTree {}

    record Not(Span span, ExprTree operand) implements ExprTree {}

    /** {@code bytes(m, until KEMAC.mac)} and {@code bytes(m, without V.ver)}. */
    record Coverage(Span span, Path target, String mode, Path field) implements ExprTree {}

    /** A dotted name. */
    record Path(Span span, List<String> names) {
        @Override
        public String toString() {
            return String.join(".", names);
        }
    }

    /** What stands where an expression could not be read; already reported. */
    record Broken(Span span) implements ExprTree {}
}
