package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Explanations;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each code has a page, and its examples are what they say. */
class ExplanationsTest {
    private static String page(Code code) {
        String page = Explanations.of(code.id());
        assertNotNull(page, code.id());
        return page;
    }

    private static List<Fragment> marked(Code code, String mark) {
        return Fragment.in(page(code)).stream()
                .filter(f -> f.mark().equals(mark))
                .toList();
    }

    private static long count(Code code, Specification read) {
        return read.findings().stream().filter(d -> d.code() == code).count();
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void aPageStartsWithItsCodeAndTitle(Code code) {
        assertTrue(page(code).startsWith("# " + code.id() + ": " + code.title() + "\n"), page(code));
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void theWrongExampleProducesTheCodeAndNoOtherError(Code code) {
        assertEquals(1, marked(code, "wrong").size());
        for (Fragment wrong : marked(code, "wrong")) {
            Specification read = wrong.read();
            String told = Renderer.render(read.findings());
            assertTrue(count(code, read) > count(code, wrong.empty().read()), told);
            Set<Code> errors = read.findings().stream()
                    .filter(d -> d.severity() == Severity.ERROR)
                    .map(d -> d.code())
                    .collect(Collectors.toSet());
            assertEquals(code.severity() == Severity.ERROR ? Set.of(code) : Set.of(), errors, told);
        }
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void theRightExampleHasNoErrorAndNotTheCode(Code code) {
        assertEquals(1, marked(code, "right").size());
        for (Fragment right : marked(code, "right")) {
            Specification read = right.read();
            String told = Renderer.render(read.findings());
            assertNotNull(read.protocol(), told);
            assertTrue(count(code, read) <= count(code, right.empty().read()), told);
        }
    }

    @Test
    void anUnknownCodeHasNoPage() {
        assertNull(Explanations.of("T9999"));
        assertNull(Explanations.of("../Explanations"));
    }
}
