package dev.troth.spec.equation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.troth.spec.model.Expr;
import java.util.List;
import org.junit.jupiter.api.Test;

class SubstitutionTest {
    private static void unify(String left, String right, String both) {
        List<Expr> terms = Written.terms(left, right, both);
        Substitution same = Substitution.unify(terms.get(0), terms.get(1));
        assertNotNull(same);
        assertEquals(terms.get(2), same.apply(terms.get(0)));
        assertEquals(terms.get(2), same.apply(terms.get(1)));
    }

    private static void apart(String left, String right) {
        List<Expr> terms = Written.terms(left, right);
        assertNull(Substitution.unify(terms.get(0), terms.get(1)));
    }

    @Test
    void aVariableBecomesWhatStandsOpposite() {
        unify("f(x, a(y))", "f(b(z), w)", "f(b(z), a(y))");
    }

    @Test
    void whatAVariableBecameStandsInTheOtherPlacesToo() {
        unify("t(x, x, y)", "t(a(z), w, w)", "t(a(z), a(z), a(z))");
        unify("t(x, y, z)", "t(a(y), a(z), n())", "t(a(a(n())), a(n()), n())");
    }

    @Test
    void oneFunctionIsNotAnother() {
        apart("a(x)", "b(x)");
        apart("f(x, a(y))", "f(x, n())");
        apart("f(x, x)", "f(a(y), b(z))");
    }

    @Test
    void nothingIsAPartOfItself() {
        apart("x", "a(x)");
        apart("f(x, y)", "f(a(y), a(x))");
    }

    @Test
    void aTermMatchesAPatternWhoseVariablesAreAlsoInTheTerm() {
        List<Expr> terms = Written.terms("f(x, y)", "f(y, x)", "g(x, y)", "g(y, x)");
        Substitution swap = Substitution.match(terms.get(0), terms.get(1));
        assertNotNull(swap);
        assertEquals(terms.get(3), swap.apply(terms.get(2)));
    }

    @Test
    void theVariablesOfATermStandForNothingWhenItIsMatched() {
        List<Expr> terms = Written.terms("f(x, a(y))", "f(y, x)");
        assertNull(Substitution.match(terms.get(0), terms.get(1)));
    }

    @Test
    void aVariableThatStandsTwiceMatchesOneTermTwice() {
        List<Expr> terms = Written.terms("f(x, x)", "f(a(y), a(y))", "f(a(y), a(z))");
        assertNotNull(Substitution.match(terms.get(0), terms.get(1)));
        assertNull(Substitution.match(terms.get(0), terms.get(2)));
    }
}
