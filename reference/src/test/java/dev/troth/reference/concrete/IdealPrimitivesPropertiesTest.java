package dev.troth.reference.concrete;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.reference.crypto.Changes;
import dev.troth.reference.crypto.Hashes;
import dev.troth.reference.crypto.Hmac;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.spec.text.Source;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** What {@code std/ideal.troth} says of its functions is true of the octets that they compute. */
class IdealPrimitivesPropertiesTest {

    private static final Set<String> OF_IDEAL = Set.of(
            "senc",
            "sdec",
            "pk",
            "aenc",
            "adec",
            "sign",
            "verified",
            "signed",
            "h",
            "mac",
            "kdf",
            "succ",
            "pred",
            "exp",
            "dh",
            "hmqv",
            "point");

    private static final Protocol IDEAL = ideal();
    private static final Primitives PRIMITIVES = new Primitives(IDEAL.functions(), IDEAL.sources());

    private static Protocol ideal() {
        Library library = new Library();
        Source source = Objects.requireNonNull(library.find(new Source("here.troth", ""), "library/std/ideal.troth"));
        return Objects.requireNonNull(
                Specification.read(source, library).protocol(), "the library of ideal primitives has errors");
    }

    private static Function function(String name) {
        return IDEAL.functions().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static byte @Nullable [] result(String name, byte[]... operands) {
        Datum[] arguments = Arrays.stream(operands).map(Datum.Octets::new).toArray(Datum[]::new);
        return PRIMITIVES.of(function(name)).apply(arguments);
    }

    private static byte[] call(String name, byte[]... operands) {
        return Objects.requireNonNull(result(name, operands), name + " has no result");
    }

    // ---- the equations ----

    @Property(seed = "1", tries = 200)
    void whatIsEncryptedUnderASharedKeyOpensUnderIt(@ForAll byte[] k, @ForAll byte[] x) {
        assertArrayEquals(x, call("sdec", k, call("senc", k, x)));
    }

    @Property(seed = "2", tries = 100)
    void whatIsEncryptedToAPublicKeyOpensUnderItsSecret(@ForAll @Size(32) byte[] s, @ForAll byte[] x) {
        assertArrayEquals(x, call("adec", s, call("aenc", call("pk", s), x)));
    }

    @Property(seed = "3", tries = 100)
    void aSignatureVerifiesUnderThePublicKey(@ForAll @Size(32) byte[] s, @ForAll byte[] x) {
        assertArrayEquals(x, call("verified", call("pk", s), call("sign", s, x)));
    }

    @Property(seed = "4", tries = 100)
    void whatIsSignedCanBeReadByEveryone(@ForAll @Size(32) byte[] s, @ForAll byte[] x) {
        assertArrayEquals(x, call("signed", call("sign", s, x)));
    }

    @Property(seed = "5", tries = 200)
    void thePredecessorOfTheSuccessorIsTheValue(@ForAll @Size(16) byte[] x) {
        assertArrayEquals(x, call("pred", call("succ", x)));
    }

    @Property(seed = "6", tries = 100)
    void bothEndsOfDiffieHellmanReachTheSamePoint(@ForAll @Size(32) byte[] x, @ForAll @Size(32) byte[] y) {
        assertArrayEquals(call("dh", x, call("exp", y)), call("dh", y, call("exp", x)));
    }

    @Property(seed = "7", tries = 50)
    void bothEndsOfHmqvReachTheSameKey(
            @ForAll @Size(32) byte[] x,
            @ForAll @Size(32) byte[] a,
            @ForAll @Size(32) byte[] y,
            @ForAll @Size(32) byte[] b,
            @ForAll byte[] i,
            @ForAll byte[] r) {
        assertArrayEquals(
                call("hmqv", x, a, call("point", y), call("point", b), i, r),
                call("hmqv", y, b, call("point", x), call("point", a), r, i));
    }

    @Property(seed = "8", tries = 20)
    void bothEndsOfAZrtpGroupReachTheSameSecret(@ForAll @Size(32) byte[] x, @ForAll @Size(32) byte[] y) {
        byte[] group = "X255".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        assertArrayEquals(
                call("zrtp_dh", group, x, call("zrtp_public", group, y)),
                call("zrtp_dh", group, y, call("zrtp_public", group, x)));
    }

    @Property(seed = "9", tries = 50)
    void cipherFeedbackOpensWhatItClosed(@ForAll @Size(16) byte[] key, @ForAll @Size(16) byte[] iv, @ForAll byte[] x) {
        assertArrayEquals(x, call("aes_cfb_open", key, iv, call("aes_cfb", key, iv, x)));
    }

    /** An equation that is added to the library needs a property above. */
    @Example
    void noEquationIsForgotten() {
        assertEquals(
                List.of("zrtp_dh", "aes_cfb_open", "sdec", "adec", "verified", "signed", "pred", "dh", "hmqv"),
                IDEAL.equations().stream()
                        .map(Equation::left)
                        .map(left -> ((Expr.Apply) left).function().name())
                        .filter(name -> !name.equals("aes_cm") && !name.equals("x25519"))
                        .toList());
    }

    // ---- what is not equal by an equation is refused ----

    @Property(seed = "11", tries = 30)
    void noBitOfASharedKeyCiphertextCanBeChanged(@ForAll byte[] k, @ForAll @Size(max = 40) byte[] x) {
        for (byte[] changed : Changes.ofOneBit(call("senc", k, x))) {
            assertNull(result("sdec", k, changed));
        }
    }

    @Property(seed = "12", tries = 10)
    void noBitOfAPublicKeyCiphertextCanBeChanged(@ForAll @Size(32) byte[] s, @ForAll @Size(max = 20) byte[] x) {
        for (byte[] changed : Changes.ofOneBit(call("aenc", call("pk", s), x))) {
            assertNull(result("adec", s, changed));
        }
    }

    @Property(seed = "13", tries = 10)
    void noBitOfASignatureOrOfWhatItSignsCanBeChanged(@ForAll @Size(32) byte[] s, @ForAll @Size(max = 20) byte[] x) {
        for (byte[] changed : Changes.ofOneBit(call("sign", s, x))) {
            assertNull(result("verified", call("pk", s), changed));
        }
    }

    @Property(seed = "14", tries = 100)
    void anotherKeyOpensNothing(@ForAll @Size(32) byte[] s, @ForAll @Size(32) byte[] other, @ForAll byte[] x) {
        byte[] another = Arrays.equals(s, other) ? call("h", other) : other;
        assertNull(result("sdec", another, call("senc", s, x)));
        assertNull(result("adec", another, call("aenc", call("pk", s), x)));
        assertNull(result("verified", call("pk", another), call("sign", s, x)));
    }

    // ---- total, and functions of their octets only ----

    /** Any octets at all, of any size: a result or none, of the declared size, and the same again. */
    @Property(seed = "21", tries = 200)
    void everyFunctionIsTotalDeterministicAndLeavesItsOperandsAlone(@ForAll @Size(6) List<byte[]> operands) {
        for (Function function : IDEAL.functions()) {
            if (!OF_IDEAL.contains(function.name())) {
                continue;
            }
            checkCall(
                    function, operands.subList(0, function.parameters().size()).toArray(byte[][]::new));
        }
    }

    /** The same on operands of the declared sizes. */
    @Property(seed = "22", tries = 50)
    void everyFunctionIsTotalOnOperandsOfItsTypes(@ForAll @Size(6) List<byte[]> operands) {
        for (Function function : IDEAL.functions()) {
            if (!OF_IDEAL.contains(function.name())) {
                continue;
            }
            byte[][] sized = new byte[function.parameters().size()][];
            for (int i = 0; i < sized.length; i++) {
                sized[i] = function.parameters().get(i) instanceof Type.Octets(int min, int max) && min == max
                        ? Arrays.copyOf(operands.get(i), min)
                        : operands.get(i);
            }
            checkCall(function, sized);
        }
    }

    private static void checkCall(Function function, byte[][] operands) {
        byte[][] before = Arrays.stream(operands).map(byte[]::clone).toArray(byte[][]::new);
        byte[] result = result(function.name(), operands);
        assertArrayEquals(result, result(function.name(), before));
        assertTrue(Arrays.deepEquals(before, operands), function + " changes its operands");
        if (result != null && function.result() instanceof Type.Octets(int min, int max)) {
            assertTrue(min <= result.length && result.length <= max, function + " gives " + result.length);
        }
    }

    @Example
    void operandsOfOtherSizesHaveNoResult() {
        byte[] point = call("point", new byte[32]);
        for (int size : new int[] {0, 15, 17, 31, 33}) {
            byte[] wrong = new byte[size];
            for (String name : List.of("pk", "exp", "point", "succ", "pred", "signed")) {
                assertNull(result(name, wrong), name);
            }
            for (String name : List.of("adec", "sign", "dh", "aenc", "verified")) {
                assertNull(result(name, wrong, new byte[32]), name);
            }
            assertNull(result("dh", new byte[32], wrong));
            assertNull(result("hmqv", wrong, new byte[32], point, point, wrong, wrong));
            assertNull(result("hmqv", new byte[32], wrong, point, point, wrong, wrong));
            assertNull(result("hmqv", new byte[32], new byte[32], wrong, point, wrong, wrong));
            assertNull(result("hmqv", new byte[32], new byte[32], point, wrong, wrong, wrong));
        }
    }

    @Example
    void anAgreedPointOfZeroIsNoResult() {
        assertNull(result("dh", new byte[32], new byte[32]));
        assertNotNull(result("dh", new byte[32], call("exp", new byte[32])));
    }

    // ---- which functions these are ----

    @Example
    void everyFunctionOfTheLibraryHasAConcreteFace() {
        Set<String> declared = IDEAL.functions().stream().map(Function::name).collect(Collectors.toSet());
        assertTrue(declared.containsAll(OF_IDEAL));
        assertTrue(Primitives.names().containsAll(declared));
    }

    @Property(seed = "31", tries = 50)
    void hashesAndMacsAreThoseOfSha256(@ForAll byte[] key, @ForAll byte[] x) {
        assertArrayEquals(Hashes.sha256(x), call("h", x));
        assertArrayEquals(Hmac.hmacSha256(key, x), call("mac", key, x));
        byte[] extracted = Hmac.hmacSha256(new byte[32], key);
        assertArrayEquals(Hmac.hmacSha256(extracted, x, new byte[] {1}), call("kdf", key, x));
        assertFalse(Arrays.equals(call("kdf", key, x), call("mac", key, x)));
    }

    /** Names and texts are operands as their octets. */
    @Example
    void textIsAnOperandAsItsOctets() {
        Datum[] texts = {new Datum.Text("key"), Datum.Agent.of("Alice")};
        byte[] expected = call("mac", "key".getBytes(UTF_8), "sip:alice@example.com".getBytes(UTF_8));
        assertArrayEquals(expected, PRIMITIVES.of(function("mac")).apply(texts));
    }
}
