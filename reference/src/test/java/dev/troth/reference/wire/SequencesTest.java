package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.Values.assertRefused;
import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.element;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.message;
import static dev.troth.reference.wire.Values.shown;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Message.Multiplicity;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which payload is which element, where several answers could be tried. */
class SequencesTest {
    private static final Layout.Binary A =
            layout("A").fixed("kind", 8, 0xAA).bits("a", 8).build();
    private static final Layout.Binary B =
            layout("B").fixed("kind", 8, 0xBB).bits("b", 8).build();

    @Test
    void optionalPayloadsAreKnownByWhatIsFixedInThem() {
        Message message =
                message("M", null, element("A", A, Multiplicity.OPTIONAL), element("B", B, Multiplicity.MANY));
        assertEquals("M[absent, [B[1]]]", shown(decode(message, hex("bb01"))));
        assertEquals("M[A[1], [B[2], B[3]]]", shown(decode(message, hex("aa01bb02bb03"))));
        assertRefused("B.kind is 170, must be 187", message, "aa01 aa02");
        assertRefused("B.kind: 1 octet needed, 0 left at octet 2", message, "aa01");
        assertRefused("A.kind is 204, must be 170", message, "cc01");
    }

    @Test
    void theReasonIsOfTheLastAttempt() {
        LayoutBuilder builder = layout("B").fixed("kind", 8, 0xBB).sizeOf("len", 8, "data");
        Layout.Binary b = builder.octets("data", builder.of("len")).build();
        Message message = message("M", null, element("A", A, Multiplicity.OPTIONAL), Values.one(b));
        assertRefused("B.data: 9 octets needed, 1 left at octet 2", message, "bb 09 00");
    }

    @Test
    void aListGivesBackWhatTheNextElementNeeds() {
        Message message =
                message("M", null, element("first", A, Multiplicity.ANY), element("last", A, Multiplicity.ONE));
        assertEquals("M[[A[1], A[2]], A[3]]", shown(decode(message, hex("aa01aa02aa03"))));
        assertEquals("M[[], A[1]]", shown(decode(message, hex("aa01"))));
    }

    @Test
    void prescribedValuesChooseTheElement() {
        Element one = new Element("one", A, Multiplicity.OPTIONAL, Map.of(0, 1L));
        Element two = new Element("two", A, Multiplicity.ONE, Map.of(0, 2L));
        Message message = message("M", null, one, two);
        assertEquals("M[absent, A[2]]", shown(decode(message, hex("aa02"))));
        assertEquals("M[A[1], A[2]]", shown(decode(message, hex("aa01aa02"))));
        assertRefused("one.a is 3, must be 1", message, "aa03");
    }

    @Test
    void linkedPayloadsAreGivenBackToo() {
        Layout.Binary link = layout("L").next().bits("a", 8).build();
        Chain chain = new Chain(8, Map.of(0L, "Last", 1L, "L"));
        Message message = message(
                "M",
                chain,
                element("first", link, Multiplicity.ANY),
                element("middle", link, Multiplicity.OPTIONAL),
                element("last", link, Multiplicity.ONE));
        byte[] octets = hex("01 0a 01 0b 00 0c");
        Datum.Msg read = decode(message, octets);
        assertEquals("M[[L[10], L[11]], absent, L[12]]", shown(read));
        assertArrayEquals(octets, Codec.encode(message, read.elements()).octets());
    }

    @Test
    void lengthsThatSteerNothingMustAgreeAllTheSame() {
        Layout.Binary rest = layout("R")
                .sizeOf("len", 8, "data")
                .octets("data", LayoutBuilder.rest())
                .build();
        assertEquals("R[0102]", shown(decode(rest, hex("02 0102"))));
        assertRefused("R.len is 3, but data has 2 octets", message(rest), "03 0102");
        Layout.Binary counted = layout("C")
                .countOf("n", 8, "items")
                .group(
                        "items",
                        LayoutBuilder.rest(),
                        layout("C.items").bits("x", 8).build())
                .build();
        assertEquals("C[[C.items[1], C.items[2]]]", shown(decode(counted, hex("02 0102"))));
        assertRefused("C.n is 1, but items has 2 entries", message(counted), "01 0102");
    }

    @Test
    void aTestOnAFieldThatIsLeftOutFails() {
        Layout.Binary layout = layout("L")
                .bits("kind", 8)
                .when("kind", 1L)
                .bits("sub", 8)
                .when("sub", 0L)
                .bits("x", 8)
                .build();
        assertEquals("L[0, absent, absent]", shown(decode(layout, hex("00"))));
        assertEquals("L[1, 0, 7]", shown(decode(layout, hex("01 00 07"))));
        assertEquals("L[1, 1, absent]", shown(decode(layout, hex("01 01"))));
    }

    @Test
    void fieldsMayFollowAGroupThatFillsItsOctets() {
        LayoutBuilder builder = layout("L").sizeOf("len", 8, "items");
        Layout.Binary layout = builder.group(
                        "items",
                        builder.fill("len"),
                        layout("L.items").bits("x", 8).build())
                .bits("after", 8)
                .build();
        assertEquals("L[[L.items[1], L.items[2]], 9]", shown(decode(layout, hex("02 0102 09"))));
        assertRefused("L.items: 3 octets needed, 2 left at octet 1", message(layout), "03 0102");
    }

    @Test
    void whatCannotBeReadIsFoundOutOnce() {
        Layout.Binary octet = layout("A").bits("a", 8).build();
        Message message = message(
                "M",
                null,
                element("a", octet, Multiplicity.ANY),
                element("b", octet, Multiplicity.ANY),
                element("c", octet, Multiplicity.ANY),
                element("n", layout("N").fixed("n", 8, 1).build(), Multiplicity.ONE));
        assertRefused("N.n: 1 octet needed, 0 left at octet 20", message, "00".repeat(20));
        assertRefused("there are too many ways to read M", message, "00".repeat(2000));
    }
}
