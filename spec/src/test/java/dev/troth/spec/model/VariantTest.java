package dev.troth.spec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A variant says the same as its protocol under its options, and asks for none any more. */
class VariantTest {
    private static final Path PROTOCOLS =
            Files.isDirectory(Path.of("protocols")) ? Path.of("protocols") : Path.of("spec/protocols");

    static List<Path> library() throws IOException {
        try (Stream<Path> files = Files.walk(PROTOCOLS)) {
            return files.filter(f -> f.toString().endsWith(".troth")).sorted().toList();
        }
    }

    private static Protocol read(Path file) {
        try {
            String name = "library/" + PROTOCOLS.relativize(file);
            Specification read = Specification.read(new Source(name, Files.readString(file)), new Library());
            Protocol protocol = read.protocol();
            return protocol == null ? nothing() : protocol;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Protocol nothing() {
        return read("", "start final state S { otherwise ignore }");
    }

    private static Protocol read(String declarations, String role) {
        String text = """
                protocol P "a test" {
                  channel net : udp { path A -- B }
                %s
                  role A(me, peer) {
                %s
                  }
                  role B(me, peer) { start final state S { otherwise ignore } }
                }
                """.formatted(declarations, role);
        Specification read = Specification.read(new Source("library/classic/test.troth", text), new Library());
        return Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings()));
    }

    /** The first values, the last values, and each option turned alone. */
    private static List<Map<Integer, Integer>> settings(Protocol protocol) {
        List<Map<Integer, Integer>> settings = new java.util.ArrayList<>(List.of(Map.of()));
        Map<Integer, Integer> last = new HashMap<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            int value = protocol.options().get(i).values().size() - 1;
            last.put(i, value);
            settings.add(Map.of(i, value));
        }
        settings.add(last);
        return settings;
    }

    @ParameterizedTest
    @MethodSource("library")
    void nothingInAVariantIsConditional(Path file) {
        Protocol whole = read(file);
        for (Map<Integer, Integer> options : settings(whole)) {
            Protocol variant = Variant.of(whole, options);
            Walk.behaviour(variant, new Walk.Visitor() {
                @Override
                public void reaction(Reaction reaction, Walk.Scope scope) {
                    assertEquals(List.of(), reaction.conditions());
                }

                @Override
                public void expr(Expr expr, Walk.Scope scope) {
                    assertTrue(!(expr instanceof Expr.OptionIs || expr instanceof Expr.Param), expr::toString);
                    assertTrue(
                            !(expr instanceof Expr.BuildMessage build)
                                    || build.parts().stream()
                                            .allMatch(p -> p.conditions().isEmpty()),
                            expr::toString);
                }
            });
            variant.channels().forEach(channel -> assertEquals(-1, channel.hop().option()));
        }
    }

    @ParameterizedTest
    @MethodSource("library")
    void claimsAndScenariosSpeakOfTheRolesOfTheVariant(Path file) {
        Protocol whole = read(file);
        for (Map<Integer, Integer> options : settings(whole)) {
            Protocol variant = Variant.of(whole, options);
            for (Claim claim : variant.claims()) {
                for (Claim.Spoken spoken : claim.property().values()) {
                    assertSame(variant.roles().get(spoken.of().index()), spoken.of());
                }
            }
            for (Scenario scenario : variant.scenarios()) {
                scenario.runs()
                        .forEach(
                                run -> assertSame(variant.roles().get(run.role().index()), run.role()));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("library")
    void aVariantOfAVariantIsItself(Path file) {
        Protocol whole = read(file);
        for (Map<Integer, Integer> options : settings(whole)) {
            Protocol variant = Variant.of(whole, options);
            assertSame(variant, Variant.of(variant, options));
            assertSame(variant, Variant.of(variant, Map.of()));
        }
    }

    private static final String OPTIONS = """
              option mode = first | second
              param wait = 3 s
              message Ping { n : u8 }
            """;

    private static final String ROLE = """
            node seen : set of bytes for wait
            start state S {
              if mode = second { on user.go { goto T } }
              recv Ping m on net {
                if mode = first and m.n = 1 { goto T } else { discard("no") }
              }
              recv Ping m on net { if not (mode = second) { goto T } else { add 0x01 to seen } }
              otherwise ignore
            }
            final state T { otherwise ignore }
            """;

    private static List<Reaction> start(Protocol variant) {
        return variant.roles().getFirst().states().getFirst().reactions();
    }

    @Test
    void whatAnOptionLeavesOutIsGone() {
        Protocol whole = read(OPTIONS, ROLE);
        Protocol first = Variant.of(whole, Map.of());
        Protocol second = Variant.of(whole, Map.of(0, 1));
        assertEquals(4, start(whole).size());
        assertEquals(3, start(first).size());
        assertEquals(4, start(second).size());
        assertNotSame(whole, first);
    }

    @Test
    void aConditionThatAnOptionDecidesInPartIsTheRest() {
        Protocol whole = read(OPTIONS, ROLE);
        Statement open = start(Variant.of(whole, Map.of())).get(0).body().getFirst();
        assertTrue(open instanceof Statement.If(var ignored, Expr.Compare compare, var then, var otherwise));
        Statement decided = start(Variant.of(whole, Map.of(0, 1))).get(1).body().getFirst();
        assertTrue(decided instanceof Statement.Discard);
    }

    @Test
    void anIfOnAnOptionIsTheBlockThatItChooses() {
        Protocol whole = read(OPTIONS, ROLE);
        assertTrue(start(Variant.of(whole, Map.of())).get(1).body().getFirst() instanceof Statement.Goto);
        assertTrue(start(Variant.of(whole, Map.of(0, 1))).get(2).body().getFirst() instanceof Statement.Add);
    }

    @Test
    void aParameterIsTheNumberWrittenOrGiven() {
        Protocol whole = read(OPTIONS, ROLE);
        Expr five = new Expr.DurationLiteral(5_000_000_000L);
        assertEquals(new Expr.DurationLiteral(3_000_000_000L), life(Variant.of(whole, Map.of())));
        assertEquals(five, life(Variant.of(whole, Map.of(), Map.of(0, five))));
    }

    private static Expr life(Protocol variant) {
        return Objects.requireNonNull(
                variant.roles().getFirst().stores().getFirst().life());
    }

    @Test
    void whatHasNothingConditionalInItStaysTheSame() {
        Protocol plain = nothing();
        assertSame(plain, Variant.of(plain, Map.of()));
        Protocol whole = read(OPTIONS, ROLE);
        assertSame(whole.roles().get(1), Variant.of(whole, Map.of()).roles().get(1));
    }
}
