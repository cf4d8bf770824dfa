package dev.troth.reference.concrete;

import dev.troth.reference.concrete.Primitives.Primitive;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Function;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The functions of the standard library that compute with a public or a private key, and what they came to in one
 * world. They are dear and a specification says the same one in many places, such as in each message that carries one's
 * certificate: as a real device would, the interpreter computes each once.
 */
public final class PublicKeyOperations {
    private static final Set<String> NAMES = Set.of(
            "x25519",
            "x25519_public",
            "zrtp_public",
            "zrtp_dh",
            "ecdh_public",
            "ecdh",
            "ecdsa_sign",
            "ecdsa_verified",
            "es256_sign",
            "es256_verified",
            "kem_public",
            "kem_capsule",
            "kem_shared",
            "kem_open",
            "sakke_public",
            "sakke_key",
            "sakke_seal",
            "sakke_open",
            "exp",
            "dh",
            "hmqv",
            "point",
            "pk",
            "aenc",
            "adec",
            "sign",
            "verified");

    /** Of a device's own key, and made before any call; it is remembered, but no cost of a call. */
    private static final Set<String> BEFOREHAND = Set.of("certificate", "ecdsa_public");

    /** An operation and its operands' octets. */
    private record Operation(Function function, List<ByteBuffer> operands) {}

    private final Map<Operation, byte @Nullable []> results = new HashMap<>();

    /** Whether the function of that name is a public-key operation that a call costs. */
    public static boolean contains(String function) {
        return NAMES.contains(function);
    }

    /** Whether it is worth asking {@link #result}. */
    static boolean areDear(Function function) {
        return NAMES.contains(function.name()) || BEFOREHAND.contains(function.name());
    }

    /** What the primitive of the function makes of the operands; null if they have no result. Nobody may change it. */
    byte @Nullable [] result(Function function, Primitive primitive, Datum[] operands) {
        List<ByteBuffer> octets = new ArrayList<>(operands.length);
        for (Datum operand : operands) {
            octets.add(ByteBuffer.wrap(Octetting.octets(operand)));
        }
        Operation operation = new Operation(function, octets);
        byte[] known = results.get(operation);
        if (known != null) {
            return known;
        }
        byte[] computed = primitive.apply(operands);
        if (computed != null) {
            results.put(operation, computed);
        }
        return computed;
    }
}
