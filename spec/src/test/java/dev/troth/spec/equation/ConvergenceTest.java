package dev.troth.spec.equation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected answers are worked out by hand from the critical pairs, or stand in Baader and Nipkow 1998, chapter 6. */
class ConvergenceTest {
    private static void agree(String... equations) {
        assertEquals(List.of(), Convergence.clashes(Written.equations(equations)));
    }

    /** The pairs of equations that disagree, such as "0 1". */
    private static void disagree(String pairs, String... equations) {
        List<String> found = Convergence.clashes(Written.equations(equations)).stream()
                .map(clash -> clash.first() + " " + clash.second())
                .toList();
        assertEquals(List.of(pairs.split(", ")), found);
    }

    @Test
    void openingsOfDifferentThingsAgree() {
        agree("f(x, g(x, y)) = y", "a(b(x)) = x", "a(c(x)) = x");
    }

    @Test
    void aFunctionThatOpensWhatItClosedAgreesWithItself() {
        agree("f(x, f(x, y)) = y");
        agree("a(a(x)) = x");
    }

    @Test
    void whatClosesAndOpensInBothOrdersAgrees() {
        agree("a(b(x)) = x", "b(a(x)) = x");
    }

    @Test
    void twoResultsForOneTermDisagree() {
        disagree("0 1", "f(g(x, y), x) = x", "f(g(x, y), x) = y");
        disagree("0 1", "a(b(x)) = x", "c(a(x)) = x");
        disagree("0 1", "a(b(x)) = x", "b(c(x)) = x");
    }

    @Test
    void anEquationThatFitsIntoItselfMayDisagree() {
        disagree("0 0", "f(f(x, y), z) = y");
        disagree("0 0", "a(a(x)) = b(x)");
    }

    @Test
    void twoFormsAgreeWithThemselves() {
        agree("f(x, y) = f(y, x)");
        agree("f(x, a(y)) = f(y, a(x))");
        agree("q(x, y, a(z), a(w)) = q(z, w, a(x), a(y))");
    }

    @Test
    void threeFormsAreRefusedWhetherOrNotTheyAreClosed() {
        disagree("0 1", "t(x, a(y), a(z)) = t(y, a(x), a(z))", "t(x, a(y), a(z)) = t(x, a(z), a(y))");
        disagree(
                "0 1, 0 2, 1 2",
                "q(x, y, z, w) = q(y, x, z, w)",
                "q(x, y, z, w) = q(x, y, w, z)",
                "q(x, y, z, w) = q(y, x, w, z)");
    }

    @Test
    void twoFormsOfOneTermAreOpenedAlike() {
        disagree("0 1", "f(x, y) = f(y, x)", "a(f(x, y)) = x");
        disagree("0 1", "f(x, y) = f(y, x)", "f(x, n()) = x");
        agree("f(x, y) = f(y, x)", "f(x, n()) = x", "f(n(), x) = x");
        agree("f(x, a(y)) = f(y, a(x))", "g(f(x, a(y)), b(f(x, a(y)))) = n()");
    }

    @Test
    void aFormWithinAFormIsRefusedWhereItMakesAThird() {
        disagree("0 1", "f(x, a(y)) = f(y, a(x))", "a(g(x, y)) = a(g(y, x))");
        disagree("0 0", "f(f(x, y), z) = f(f(y, x), z)");
    }

    @Test
    void aFormWhosePartsAreOpenedIsRefusedWhereItMakesAThird() {
        disagree("0 1", "f(x, a(y)) = f(y, a(x))", "a(b(x)) = x");
    }

    /** In groups, inverse and unit give more than their two equations say (Baader and Nipkow 1998, section 6.2). */
    @Test
    void whatFollowsFromTwoEquationsMustBeDeclared() {
        disagree("0 1", "a(a(x)) = x", "f(a(x), x) = n()");
    }
}
