package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * RFC 3526 publishes no exchanges, but a formula for each prime. The expected primes are computed from those formulas,
 * with pi by Machin's formula, and the expected powers by squaring and multiplying in the open.
 */
class FiniteFieldDhTest {

    private static final byte[] ONE = {1};

    @ParameterizedTest
    @EnumSource
    void thePrimeIsTheOneOfTheFormula(FiniteFieldDh group) {
        BigInteger prime = prime(group);
        // -2 is the largest public value; its square is 4 modulo this prime and modulo no other of this size.
        byte[] minusTwo = octets(group, prime.subtract(BigInteger.TWO));
        assertArrayEquals(minusTwo, group.agree(ONE, minusTwo).orElseThrow());
        assertArrayEquals(
                octets(group, BigInteger.valueOf(4)),
                group.agree(new byte[] {2}, minusTwo).orElseThrow());
        assertTrue(prime.isProbablePrime(30));
        assertEquals(8 * group.octets(), prime.bitLength());
    }

    @ParameterizedTest
    @EnumSource
    void thePublicValueIsAPowerOfTwo(FiniteFieldDh group) {
        byte[] secret = Hashes.sha512(Hex.ascii("secret exponent of 512 bits"));
        BigInteger expected = power(BigInteger.TWO, new BigInteger(1, secret), prime(group));
        assertArrayEquals(octets(group, expected), group.publicKey(secret));
    }

    @ParameterizedTest
    @EnumSource
    void theSharedSecretIsAPowerOfThePeersValue(FiniteFieldDh group) {
        byte[] alice = Hashes.sha256(Hex.ascii("alice"));
        byte[] bob = Hashes.sha256(Hex.ascii("bob"));
        byte[] shared = group.agree(alice, group.publicKey(bob)).orElseThrow();
        BigInteger exponent = new BigInteger(1, alice).multiply(new BigInteger(1, bob));
        assertArrayEquals(octets(group, power(BigInteger.TWO, exponent, prime(group))), shared);
        assertArrayEquals(shared, group.agree(bob, group.publicKey(alice)).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void leadingZerosAreKept(FiniteFieldDh group) {
        byte[] two = new byte[group.octets()];
        two[two.length - 1] = 2;
        assertArrayEquals(two, group.publicKey(ONE));
        assertArrayEquals(two, group.agree(ONE, two).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource
    void valuesOutsideTheGroupGiveNoSecret(FiniteFieldDh group) {
        BigInteger prime = prime(group);
        BigInteger[] refused = {
            BigInteger.ZERO, BigInteger.ONE, prime.subtract(BigInteger.ONE), prime, prime.add(BigInteger.TWO)
        };
        for (BigInteger value : refused) {
            assertTrue(group.agree(new byte[] {3}, octets(group, value)).isEmpty());
        }
        assertTrue(group.agree(new byte[] {3}, new byte[] {2}).isEmpty());
        assertTrue(group.agree(new byte[] {3}, new byte[group.octets() + 1]).isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void aSecretMustBePositiveAndNoLongerThanThePrime(FiniteFieldDh group) {
        assertThrows(IllegalArgumentException.class, () -> group.publicKey(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> group.publicKey(new byte[32]));
        assertThrows(IllegalArgumentException.class, () -> group.publicKey(Hex.repeated(1, group.octets() + 1)));
        assertThrows(IllegalArgumentException.class, () -> group.agree(new byte[1], new byte[group.octets()]));
    }

    /** RFC 3526 sections 2 to 4: {@code 2^n - 2^(n-64) - 1 + 2^64 * ([2^(n-130) pi] + c)}. */
    private static BigInteger prime(FiniteFieldDh group) {
        return switch (group) {
            case MODP_1536 -> prime(1536, 741804);
            case MODP_2048 -> prime(2048, 124476);
            case MODP_3072 -> prime(3072, 1690314);
        };
    }

    private static BigInteger prime(int bits, long constant) {
        return powerOfTwo(bits)
                .subtract(powerOfTwo(bits - 64))
                .subtract(BigInteger.ONE)
                .add(powerOfTwo(64).multiply(piTimesPowerOfTwo(bits - 130).add(BigInteger.valueOf(constant))));
    }

    /** pi = 16 arctan(1/5) - 4 arctan(1/239), with 64 bits more than are kept. */
    private static BigInteger piTimesPowerOfTwo(int bits) {
        BigInteger one = powerOfTwo(bits + 64);
        BigInteger pi = arctanOfInverse(5, one)
                .multiply(BigInteger.valueOf(16))
                .subtract(arctanOfInverse(239, one).multiply(BigInteger.valueOf(4)));
        return pi.shiftRight(64);
    }

    private static BigInteger arctanOfInverse(int n, BigInteger one) {
        BigInteger square = BigInteger.valueOf((long) n * n);
        BigInteger power = one.divide(BigInteger.valueOf(n));
        BigInteger sum = BigInteger.ZERO;
        for (int i = 1; power.signum() != 0; i += 2) {
            BigInteger term = power.divide(BigInteger.valueOf(i));
            sum = i % 4 == 1 ? sum.add(term) : sum.subtract(term);
            power = power.divide(square);
        }
        return sum;
    }

    private static BigInteger power(BigInteger base, BigInteger exponent, BigInteger modulus) {
        BigInteger result = BigInteger.ONE;
        for (int bit = exponent.bitLength() - 1; bit >= 0; bit--) {
            result = result.multiply(result).mod(modulus);
            if (exponent.testBit(bit)) {
                result = result.multiply(base).mod(modulus);
            }
        }
        return result;
    }

    private static BigInteger powerOfTwo(int exponent) {
        return BigInteger.ONE.shiftLeft(exponent);
    }

    private static byte[] octets(FiniteFieldDh group, BigInteger value) {
        byte[] octets = new byte[group.octets()];
        for (int i = 0; i < octets.length; i++) {
            octets[octets.length - 1 - i] = value.shiftRight(8 * i).byteValue();
        }
        return octets;
    }
}
