package dev.troth.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A specification may come from a stranger: no text of the size of a file takes long or runs out of memory or stack. */
class HostileTextsTest {
    private static final int SIZE = 200_000;
    private static final String HEAD = """
            protocol P "p" {
            channel net : udp { path A -- A }
            layout Ping { seq : 16 }
            role A(me, peer) {
            start final state S {
            recv Ping p on net {
            """;
    private static final String TAIL = "\n}\n}\n}\n}\n";

    private static String repeated(String part) {
        return part.repeat(SIZE / part.length());
    }

    private static String numbered(int count, IntFunction<String> part) {
        return IntStream.range(0, count).mapToObj(part).collect(Collectors.joining());
    }

    private static Arguments statements(String name, String text) {
        return Arguments.of(name, HEAD + text + TAIL);
    }

    private static Arguments declarations(String name, String text) {
        return Arguments.of(name, "protocol P \"p\" {\n" + text + "}\n");
    }

    static Arguments[] texts() {
        return new Arguments[] {
            Arguments.of("strange characters", repeated("$ ")),
            statements("strange characters in a block", repeated("$ ")),
            statements("unknown names", numbered(20_000, i -> "show x" + i + " to user\n")),
            statements("names", numbered(20_000, i -> "let v" + i + " = p.seq\n")),
            statements("braces", repeated("{")),
            statements("parentheses", "show " + repeated("(")),
            statements("brackets", "show " + repeated("[(a = ")),
            statements("negations", "show " + repeated("not ")),
            statements("operators", "show 1" + repeated(" or 1")),
            statements("fields of fields", "show p" + repeated(".seq") + " to user"),
            statements("checks in failures", "require 1 = 1" + repeated(" else require 1 = 1")),
            statements("branches in branches", "if 1 = 1 { }" + repeated(" else if 1 = 1 { }")),
            statements("a long number", "show " + repeated("9") + " to user"),
            statements("a long literal", "show 0x" + repeated("ab") + " to user"),
            statements("a long name", "show " + repeated("ab") + " to user"),
            declarations("layouts", numbered(8_000, i -> "layout L" + i + " { x : 8 }\n")),
            declarations("fields", "layout L {" + numbered(20_000, i -> "x" + i + " : 8\n") + "}"),
            declarations(
                    "keys, each after the next",
                    "keys {" + numbered(9_000, i -> "k" + i + "(x) = k" + (i + 1) + "(x)\n") + "}"),
            declarations(
                    "keys, each after the one before",
                    "keys { k0(x) = x\n" + numbered(9_000, i -> "k" + (i + 1) + "(x) = k" + i + "(x)\n") + "}"),
            declarations("states not closed", "role A(me, peer) {" + numbered(9_000, i -> "state S" + i + " {\n")),
            declarations("lists of lists", "role A(me, peer) { var v : " + repeated("list of ") + "u8 }"),
            declarations("imports", repeated("import \"library/srtp/srtp.troth\" ; ")),
            declarations(
                    "actions that double",
                    "role A(me, peer) { start final state S { on user.go { a0() } }\n"
                            + numbered(7, i -> "action a" + i + "() { " + ("a" + (i + 1) + "() ; ").repeat(50) + "}\n")
                            + "action a7() { show 1 to user } }"),
            declarations(
                    "scenarios that double",
                    "role A(me, peer) { start final state S { otherwise ignore } }\nscenario s0 { run Alice = A(peer Alice) }\n"
                            + numbered(
                                    2_000, i -> "scenario s" + (i + 1) + " { like s" + i + " ; like s" + i + " }\n")),
            declarations(
                    "scenarios that grow",
                    "role A(me, peer) { start final state S { otherwise ignore } }\nscenario s0 { run Alice = A(peer Alice) }\n"
                            + numbered(
                                    2_000,
                                    i -> "scenario s" + (i + 1) + " { like s" + i
                                            + " ; run Alice = A(peer Alice) }\n")),
            declarations(
                    "states and variables under many options",
                    numbered(8, i -> "option o" + i + " = a | b\n")
                            + "role A(me, peer) { start final state T { on user.go { goto S0 } }\n"
                            + numbered(500, i -> "var v" + i + " : u8\n")
                            + numbered(
                                    500,
                                    i -> "state S" + i + " { on user.go { v" + i + " := 1 ; goto S" + (i + 1) % 500
                                            + " } }\n")
                            + "}"),
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    @Timeout(60)
    void aHostileTextIsReadToTheEnd(String name, String text) {
        Specification read = Specification.read(new Source("hostile.troth", text), new Library());
        boolean errors = read.findings().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertEquals(errors, read.protocol() == null, name);
        assertTrue(Renderer.render(read.findings()).length() < 2_000_000, name);
    }
}
