package dev.troth.spec;

import dev.troth.spec.library.Library;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An example of a page: a whole file, or a part of one that a small protocol is put around. What stands behind
 * {@code ```troth} says which.
 */
record Fragment(String kind, String mark, String text, int line) implements Texts {
    private static final Pattern FENCE = Pattern.compile(
            "^```troth *(declarations|role|reactions|statements|expression|scenario|) *(wrong|right|)\\n(.*?)^```$",
            Pattern.MULTILINE | Pattern.DOTALL);

    /** The examples of a Markdown text. */
    static List<Fragment> in(String page) {
        List<Fragment> fragments = new ArrayList<>();
        Matcher matcher = FENCE.matcher(page);
        while (matcher.find()) {
            int line = (int) page.substring(0, matcher.start())
                            .chars()
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            fragments.add(new Fragment(matcher.group(1), matcher.group(2), matcher.group(3), line));
        }
        return fragments;
    }

    /** The same protocol around nothing. */
    Fragment empty() {
        return new Fragment(kind.isEmpty() ? "declarations" : kind, mark, "", line);
    }

    Specification read() {
        return Specification.read(new Source("example.troth", file()), this);
    }

    /** The example as a whole file. */
    String file() {
        if (kind.isEmpty()) {
            return text;
        }
        return """
                protocol Example "An example" {
                  cites "RFC 3830" as R
                  option cache = on | off
                  param window = 300 s
                  timer T1 = 50 ms doubling to 200 ms, 20 tries
                  channel net : udp { path A -- B }
                  layout Ping { kind : 8 { 0 Call, 1 Answer } ; seq : 16 ; body : bytes[4] ; mac : bytes[20] }
                %s
                  role A(me, peer) {
                    knows psk = shared(me, peer) : bytes[16]
                    fresh nonce : bytes[16]
                    var n : u16, t : time, key : bytes[20]
                    node seen : set of bytes[20] for 600 s, keys : map of agent to bytes[20]
                %s
                    start state Idle {
                      on user.call { send Ping(kind = Call, seq = 1, body = 0x00000000, mac = sha1(nonce)) on net }
                      on user.stop { goto Done }
                %s
                    }
                    final state Done { otherwise ignore }
                  }
                  role B(me, peer) {
                    start final state Idle { otherwise ignore }
                  }
                  scenario basic { run Alice = A(peer Bob) ; run Bob = B(peer Alice) }
                  scenario example {
                    like basic
                %s
                  }
                }
                """.formatted(part("declarations"), part("role"), reactions(), part("scenario"));
    }

    private String part(String wanted) {
        return kind.equals(wanted) ? text : "";
    }

    private String reactions() {
        return switch (kind) {
            case "reactions" -> text;
            case "statements" -> "recv Ping p on net {\n" + text + "}";
            case "expression" -> "recv Ping p on net {\n" + named() + "}";
            default -> "ignore Ping";
        };
    }

    /** Each line is an expression. */
    private String named() {
        StringBuilder lets = new StringBuilder();
        text.lines()
                .forEach(l -> lets.append("let value")
                        .append(lets.length())
                        .append(" = ")
                        .append(l)
                        .append('\n'));
        return lets.toString();
    }

    @Override
    public @Nullable Source find(Source importer, String path) {
        return switch (path) {
            case "part.troth" -> new Source(path, "library Part \"imported by examples\" { }");
            case "circle.troth" ->
                new Source(path, "library Circle \"imports what imports it\" { import \"example.troth\" }");
            case "example.troth" -> new Source(path, file());
            case "not-utf-8.troth" -> Library.read(path, new byte[] {(byte) 0xFF});
            default -> new Library().find(importer, path);
        };
    }

    @Override
    public Source prelude() {
        return new Library().prelude();
    }
}
