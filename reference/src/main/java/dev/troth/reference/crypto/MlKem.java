package dev.troth.reference.crypto;

import java.util.Optional;
import org.bouncycastle.crypto.SecretWithEncapsulation;
import org.bouncycastle.crypto.kems.MLKEMExtractor;
import org.bouncycastle.crypto.kems.MLKEMGenerator;
import org.bouncycastle.crypto.params.MLKEMParameters;
import org.bouncycastle.crypto.params.MLKEMPrivateKeyParameters;
import org.bouncycastle.crypto.params.MLKEMPublicKeyParameters;

/** ML-KEM-768, a key encapsulation mechanism (FIPS 203), with all its randomness given. */
public final class MlKem {
    private static final MLKEMParameters PARAMETERS = MLKEMParameters.ml_kem_768;
    private static final int SEED_OCTETS = 64;
    private static final int RANDOM_OCTETS = 32;
    private static final int PUBLIC_OCTETS = 1184;
    private static final int CAPSULE_OCTETS = 1088;

    private MlKem() {}

    /**
     * The encapsulation key of a decapsulation key.
     *
     * @param seed {@code d || z}, 64 octets, any
     * @return 1184 octets
     * @throws IllegalArgumentException if the seed has another size
     */
    public static byte[] publicKey(byte[] seed) {
        return decapsulationKey(seed).getPublicKey();
    }

    /**
     * What is sent: the ciphertext of encapsulation.
     *
     * @param publicKey as it arrived, any number of octets
     * @param random m, 32 octets
     * @return 1088 octets, or empty if there is no such key or the random octets have another size
     */
    public static Optional<byte[]> capsule(byte[] publicKey, byte[] random) {
        return encapsulated(publicKey, random).map(SecretWithEncapsulation::getEncapsulation);
    }

    /**
     * What the one who encapsulates has: the shared secret key.
     *
     * @return 32 octets, or empty as for {@link #capsule}
     */
    public static Optional<byte[]> shared(byte[] publicKey, byte[] random) {
        return encapsulated(publicKey, random).map(SecretWithEncapsulation::getSecret);
    }

    /**
     * Decapsulation. A capsule that was not made for this key has a key of its own, which nobody else knows.
     *
     * @param capsule as it arrived, any number of octets
     * @return 32 octets, or empty if the capsule has another size
     * @throws IllegalArgumentException if the seed has another size
     */
    public static Optional<byte[]> open(byte[] seed, byte[] capsule) {
        return capsule.length == CAPSULE_OCTETS
                ? Optional.of(new MLKEMExtractor(decapsulationKey(seed)).extractSecret(capsule))
                : Optional.empty();
    }

    private static MLKEMPrivateKeyParameters decapsulationKey(byte[] seed) {
        Sizes.requireExactly(SEED_OCTETS, seed, "A seed of ML-KEM");
        return new MLKEMPrivateKeyParameters(PARAMETERS, seed);
    }

    private static Optional<SecretWithEncapsulation> encapsulated(byte[] publicKey, byte[] random) {
        if (publicKey.length != PUBLIC_OCTETS || random.length != RANDOM_OCTETS) {
            return Optional.empty();
        }
        try {
            MLKEMPublicKeyParameters key = new MLKEMPublicKeyParameters(PARAMETERS, publicKey);
            return Optional.of(MLKEMGenerator.internalGenerateEncapsulated(key, random));
        } catch (IllegalArgumentException notReduced) {
            // FIPS 203 section 7.2: a key with coefficients that are not reduced is refused.
            return Optional.empty();
        }
    }
}
