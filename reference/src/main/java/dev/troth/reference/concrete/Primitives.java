package dev.troth.reference.concrete;

import dev.troth.reference.crypto.AesCfb;
import dev.troth.reference.crypto.AesCm;
import dev.troth.reference.crypto.AesGcm;
import dev.troth.reference.crypto.Counter128;
import dev.troth.reference.crypto.EcdsaP256;
import dev.troth.reference.crypto.Hashes;
import dev.troth.reference.crypto.Hkdf;
import dev.troth.reference.crypto.Hmac;
import dev.troth.reference.crypto.Hmqv;
import dev.troth.reference.crypto.LongTermKey;
import dev.troth.reference.crypto.MikeyPrf;
import dev.troth.reference.crypto.MlKem;
import dev.troth.reference.crypto.PublicKeyBox;
import dev.troth.reference.crypto.Sakke;
import dev.troth.reference.crypto.Sas;
import dev.troth.reference.crypto.SelfSigned;
import dev.troth.reference.crypto.SharedKeyBox;
import dev.troth.reference.crypto.SignedMessage;
import dev.troth.reference.crypto.SrtpKdf;
import dev.troth.reference.crypto.TlsEcdsa;
import dev.troth.reference.crypto.TlsPrf;
import dev.troth.reference.crypto.X25519;
import dev.troth.reference.crypto.ZrtpGroup;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Function;
import dev.troth.spec.text.Source;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The concrete face of the functions of the standard library, bound by name. */
final class Primitives {
    /** A primitive over values; null where the operands have no result, such as a part beyond the end. */
    interface Primitive {
        byte @Nullable [] apply(Datum[] arguments);
    }

    private static final int SECRET_OCTETS = 32;
    private static final int SEED_OCTETS = 64;
    private static final int COUNTER_OCTETS = 16;
    private static final int DERIVED_OCTETS = 32;

