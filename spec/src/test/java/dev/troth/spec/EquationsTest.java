package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.text.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An equation is honoured, whichever way round it is written, or it is refused. What is told then, see the broken files. */
class EquationsTest {
    private static final String FUNCTIONS = """
            function seal(x) : bytes
            function unseal(x) : bytes
            function pair(x, y) : bytes
            function swap(x, y) : bytes
            function close(k, x) : bytes
            function open(k, x) : bytes
            function public(k) : bytes
            function check(p, x, s) : bytes
            function stretch(x) : bytes total
            function shrink(x) : bytes total
            function yes() : bytes
            function zero() : bytes
            """;

    private static Specification read(String equations) {
        String text =
                "library L \"equations\" {\n  import \"library/std/ideal.troth\"\n" + FUNCTIONS + equations + "\n}\n";
        return Specification.read(new Source("l.troth", text), new Library());
    }

    private static final int OF_THE_LIBRARY = equations("").size();

    private static List<Equation> equations(String declared) {
        Specification read = read(declared);
        assertNotNull(read.protocol(), Renderer.render(read.findings()));
        return read.protocol().equations();
    }

    /** The equations of the text, rewritten side first. */
    private static List<String> own(String declared) {
        List<String> functions = FUNCTIONS
                .lines()
                .map(l -> l.substring("function ".length(), l.indexOf('(')))
                .toList();
        return equations(declared).stream()
                .filter(e -> functions.contains(e.left().function().name()))
                .map(e -> text(e.left()) + " = " + text(e.right()))
                .toList();
    }

    private static String text(Expr term) {
        return term instanceof Expr.Apply apply
                ? apply.function().name()
                        + apply.arguments().stream()
                                .map(EquationsTest::text)
                                .collect(Collectors.joining(", ", "(", ")"))
                : ((Expr.Argument) term).name();
    }

    @Test
    void theRewrittenSideIsOnTheLeftWhicheverWayRoundItWasWritten() {
        assertEquals(List.of("unseal(seal(x)) = x"), own("equation unseal(seal(x)) = x"));
        assertEquals(List.of("unseal(seal(x)) = x"), own("equation x = unseal(seal(x))"));
        assertEquals(List.of("open(k, close(k, x)) = pair(k, x)"), own("equation pair(k, x) = open(k, close(k, x))"));
    }

    @Test
    void twoFormsStayAsTheyAreWritten() {
        assertEquals(List.of("swap(x, y) = swap(y, x)"), own("equation swap(x, y) = swap(y, x)"));
    }

    @Test
    void whatShrinksComesBeforeWhatHasTwoForms() {
        String declared = """
                equation swap(x, y) = swap(y, x)
                equation swap(seal(x), unseal(x)) = x
                equation swap(unseal(x), seal(x)) = x
                """;
        assertEquals(
                List.of("swap(seal(x), unseal(x)) = x", "swap(unseal(x), seal(x)) = x", "swap(x, y) = swap(y, x)"),
                own(declared));
    }

    @Test
    void whatIsSaidTwiceCountsOnce() {
        String declared = """
                equation unseal(seal(x)) = x
                equation y = unseal(seal(y))
                equation sdec(key, senc(key, y)) = y
                """;
        assertEquals(OF_THE_LIBRARY + 1, equations(declared).size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equation check(public(k), x, close(k, x)) = x",
                "equation check(public(k), x, close(k, x)) = yes()",
                "equation unseal(pair(x, y)) = x",
                "equation open(k, close(public(k), x)) = x",
                "equation open(k, open(k, x)) = x",
                "equation seal(seal(x)) = x",
                "equation check(k, x, close(k, x)) = seal(x)",
                "equation stretch(shrink(x)) = x ; equation shrink(stretch(x)) = x",
                "equation open(exp(k), close(exp(k), x)) = x",
                "equation open(dh(x, exp(y)), close(dh(x, exp(y)), z)) = z"
            })
    void anOpeningIsHonoured(String declared) {
        assertNotNull(
                read(declared).protocol(), () -> Renderer.render(read(declared).findings()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "equation swap(x, seal(y)) = swap(y, seal(x))",
                "equation swap(pair(x, y), z) = swap(pair(y, x), z)",
                "equation check(x, y, z) = check(z, y, x)",
                "equation check(exp(x), y, z) = check(exp(x), z, y)"
            })
    void twoFormsAreHonoured(String declared) {
        assertNotNull(
                read(declared).protocol(), () -> Renderer.render(read(declared).findings()));
    }

    @Test
    void aFunctionThatIsNotDeclaredIsToldAsThat() {
        List<Code> told = read("equation unseal(sael(x)) = x").findings().stream()
                .map(Diagnostic::code)
                .toList();
        assertEquals(List.of(Code.T0212), told);
    }
}
