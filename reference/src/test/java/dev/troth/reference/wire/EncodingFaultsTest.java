package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.exactly;
import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.MikeyLayouts.CS;
import static dev.troth.reference.wire.MikeyLayouts.ERROR;
import static dev.troth.reference.wire.MikeyLayouts.HDR;
import static dev.troth.reference.wire.MikeyLayouts.INIT;
import static dev.troth.reference.wire.MikeyLayouts.KEMAC;
import static dev.troth.reference.wire.MikeyLayouts.RAND;
import static dev.troth.reference.wire.MikeyLayouts.T;
import static dev.troth.reference.wire.Values.encode;
import static dev.troth.reference.wire.Values.rec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.troth.spec.model.Layout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Values that a specification should not have built: each is refused with a sentence that names the field. */
class EncodingFaultsTest {
    private static void assertFault(String fault, Executable what) {
        assertEquals(fault, assertThrows(IllegalArgumentException.class, what).getMessage());
    }

    private static Datum.Rec hdr(String field, Object value) {
        return rec(HDR, "type", 0, "v", 0, "prf", 0, "csb", 0, "map", 0, "cs", Values.seq(), field, value);
    }

    @Test
    void aNumberThatDoesNotFit() {
        assertFault("csb of HDR is 4294967296, which does not fit in 32 bits", () -> encode(hdr("csb", 1L << 32)));
        assertFault("v of HDR is 2, which does not fit in 1 bit", () -> encode(hdr("v", 2)));
        assertFault("csb of HDR is 18446744073709551615, which does not fit in 32 bits", () -> encode(hdr("csb", -1L)));
    }

    @Test
    void aValueOfAnotherKind() {
        assertFault("csb of HDR is not a number", () -> encode(hdr("csb", "text")));
        assertFault("cs of HDR is not a list", () -> encode(hdr("cs", 1)));
        assertFault("ts of T is not a time", () -> encode(rec(T, "ts", 1)));
        assertFault(
                "rand of RAND is a condition, which has no octets",
                () -> encode(rec(
                        layout("RAND").octets("rand", LayoutBuilder.rest()).build(), "rand", new Datum.Flag(true))));
        assertFault("cs of HDR has an item that is not an entry", () -> encode(hdr("cs", Values.seq(Datum.ABSENT))));
    }

    @Test
    void noValue() {
        assertFault("csb of HDR has no value", () -> encode(hdr("csb", Datum.ABSENT)));
        assertFault("rand of RAND has no value", () -> encode(rec(RAND)));
    }

    @Test
    void aListTooLongForItsCount() {
        Datum.Rec[] sessions = new Datum.Rec[256];
        java.util.Arrays.fill(sessions, rec(CS, "policy", 0, "ssrc", 0, "roc", 0));
        assertFault("ncs of HDR is 256, which does not fit in 8 bits", () -> encode(hdr("cs", Values.seq(sessions))));
    }

    @Test
    void octetsTooLongForTheirLength() {
        assertFault("len of RAND is 256, which does not fit in 8 bits", () -> encode(rec(RAND, "rand", new byte[256])));
    }

    @Test
    void octetsOfAnotherLength() {
        Datum.Rec kemac = rec(KEMAC, "encr", 0, "data", new byte[0], "alg", 1, "mac", new byte[10]);
        assertFault("mac of KEMAC has 10 octets, not 20", () -> encode(kemac));
    }

    @Test
    void aGivenLengthThatLies() {
        LayoutBuilder builder = layout("L").bits("len", 8);
        Layout.Binary layout = builder.octets("data", builder.of("len")).build();
        assertFault("data of L has 2 octets, not 3", () -> encode(rec(layout, "len", 3, "data", new byte[2])));
    }

    @Test
    void aGroupOfAnotherCount() {
        Layout.Binary layout = layout("L").group("items", exactly(2), CS).build();
        assertFault(
                "items of L has 1 entries, not 2", () -> encode(rec(layout, "items", Values.seq(MikeyLayouts.cs(1)))));
    }

    @Test
    void aConditionalFieldAgainstItsCondition() {
        Datum.Rec extra = rec(KEMAC, "encr", 0, "data", new byte[0], "alg", 0, "mac", new byte[20]);
        assertFault("mac of KEMAC must be absent here", () -> encode(extra));
        Datum.Rec lacking = rec(KEMAC, "encr", 0, "data", new byte[0], "alg", 1);
        assertFault("mac of KEMAC has no value", () -> encode(lacking));
    }

    @Test
    void payloadsThatAreNotTheMessage() {
        Datum[] init = MikeyLayouts.init(new Datum.Octets(MikeyLayouts.MAC));
        assertFault("Init has 7 payloads, not 6", () -> Codec.encode(INIT, java.util.Arrays.copyOf(init, 6)));
        assertFault("KEMAC of Init is missing", () -> Codec.encode(INIT, with(init, 6, Datum.ABSENT)));
        assertFault("RAND of Init is a payload T, not RAND", () -> Codec.encode(INIT, with(init, 2, init[1])));
        assertFault("SP of Init is not a list", () -> Codec.encode(INIT, with(init, 5, init[1])));
        assertFault("T of Init is not a payload", () -> Codec.encode(INIT, with(init, 1, Values.seq())));
        Datum[] error = {hdr("type", 6), MikeyLayouts.time(), Values.seq(), Values.seq(), Datum.ABSENT};
        assertFault("ERR of Error is missing", () -> Codec.encode(ERROR, error));
    }

    private static Datum[] with(Datum[] elements, int index, Datum value) {
        Datum[] changed = elements.clone();
        changed[index] = value;
        return changed;
    }

    @Test
    void fieldsLeftOutMeasureNothing() {
        LayoutBuilder builder = layout("L").bits("flag", 8).sizeOf("len", 8, "data");
        Layout.Binary layout =
                builder.when("flag", 1L).octets("data", builder.of("len")).build();
        assertEquals("0000", Values.hex(encode(rec(layout, "flag", 0))));
        Values.assertRefused("L.len is 3, but data has 0 octets", Values.message(layout), "00 03");
    }
}
