package dev.troth.statemachine.claim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The choices of options that are asked. */
class ChoicesTest {
    private static Questions of(int options) {
        String declared = IntStream.range(0, options)
                .mapToObj(i -> "  option o" + i + " = a | b" + (i % 3 == 0 ? " | c" : "") + "\n")
                .collect(Collectors.joining());
        String text = "protocol P \"a test\" {\n" + declared
                + "  role A(me) { start final state S { otherwise ignore } }\n}\n";
        Specification read = Specification.read(new Source("test.troth", text), new Library());
        return new Questions(Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings())));
    }

    @Test
    void fewAreAllAsked() {
        Questions few = of(4);
        List<Map<Integer, Integer>> choices = few.choices(Map.of(), true);
        assertEquals(3 * 2 * 2 * 3, few.choices());
        assertEquals(3 * 2 * 2 * 3, new HashSet<>(choices).size());
        assertEquals(List.of(Map.of(0, 0, 1, 0, 2, 0, 3, 0)), few.choices(Map.of(), false));
    }

    @Test
    void ofManyEveryTwoValuesStandTogether() {
        Questions many = of(12);
        assertEquals(3 * 3 * 3 * 3 * 256, many.choices());
        List<Map<Integer, Integer>> choices = many.choices(Map.of(), true);
        assertTrue(choices.size() >= 9 && choices.size() < Questions.MANY, () -> choices.size() + " choices");
        assertEquals(0, choices.getFirst().values().stream().mapToInt(v -> v).sum());
        for (int i = 0; i < 12; i++) {
            for (int j = i + 1; j < 12; j++) {
                int one = i;
                int other = j;
                long pairs = choices.stream()
                        .map(choice -> List.of(choice.getOrDefault(one, -1), choice.getOrDefault(other, -1)))
                        .distinct()
                        .count();
                assertEquals((i % 3 == 0 ? 3 : 2) * (j % 3 == 0 ? 3 : 2), pairs, "options " + i + " and " + j);
            }
        }
    }

    @Test
    void whatIsFixedStays() {
        List<Map<Integer, Integer>> choices = of(12).choices(Map.of(3, 2, 5, 1), true);
        assertTrue(choices.stream()
                .allMatch(choice -> choice.getOrDefault(3, -1) == 2 && choice.getOrDefault(5, -1) == 1));
        assertEquals(12, choices.getFirst().size());
    }
}