    private static final Map<String, Primitive> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("sha1", a -> Hashes.sha1(octets(a[0])));
        BY_NAME.put("sha256", a -> Hashes.sha256(octets(a[0])));
        BY_NAME.put("hmac_sha1", a -> Hmac.hmacSha1(octets(a[0]), octets(a[1])));
        BY_NAME.put("hmac_sha256", a -> Hmac.hmacSha256(octets(a[0]), octets(a[1])));
        BY_NAME.put("mikey_prf", a -> MikeyPrf.derive(octets(a[0]), octets(a[1]), number(a[2])));
        BY_NAME.put("srtp_kdf", a -> SrtpKdf.derive(octets(a[0]), octets(a[1]), number(a[2]), number(a[3])));
        BY_NAME.put("aes_cm", a -> AesCm.apply(octets(a[0]), octets(a[1]), octets(a[2])));
        BY_NAME.put("x25519_public", a -> X25519.publicKey(octets(a[0])));
        BY_NAME.put("x25519", a -> X25519.agree(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put(
                "zrtp_public",
                a -> ZrtpGroup.publicValue(text(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put(
                "zrtp_dh",
                a -> ZrtpGroup.agree(text(a[0]), octets(a[1]), octets(a[2])).orElse(null));
        BY_NAME.put("aes_cfb", a -> AesCfb.encrypt(octets(a[0]), octets(a[1]), octets(a[2])));
        BY_NAME.put("aes_cfb_open", a -> AesCfb.decrypt(octets(a[0]), octets(a[1]), octets(a[2])));
        BY_NAME.put("sas_b32", a -> Sas.base32(octets(a[0])));
        BY_NAME.put("sas_b256", a -> Sas.base256(octets(a[0])));
        BY_NAME.put("sas_16", a -> part(octets(a[0]), 0, 2));
        BY_NAME.put("tls12_prf", a -> TlsPrf.derive(octets(a[0]), octets(a[1]), octets(a[2]), number(a[3])));
        BY_NAME.put("aes_gcm", a -> AesGcm.seal(octets(a[0]), octets(a[1]), octets(a[2]), octets(a[3])));
        BY_NAME.put(
                "aes_gcm_open",
                a -> AesGcm.open(octets(a[0]), octets(a[1]), octets(a[2]), octets(a[3]))
                        .orElse(null));
        BY_NAME.put("ecdh_public", a -> secret(a[0]).map(TlsEcdsa::publicKey).orElse(null));
        BY_NAME.put(
                "ecdh",
                a -> secret(a[0]).flatMap(s -> TlsEcdsa.agree(s, octets(a[1]))).orElse(null));
        BY_NAME.put("ecdsa_public", a -> secret(a[0]).map(TlsEcdsa::publicKey).orElse(null));
        BY_NAME.put(
                "ecdsa_sign",
                a -> secret(a[0]).map(s -> TlsEcdsa.sign(s, octets(a[1]))).orElse(null));
        BY_NAME.put(
                "ecdsa_verified", a -> TlsEcdsa.verify(octets(a[0]), octets(a[1]), octets(a[2])) ? octets(a[1]) : null);
        BY_NAME.put(
                "es256_sign",
                a -> secret(a[0]).map(s -> EcdsaP256.sign(s, octets(a[1]))).orElse(null));
        BY_NAME.put("es256_verified", a -> {
            byte[] key = octets(a[0]);
            boolean point = key.length == 65 && key[0] == 4;
            return point && EcdsaP256.verify(Arrays.copyOfRange(key, 1, 65), octets(a[1]), octets(a[2]))
                    ? octets(a[1])
                    : null;
        });
        BY_NAME.put("base16", a -> HexFormat.of().formatHex(octets(a[0])).getBytes(StandardCharsets.US_ASCII));
        BY_NAME.put("base64", a -> Base64.getEncoder().withoutPadding().encode(octets(a[0])));
        BY_NAME.put(
                "certificate", a -> secret(a[0]).map(SelfSigned::certificate).orElse(null));
        BY_NAME.put("certified", a -> SelfSigned.publicKey(octets(a[0])).orElse(null));
        BY_NAME.put(
                "kem_public",
                a -> sized(SEED_OCTETS, a[0]).map(MlKem::publicKey).orElse(null));
        BY_NAME.put(
                "kem_capsule", a -> MlKem.capsule(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put("kem_shared", a -> MlKem.shared(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put(
                "kem_open",
                a -> sized(SEED_OCTETS, a[0])
                        .flatMap(s -> MlKem.open(s, octets(a[1])))
                        .orElse(null));
        BY_NAME.put("sakke_public", a -> secret(a[0]).map(Sakke::publicKey).orElse(null));
        BY_NAME.put(
                "sakke_key",
                a -> secret(a[0])
                        .flatMap(s -> Sakke.receiverKey(s, octets(a[1])))
                        .orElse(null));
        BY_NAME.put(
                "sakke_seal",
                a -> Sakke.seal(octets(a[0]), octets(a[1]), octets(a[2])).orElse(null));
        BY_NAME.put(
                "sakke_open",
                a -> Sakke.open(octets(a[0]), octets(a[1]), octets(a[2]), octets(a[3]))
                        .orElse(null));
        BY_NAME.put("trunc", a -> part(octets(a[0]), 0, number(a[1])));
        BY_NAME.put("part", a -> part(octets(a[0]), number(a[1]), number(a[2])));

        BY_NAME.put("senc", a -> SharedKeyBox.seal(octets(a[0]), octets(a[1])));
        BY_NAME.put("sdec", a -> SharedKeyBox.open(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put("pk", a -> secret(a[0]).map(LongTermKey::publicKey).orElse(null));
        BY_NAME.put("aenc", a -> PublicKeyBox.seal(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put(
                "adec",
                a -> secret(a[0])
                        .flatMap(s -> PublicKeyBox.open(s, octets(a[1])))
                        .orElse(null));
        BY_NAME.put(
                "sign",
                a -> secret(a[0]).map(s -> SignedMessage.sign(s, octets(a[1]))).orElse(null));
        BY_NAME.put(
                "verified",
                a -> SignedMessage.verified(octets(a[0]), octets(a[1])).orElse(null));
        BY_NAME.put("signed", a -> SignedMessage.message(octets(a[0])).orElse(null));
        BY_NAME.put("h", a -> Hashes.sha256(octets(a[0])));
        BY_NAME.put("mac", a -> Hmac.hmacSha256(octets(a[0]), octets(a[1])));
        BY_NAME.put("kdf", a -> kdf(octets(a[0]), octets(a[1])));
        BY_NAME.put(
                "succ", a -> sized(COUNTER_OCTETS, a[0]).map(Counter128::next).orElse(null));
        BY_NAME.put(
                "pred",
                a -> sized(COUNTER_OCTETS, a[0]).map(Counter128::previous).orElse(null));
        BY_NAME.put("exp", a -> secret(a[0]).map(X25519::publicKey).orElse(null));
        BY_NAME.put(
                "dh",
                a -> secret(a[0]).flatMap(s -> X25519.agree(s, octets(a[1]))).orElse(null));
        BY_NAME.put("point", a -> secret(a[0]).map(Hmqv::point).orElse(null));
        BY_NAME.put("hmqv", Primitives::hmqv);
    }

    private final Map<Function, Primitive> bound = new HashMap<>();

    private final Set<Function> faceless = new HashSet<>();
    private final List<Source> sources;

    /**
     * Binds functions by name. Those that a specification declares for itself have no concrete face.
     *
     * @param sources where they are declared
     */
    Primitives(List<Function> functions, List<Source> sources) {
        this.sources = sources;
        for (Function function : functions) {
            Primitive primitive = BY_NAME.get(function.name());
            if (primitive == null) {
                faceless.add(function);
            } else {
                bound.put(function, primitive);
            }
        }
    }

    /** The functions that can be run. */
    static Set<String> names() {
        return BY_NAME.keySet();
    }

    /** @throws NoConcreteFaceException if there is nothing that computes it */
    Primitive of(Function function) {
        Primitive primitive = bound.get(function);
        if (faceless.contains(function)) {
            throw new NoConcreteFaceException(function, sources);
        }
        if (primitive == null) {
            throw new IllegalStateException("function " + function.name() + " is of another specification");
        }
        return primitive;
    }

    private static byte[] octets(Datum datum) {
        return datum instanceof Datum.Octets(byte[] octets) ? octets : Octetting.octets(datum);
    }

    private static String text(Datum datum) {
        return new String(octets(datum), StandardCharsets.UTF_8);
    }

    private static int number(Datum datum) {
        return datum instanceof Datum.Num(long value, int ignored) ? (int) value : -1;
    }

    private static byte @Nullable [] part(byte[] octets, int start, int length) {
        boolean inside = start >= 0 && length >= 0 && length <= octets.length - start;
        return inside ? Arrays.copyOfRange(octets, start, start + length) : null;
    }

    /** The octets of a secret, or empty if there are not 32: an operand without a result, not a mistake of ours. */
    private static Optional<byte[]> secret(Datum datum) {
        return sized(SECRET_OCTETS, datum);
    }

    private static Optional<byte[]> sized(int expected, Datum datum) {
        return Optional.of(octets(datum)).filter(octets -> octets.length == expected);
    }

    private static byte[] kdf(byte[] key, byte[] info) {
        return Hkdf.expandSha256(Hkdf.extractSha256(new byte[0], key), info, DERIVED_OCTETS);
    }

    private static byte @Nullable [] hmqv(Datum[] a) {
        return secret(a[0])
                .flatMap(x -> secret(a[1])
                        .flatMap(longTerm ->
                                Hmqv.agree(x, longTerm, octets(a[2]), octets(a[3]), octets(a[4]), octets(a[5]))))
                .orElse(null);
    }
}
