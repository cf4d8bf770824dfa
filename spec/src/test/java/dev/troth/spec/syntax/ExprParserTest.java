package dev.troth.spec.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExprParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "(a xor b) = c",
                "a || (b || c)",
                "(a = b) and (c = d)",
                "(a) or b or (c)",
                "(a + 1) - (b)",
                "not (a = b)",
                "(a in b) not in (c)",
                "(a).b",
                "(a)[0]",
                "(a || b) xor (c || d)",
                "f(x = (a))"
            })
    void anExpressionReachesOverTheParenthesesOfItsOperands(String text) {
        Source source = new Source("a.troth", text);
        Diagnostics diagnostics = new Diagnostics();
        ExprTree expr = new ExprParser(new TokenStream(Lexer.tokens(source, diagnostics), diagnostics)).expr();
        assertEquals(text, text.substring(expr.span().start(), expr.span().end()));
    }
}
