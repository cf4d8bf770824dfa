package dev.troth.reference.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The record layer of RFC 6347: whatever a network does to datagrams, a flight arrives as it was sent, or not at all. */
class DtlsRecordsPropertiesTest {
    private static byte[] handshake(int type, int number, int length) {
        byte[] message = new byte[12 + length];
        message[0] = (byte) type;
        message[1] = message[9] = (byte) (length >>> 16);
        message[2] = message[10] = (byte) (length >>> 8);
        message[3] = message[11] = (byte) length;
        message[5] = (byte) number;
        for (int i = 12; i < message.length; i++) {
            message[i] = (byte) (31 * number + i);
        }
        return message;
    }

    private static byte[] joined(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    private static byte[] protectedRecord() {
        byte[] record = new byte[13 + 40];
        record[0] = 22;
        record[1] = (byte) 0xFE;
        record[2] = (byte) 0xFD;
        record[4] = 1;
        record[12] = 40;
        return record;
    }

    private static byte[] serverFlight(int certificate) {
        return joined(
                handshake(2, 1, 60),
                handshake(11, 2, certificate),
                handshake(12, 3, 150),
                handshake(13, 4, 10),
                handshake(14, 5, 0));
    }

    private static byte[] clientFlight(int certificate) {
        return joined(handshake(11, 2, certificate), handshake(16, 3, 66), handshake(15, 4, 75), protectedRecord());
    }

    /** Everything that the receiving end takes out of datagrams. */
    private static List<byte[]> taken(DtlsRecords to, List<byte[]> datagrams) {
        List<byte[]> flights = new ArrayList<>();
        for (byte[] datagram : datagrams) {
            flights.addAll(Objects.requireNonNull(to.unpack("Alice", "Bob", datagram)));
        }
        return flights;
    }

    @Property(tries = 200)
    void aFlightArrivesWholeInAnyOrderAndTwice(
            @ForAll @IntRange(min = 60, max = 1500) int mtu,
            @ForAll @IntRange(min = 1, max = 3000) int certificate,
            @ForAll boolean client,
            @ForAll long seed) {
        byte[] flight = client ? clientFlight(certificate) : serverFlight(certificate);
        List<byte[]> datagrams = new ArrayList<>(new DtlsRecords(mtu).pack("Alice", null, flight));
        datagrams.forEach(d -> assertTrue(d.length <= Math.max(mtu, 13 + 40), d.length + " octets"));
        datagrams.addAll(datagrams);
        Collections.shuffle(datagrams, new Random(seed));
        DtlsRecords receiver = new DtlsRecords(1200);
        List<byte[]> flights = taken(receiver, datagrams);
        assertTrue(!flights.isEmpty(), "nothing arrived");
        flights.forEach(arrived -> assertArrayEquals(flight, arrived));
    }

    /** What is lost comes with the next try. */
    @Property(tries = 100)
    void whatIsLostComesWithTheNextTry(@ForAll @IntRange(min = 80, max = 400) int mtu, @ForAll long seed) {
        byte[] flight = serverFlight(700);
        DtlsRecords sender = new DtlsRecords(mtu);
        DtlsRecords receiver = new DtlsRecords(1200);
        Random random = new Random(seed);
        List<byte[]> flights = new ArrayList<>();
        for (int i = 0; i < 40 && flights.isEmpty(); i++) {
            List<byte[]> kept = new ArrayList<>(sender.pack("Alice", null, flight));
            kept.removeIf(d -> random.nextInt(100) < 30);
            flights.addAll(taken(receiver, kept));
        }
        assertArrayEquals(flight, flights.getFirst());
    }

    /** RFC 6347 section 4.1: numbers of records go up, also when a flight is sent again. */
    @Example
    void recordsAreNumbered() {
        DtlsRecords sender = new DtlsRecords(1200);
        byte[] hello = handshake(1, 0, 50);
        byte[] first = sender.pack("Alice", null, hello).getFirst();
        byte[] second = sender.pack("Alice", null, hello).getFirst();
        assertEquals(22, first[0]);
        assertEquals(0, first[10]);
        assertEquals(1, second[10]);
    }

    @Property(tries = 500)
    void anyOctetsAreTakenOrPutAside(@ForAll byte[] octets) {
        List<byte[]> flights = new DtlsRecords(1200).unpack("Alice", "Bob", octets);
        assertTrue(flights == null || flights.size() <= 2);
    }

    @Example
    void mediaIsNotDtls() {
        byte[] srtp = new byte[40];
        srtp[0] = (byte) 0x80;
        assertEquals(null, new DtlsRecords(1200).unpack("Alice", "Bob", srtp));
    }
}
