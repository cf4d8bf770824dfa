package dev.troth.spec.equation;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Terms as they are written, over a few functions and the variables x, y, z and w, numbered 0 to 3. */
final class Written {
    private static final String FUNCTIONS = """
            function a(x) : bytes function b(x) : bytes function c(x) : bytes function d(x) : bytes
            function f(x, y) : bytes function g(x, y) : bytes function t(x, y, z) : bytes
            function q(x, y, z, w) : bytes function n() : bytes
            """.replace(" function", "\nfunction");

    private Written() {}

    /** All terms of one call have the same functions. */
    static List<Expr> terms(String... texts) {
        StringBuilder keys = new StringBuilder();
        for (int i = 0; i < texts.length; i++) {
            keys.append("k")
                    .append(i)
                    .append("(x, y, z, w) = ")
                    .append(texts[i])
                    .append('\n');
        }
        String text = "library L \"terms\" {\n" + FUNCTIONS + "keys {\n" + keys + "}\n}\n";
        Protocol read = Objects.requireNonNull(
                Specification.read(new Source("terms.troth", text), new Library())
                        .protocol(),
                text);
        return List.of(texts).stream()
                .map(t -> read.keys().get(List.of(texts).indexOf(t)).body())
                .toList();
    }

    /** Equations with the side that is rewritten on the left. */
    static List<Equation> equations(String... texts) {
        List<Expr> sides = terms(List.of(texts).stream()
                .flatMap(t -> List.of(t.split(" = ")).stream())
                .toArray(String[]::new));
        List<Equation> equations = new ArrayList<>();
        for (int i = 0; i < sides.size(); i += 2) {
            equations.add(new Equation(4, (Expr.Apply) sides.get(i), sides.get(i + 1)));
        }
        return equations;
    }
}
