package dev.troth.reference.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Counter128Test {

    private static final BigInteger MODULUS = BigInteger.TWO.pow(128);

    @ParameterizedTest
    @CsvSource({
        "00000000000000000000000000000000, 00000000000000000000000000000001",
        "000000000000000000000000000000ff, 00000000000000000000000000000100",
        "7fffffffffffffffffffffffffffffff, 80000000000000000000000000000000",
        "ffffffffffffffffffffffffffffffff, 00000000000000000000000000000000"
    })
    void carriesAndWrapsAround(String value, String next) {
        assertEquals(next, Hex.text(Counter128.next(Hex.octets(value))));
        assertEquals(value, Hex.text(Counter128.previous(Hex.octets(next))));
    }

    @Property(seed = "128", tries = 300)
    void nextIsPlusOneAndPreviousUndoesIt(@ForAll @Size(16) byte[] value) {
        byte[] next = Counter128.next(value);
        assertEquals(new BigInteger(1, value).add(BigInteger.ONE).mod(MODULUS), new BigInteger(1, next));
        assertArrayEquals(value, Counter128.previous(next));
        assertArrayEquals(value, Counter128.next(Counter128.previous(value)));
    }

    @Test
    void wrongSizesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Counter128.next(new byte[15]));
        assertThrows(IllegalArgumentException.class, () -> Counter128.previous(new byte[17]));
    }
}
