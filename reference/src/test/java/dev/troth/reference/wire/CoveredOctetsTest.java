package dev.troth.reference.wire;

import static dev.troth.reference.wire.MikeyLayouts.INIT;
import static dev.troth.reference.wire.MikeyLayouts.INIT_OCTETS;
import static dev.troth.reference.wire.MikeyLayouts.KEMAC;
import static dev.troth.reference.wire.MikeyLayouts.MAC;
import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.field;
import static dev.troth.reference.wire.Values.hex;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.spec.model.Expr.Coverage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the MAC of RFC 3830 section 5.2 covers: the whole message but the MAC itself. */
class CoveredOctetsTest {
    private static final int LAST = 6;
    private static final int SLOT = KEMAC.slot("mac");
    private static final Coverage UNTIL_MAC = new Coverage(true, LAST, SLOT, "until KEMAC.mac");

    private static Datum.Msg pending() {
        return Codec.encode(INIT, MikeyLayouts.init(new Datum.Pending(20)));
    }

    @Test
    void aPendingFieldIsZerosUntilItIsFilled() {
        byte[] expected = INIT_OCTETS.clone();
        Arrays.fill(expected, expected.length - 20, expected.length, (byte) 0);
        assertEquals(hex(expected), hex(pending().octets()));
    }

    @Test
    void theOctetsBeforeTheMacAreCovered() {
        byte[] expected = Arrays.copyOf(INIT_OCTETS, INIT_OCTETS.length - 20);
        assertArrayEquals(expected, CoveredOctets.covered(pending(), UNTIL_MAC));
        assertArrayEquals(expected, CoveredOctets.covered(decode(INIT, INIT_OCTETS), UNTIL_MAC));
    }

    @Test
    void aFieldInTheMiddleCanBeLeftOut() {
        Coverage without = new Coverage(false, 2, 0, "without RAND.rand");
        byte[] covered = CoveredOctets.covered(decode(INIT, INIT_OCTETS), without);
        assertEquals(hex(INIT_OCTETS).replace("000102030405060708090a0b0c0d0e0f", ""), hex(covered));
    }

    @Test
    void fillingInTheMacGivesTheWholeMessage() {
        Datum.Msg filled = CoveredOctets.patch(pending(), LAST, SLOT, MAC);
        assertEquals(hex(INIT_OCTETS), hex(filled.octets()));
        assertEquals(hex(MAC), hex(Octetting.octets(field(filled, "KEMAC", "mac"))));
    }

    @Test
    void aMacOfAnotherLengthIsAFault() {
        Datum.Msg message = pending();
        assertFault(
                "mac of KEMAC in Init has 20 octets, not 10",
                () -> CoveredOctets.patch(message, LAST, SLOT, new byte[10]));
    }

    @Test
    void whatIsNotThereIsNotCovered() {
        Datum[] elements = MikeyLayouts.init(Datum.ABSENT);
        ((Datum.Rec) elements[LAST]).fields()[KEMAC.slot("alg")] = new Datum.Num(0, 8);
        Datum.Msg message = Codec.encode(INIT, elements);
        assertFalse(CoveredOctets.has(message, LAST, SLOT));
        assertFault("mac of KEMAC in Init is not there", () -> CoveredOctets.covered(message, UNTIL_MAC));
    }

    @Test
    void aFieldInsideAnOctetIsNotCovered() {
        Datum.Msg message = decode(INIT, INIT_OCTETS);
        int v = MikeyLayouts.HDR.slot("v");
        assertTrue(CoveredOctets.has(message, 0, v));
        assertFault(
                "v of HDR in Init does not lie on whole octets",
                () -> CoveredOctets.covered(message, new Coverage(true, 0, v, "until HDR.v")));
    }

    private static void assertFault(String fault, org.junit.jupiter.api.function.Executable what) {
        assertEquals(fault, assertThrows(IllegalArgumentException.class, what).getMessage());
    }
}
