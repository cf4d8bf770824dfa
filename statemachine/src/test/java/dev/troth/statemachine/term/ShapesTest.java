package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long lists are in what an attacker makes: as long as some role builds them, or asks for them. */
class ShapesTest {
    private static final String DECLARATIONS = """
              option more = off | on
              layout Set  { e : vector(8) of 16 ; f : vector(8) of 16 }
              layout Part { y : bytes[2] }
              message Many = Set P:Part* Q:Part+ R:Part?
            """;

    private static Shapes shapes(Draft draft) {
        return new Shapes(draft.protocol);
    }

    @Test
    void whatNobodyBuildsIsEmptyOrOne() {
        Draft d = new Draft(DECLARATIONS, """
                start final state S { recv Many m on net { show m.R to user } ; otherwise ignore }
                """);
        Shapes shapes = shapes(d);
        assertEquals(Set.of(0), shapes.payloads(d.message("Many"), 1));
        assertEquals(Set.of(1), shapes.payloads(d.message("Many"), 2));
        assertEquals(Set.of(0), shapes.field(d.layout("Set"), 0));
    }

    @Test
    void whatIsBuiltHasItsLengthAndWithoutItsConditionsAnother() {
        Draft d = new Draft(DECLARATIONS, """
                start final state S {
                  on user.go {
                    send Many {
                      Set(e = [1, 2, 3])
                      P(y = 0x0001)
                      P(y = 0x0002)
                      Q(y = 0x0003)
                      if more = on { Q(y = 0x0004) }
                    } on net
                  }
                  otherwise ignore
                }
                """);
        Shapes shapes = shapes(d);
        assertEquals(Set.of(2), shapes.payloads(d.message("Many"), 1));
        assertEquals(Set.of(1, 2), shapes.payloads(d.message("Many"), 2));
        assertEquals(Set.of(0), shapes.payloads(d.message("Many"), 3));
        assertEquals(Set.of(3), shapes.field(d.layout("Set"), 0));
        assertEquals(Set.of(0), shapes.field(d.layout("Set"), 1));
    }

    /** Wherever in an expression a list is built, or compared with a field. */
    @Test
    void everyPlaceCounts() {
        Draft d = new Draft(DECLARATIONS, """
                var a : bytes, b : bytes
                start final state S {
                  recv Many m on net {
                    require m.Set.e = [1, 2] and not (m.Set.f = [1]) or [4, 5, 6, 7] = m.Set.f else discard("list")
                    if m.Set.e != [9] { a := h(Set(e = [1, 2, 3, 4, 5, 6])) } else { b := a || Set(f = [1, 2]) }
                  }
                  otherwise ignore
                }
                """);
        Shapes shapes = shapes(d);
        // Where something comes of a difference, a list is tried one longer than what it is compared with.
        assertEquals(Set.of(0, 1, 2, 3, 6), shapes.field(d.layout("Set"), 0));
        assertEquals(Set.of(0, 1, 2, 4, 5), shapes.field(d.layout("Set"), 1));
    }

    /** One length for each way in which conditions about a length turn out, and enough items to take one out. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if count(m.Set.e) = 2 { show m.R to user }                              | 0 2",
                "if 2 > count(m.Set.e) { show m.R to user }                              | 0 2",
                "let n = count(m.Set.e) ; if n >= 2 { show m.R to user }                 | 0 2",
                "if count(m.Set.e) > 1 and count(m.Set.e) < 4 { show m.R to user }       | 0 2 4",
                "require count(m.Set.e) = 2 else discard('no')                           | 2",
                "require not (count(m.Set.e) = 2) else discard('no')                     | 0 2",
                "let e = m.Set.e ; require e = [7, 8, 9] else discard('no')              | 3",
                "let e = m.Set.e ; require e[2] = 7 else discard('no')                   | 3",
                "require not present(m.Set.e[1]) else discard('no')                      | 1 2",
                "choose e in m.Set.e where e = 7 else discard('no')                      | 1",
                "choose e in m.Set.e where e = 7 else { add 0x01 to seen ; goto S } | 0 1",
            })
    void listsAreAsLongAsTheyAreAskedToBe(String body, String lengths) {
        Draft d = new Draft(DECLARATIONS, """
                node seen : set of bytes
                start final state S {
                  recv Many m on net { %s }
                  otherwise ignore
                }
                """.formatted(body.replace("'", "\"")));
        Set<Integer> expected =
                Stream.of(lengths.split(" ")).map(Integer::valueOf).collect(Collectors.toSet());
        assertEquals(expected, shapes(d).field(d.layout("Set"), 0));
    }
}
