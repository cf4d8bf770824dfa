package dev.troth.reference.wire;

import static dev.troth.reference.wire.MikeyLayouts.KEY;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.rec;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OctettingTest {
    private static String octets(Datum value) {
        byte[] octets = Octetting.octets(value);
        assertEquals(octets.length, Octetting.length(value));
        return hex(octets);
    }

    @Test
    void numbersAreInNetworkOrder() {
        assertEquals("2ad01c64", octets(new Datum.Num(0x2AD01C64L, 32)));
        assertEquals("0000a0", octets(new Datum.Num(160, 24)));
        assertEquals("ffffffffffffffff", octets(new Datum.Num(-1, 64)));
    }

    @Test
    void textAndIdentitiesAreUtf8() {
        assertEquals("c3a9", octets(new Datum.Text("é")));
        assertEquals(
                hex("sip:alice@example.com".getBytes(java.nio.charset.StandardCharsets.US_ASCII)),
                octets(Datum.Agent.of("Alice")));
    }

    @Test
    void aTimeIsItsTimestamp() {
        assertEquals("c8e350ea80000000", octets(new Datum.Time(0xC8E350EA80000000L)));
    }

    @Test
    void aPayloadStandsAloneWithNothingAfterIt() {
        Datum.Rec key = rec(KEY, "type", 0, "kv", 0, "key", hex("c0c1c2"));
        assertEquals("00000003c0c1c2", octets(key));
    }

    @Test
    void listsAreJoined() {
        assertEquals("0102ff", octets(Values.seq(new Datum.Octets(hex("0102")), new Datum.Num(255, 8))));
    }

    @Test
    void aMessageIsItsOctets() {
        Datum.Msg message = Values.decode(MikeyLayouts.RESP, MikeyLayouts.RESP_OCTETS);
        assertSame(MikeyLayouts.RESP_OCTETS, Octetting.octets(message));
    }

    static List<Datum> valuesWithoutOctets() {
        return List.of(
                new Datum.Flag(true),
                new Datum.Duration(1),
                Datum.ABSENT,
                new Datum.Num(1, 7),
                Values.seq(new Datum.Flag(true)));
    }

    @ParameterizedTest
    @MethodSource("valuesWithoutOctets")
    void whatHasNoOctetsIsAFault(Datum value) {
        assertThrows(IllegalArgumentException.class, () -> Octetting.octets(value));
        assertThrows(IllegalArgumentException.class, () -> Octetting.length(value));
    }
}
