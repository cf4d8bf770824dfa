package dev.troth.proofs.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.library.Library;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A specification may come from a stranger: whatever its text, reading it throws nothing, and ends in a protocol or in
 * an error that can be shown. Each input is read as it is, as the parts of a role, and as the statements of a reaction.
 */
class SpecificationFuzzTest {
    private static final Library LIBRARY = new Library();

    @DictionaryEntries({
        "protocol P \"p\" { ",
        "library ",
        "import \"library/mikey/mikey.troth\"",
        "cites \"RFC 1\" as R",
        "option o = a | b",
        "param p = 3 s",
        "channel c : signalling { ",
        "path A -- B",
        "hop tls",
        "body offer : sdp session \"x\" base64",
        "order lossy",
        "chain 8 { 0 Last, 1 L }",
        "layout L { ",
        "text L { ",
        "message M = L L? L* L+",
        "keys { ",
        "function f(x : bytes) : bytes[n]",
        "equation f(x) = x",
        "timer T = 1 s doubling to 2 s, 3 tries",
        "role A(me, peer) { ",
        "knows k = shared(me, peer) : bytes[16]",
        "fresh f : u32",
        "var v : list of u8",
        "node n : map of agent to bytes for 3 s",
        "action a(x : text) { ",
        "start state S { ",
        "final state F { ",
        "entry { ",
        "on user.call { ",
        "recv L m on c { ",
        "malformed on c { ",
        "after 3 s { ",
        "retransmit L by T else ",
        "ignore L",
        "otherwise defer",
        "if o = a { ",
        "else { ",
        "v := ",
        "let l = ",
        "send L(x = 1) on c",
        "require ",
        "open x as L y",
        "choose i in list where ",
        "goto S(\"r\")",
        "discard(\"r\")",
        "add v to n",
        "set n[me] := ",
        "export v to a.b",
        "show v to user",
        "resend L",
        "spawn",
        "bytes(m, until f)",
        "without ",
        "present(",
        "count(",
        "size(",
        "now(me)",
        "abs(",
        "bit(",
        "sha1(",
        " || ",
        " xor ",
        " not in ",
        "[rest - 4]",
        "[fill len]",
        "vector(16) of 8",
        "= chain",
        "default ",
        "claim c : secret v at A.S",
        "agree A.S with B on v injective",
        "holds under none where o = a",
        "compromise C = reveal f of run",
        "scenario s { ",
        "run Alice = A(peer Bob)",
        "like s with o = b",
        "attacker resends L#1 to Bob after 3 s",
        "expect Alice.S 2 times",
        "property p = partly \"t\" @R\"1\"",
        "exercise e \"t\" { from s ; goal break c }",
        "@R\"1\"",
        "# ",
        "0x00",
        "}"
    })
    @FuzzTest(maxDuration = "5m")
    void anyTextIsReadToTheEnd(byte[] octets) {
        String text = new String(octets, StandardCharsets.UTF_8);
        read(text);
        read(
                "protocol P \"p\" {\nimport \"library/srtp/srtp.troth\"\nchannel c : udp { path A -- A }\nrole A(me, peer) {\n"
                        + text
                        + "\nstart final state S { otherwise ignore }\n}\n}");
        read("protocol P \"p\" {\nimport \"library/srtp/srtp.troth\"\nchannel c : udp { path A -- A }\n"
                + "role A(me, peer) {\nvar v : u16\nstart final state S {\nrecv Srtp(n = 10) m on c {\n"
                + text
                + "\n}\n}\n}\n}");
    }

    /** The shipped library, and no files. */
    private static final Texts TEXTS = new Texts() {
        @Override
        public @Nullable Source find(Source importer, String path) {
            return path.startsWith("library/") || importer.name().startsWith("library/")
                    ? LIBRARY.find(importer, path)
                    : null;
        }

        @Override
        public Source prelude() {
            return LIBRARY.prelude();
        }
    };

    private static void read(String text) {
        Specification read = Specification.read(new Source("fuzzed.troth", text), TEXTS);
        boolean errors = read.findings().stream().anyMatch(d -> d.severity() == Severity.ERROR);
        assertEquals(errors, read.protocol() == null);
        assertFalse(errors && Renderer.render(read.findings()).isEmpty());
    }
}
