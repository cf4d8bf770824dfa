package dev.troth.statemachine.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TermsTest {
    private final Protocol protocol = Objects.requireNonNull(
            Specification.read(Objects.requireNonNull(new Library().named("sdes")), new Library())
                    .protocol());
    private final Terms terms = new Terms(protocol.equations());
    private final Term a = name("a");
    private final Term b = name("b");
    private final Term c = name("c");

    private Term name(String variable) {
        return name(variable, 16);
    }

    private Term name(String variable, int octets) {
        return terms.name(new Label("Alice", 1, variable, 0), new Type.Octets(octets, octets));
    }

    private Term call(String function, Term... arguments) {
        Function found = protocol.functions().stream()
                .filter(f -> f.name().equals(function))
                .findFirst()
                .orElseThrow();
        return terms.apply(new Symbol.Primitive(found), arguments);
    }

    private Term concat(Term... parts) {
        return terms.apply(new Symbol.Concat(), parts);
    }

    private Term xor(Term... parts) {
        return terms.apply(new Symbol.Xor(), parts);
    }

    private Term octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = (byte) values[i];
        }
        return terms.octets(octets);
    }

    @Test
    void oneValueIsOneObject() {
        assertSame(call("sha1", concat(a, b)), call("sha1", concat(a, b)));
        assertNotSame(call("sha1", a), call("sha1", b));
    }

    @Test
    void concatenationIsAssociative() {
        assertSame(concat(a, concat(b, c)), concat(concat(a, b), c));
    }

    @Test
    void literalsBesideEachOtherAreOne() {
        assertSame(concat(octets(1, 2, 3), a), concat(octets(1), terms.integer(0x0203, 16), a));
    }

    @Test
    void exclusiveOrIsCommutativeAndAssociative() {
        assertSame(xor(a, xor(b, c)), xor(xor(c, a), b));
    }

    @Test
    void whatStandsTwiceInAnExclusiveOrCancels() {
        assertSame(xor(a, c), xor(xor(a, b), xor(b, c)));
    }

    @Test
    void anExclusiveOrHasOneFormWhicheverPartBecomesKnownFirst() {
        Term pad = call("sha256", a);
        Term.Var x = terms.variable(1, new Type.Octets(16, 16), false);
        Term open = xor(concat(x, x), pad);
        Term known = terms.octets(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
        Term zero = terms.octets(new byte[16]);
        assertSame(
                xor(concat(known, known), pad), Bindings.empty(2).with(x, known).apply(open, terms));
        assertSame(pad, Bindings.empty(2).with(x, zero).apply(open, terms));
    }

    @Test
    void counterModeOpensWhatItClosed() {
        assertSame(c, call("aes_cm", a, b, call("aes_cm", a, b, c)));
        assertNotSame(c, call("aes_cm", b, a, call("aes_cm", a, b, c)));
    }

    @Test
    void bothEndsOfADiffieHellmanReachOneValue() {
        Term x = name("x", 32);
        Term y = name("y", 32);
        assertSame(call("x25519", x, call("x25519_public", y)), call("x25519", y, call("x25519_public", x)));
        assertNotSame(
                call("x25519", x, call("x25519_public", y)), call("x25519", x, call("x25519_public", name("z", 32))));
    }

    @Test
    void anOperandOfAnotherLengthThanDeclaredGivesNothing() {
        assertSame(Terms.ABSENT, call("x25519_public", a));
        assertSame(Terms.ABSENT, call("aes_cm", a, octets(1, 2), b));
    }

    @Test
    void lengthsAreKnownWhereTermsTell() {
        TermAlgebra algebra = new TermAlgebra(terms);
        assertEquals(terms.integer(52, 32), algebra.size(concat(a, call("hmac_sha1", a, b), c)));
    }
}
