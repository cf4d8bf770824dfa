package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Set;
import org.junit.jupiter.api.Test;

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
        assertEquals(Set.of(0, 2, 6), shapes.field(d.layout("Set"), 0));
        assertEquals(Set.of(0, 1, 2, 4), shapes.field(d.layout("Set"), 1));
    }
}
