package dev.troth.reference.run;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The record layer of DTLS 1.2 (RFC 6347 section 4) as far as a handshake needs it. A message of the specification is a
 * flight: handshake messages with their headers, one after another, and perhaps a record of epoch 1 at the end. Packing
 * puts each into records, in fragments where a datagram has no room, with a ChangeCipherSpec before the record of epoch 1;
 * unpacking puts fragments together and gives a flight when it is whole.
 */
final class DtlsRecords implements Packaging {
    private static final int RECORD_HEADER = 13;
    private static final int HANDSHAKE_HEADER = 12;
    private static final int VERSION = 0xFEFD;
    private static final int OLD_VERSION = 0xFEFF;
    private static final byte CHANGE_CIPHER_SPEC = 20;
    private static final byte HANDSHAKE = 22;

    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int HELLO_VERIFY_REQUEST = 3;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_HELLO_DONE = 14;
    private static final int CERTIFICATE_VERIFY = 15;
    /** No flight of a handshake has more messages. */
    private static final int MOST_MESSAGES = 32;

    private static final int MOST_OCTETS = 1 << 16;

    private final int mtu;
    private final Map<String, Long> sent = new HashMap<>();
    private final Map<String, Reassembly> received = new HashMap<>();

    /** @param mtu the largest datagram in octets, or 0 for no limit */
    DtlsRecords(int mtu) {
        this.mtu = mtu == 0 ? 1 << 14 : mtu;
    }

    // ---- packing ----

    @Override
    public List<byte[]> pack(String from, @Nullable Call sender, byte[] flight) {
        List<byte[]> records = new ArrayList<>();
        int at = 0;
        while (at < flight.length) {
            int left = flight.length - at;
            if (isRecord(flight, at)) {
                records.add(record(from, CHANGE_CIPHER_SPEC, new byte[] {1}));
                records.add(Arrays.copyOfRange(flight, at, flight.length));
                break;
            }
            int length = left < HANDSHAKE_HEADER ? left : HANDSHAKE_HEADER + number(flight, at + 1, 3);
            byte[] message = Arrays.copyOfRange(flight, at, at + Math.min(left, length));
            fragments(message).forEach(fragment -> records.add(record(from, HANDSHAKE, fragment)));
            at += message.length;
        }
        return datagrams(records);
    }

    private static boolean isRecord(byte[] octets, int at) {
        return octets.length - at >= RECORD_HEADER && octets[at] == HANDSHAKE && number(octets, at + 1, 2) == VERSION;
    }

    private byte[] record(String from, byte type, byte[] content) {
        long number = sent.merge(from, 1L, Long::sum) - 1;
        ByteBuffer out = ByteBuffer.allocate(RECORD_HEADER + content.length);
        out.put(type)
                .putShort((short) VERSION)
                .putLong(number)
                .putShort((short) content.length)
                .put(content);
        return out.array();
    }

    private List<byte[]> fragments(byte[] message) {
        int room = mtu - RECORD_HEADER - HANDSHAKE_HEADER;
        if (message.length <= mtu - RECORD_HEADER || message.length < HANDSHAKE_HEADER || room < 1) {
            return List.of(message);
        }
        List<byte[]> fragments = new ArrayList<>();
        for (int at = HANDSHAKE_HEADER; at < message.length; at += room) {
            int size = Math.min(room, message.length - at);
            byte[] fragment = new byte[HANDSHAKE_HEADER + size];
            System.arraycopy(message, 0, fragment, 0, 6);
            put(fragment, 6, at - HANDSHAKE_HEADER);
            put(fragment, 9, size);
            System.arraycopy(message, at, fragment, HANDSHAKE_HEADER, size);
            fragments.add(fragment);
        }
        return fragments;
    }

    /** As many records in a datagram as there is room for. */
    private List<byte[]> datagrams(List<byte[]> records) {
        List<byte[]> datagrams = new ArrayList<>();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] record : records) {
            if (out.size() > 0 && out.size() + record.length > mtu) {
                datagrams.add(out.toByteArray());
                out.reset();
            }
            out.writeBytes(record);
        }
        datagrams.add(out.toByteArray());
        return datagrams;
    }

    // ---- unpacking ----

    /** What one end has received of one peer. */
    private static final class Reassembly {
        /** Whole handshake messages by their number, with headers as if they had come in one piece. */
        final TreeMap<Integer, byte[]> whole = new TreeMap<>();

        final Map<Integer, Partial> parts = new HashMap<>();
        byte @Nullable [] sealed;
        boolean isClient;
    }

    private static final class Partial {
        final byte[] message;
        final boolean[] there;

        Partial(byte[] header, int length) {
            message = new byte[HANDSHAKE_HEADER + length];
            there = new boolean[length];
            System.arraycopy(header, 0, message, 0, 6);
            put(message, 9, length);
        }

        boolean isWhole() {
            for (boolean octet : there) {
                if (!octet) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public @Nullable List<byte[]> unpack(String from, String to, byte[] datagram) {
        if (datagram.length < RECORD_HEADER || datagram[0] < CHANGE_CIPHER_SPEC || datagram[0] > 23) {
            return null;
        }
        Reassembly state = received.computeIfAbsent(from + ">" + to, k -> new Reassembly());
        int at = 0;
        while (datagram.length - at >= RECORD_HEADER) {
            int length = number(datagram, at + 11, 2);
            int version = number(datagram, at + 1, 2);
            int end = at + RECORD_HEADER + length;
            if (end > datagram.length || (version != VERSION && version != OLD_VERSION)) {
                break;
            }
            boolean handshake = datagram[at] == HANDSHAKE;
            if (handshake && number(datagram, at + 3, 2) == 0) {
                handshakes(state, datagram, at + RECORD_HEADER, end);
            } else if (handshake) {
                state.sealed = Arrays.copyOfRange(datagram, at, end);
            }
            at = end;
        }
        List<byte[]> flights = new ArrayList<>();
        flights(state, flights);
        return flights;
    }

    private static void handshakes(Reassembly state, byte[] octets, int start, int end) {
        int at = start;
        while (end - at >= HANDSHAKE_HEADER) {
            int length = number(octets, at + 1, 3);
            int number = number(octets, at + 4, 2);
            int offset = number(octets, at + 6, 3);
            int size = number(octets, at + 9, 3);
            if (size > end - at - HANDSHAKE_HEADER || offset + size > length || length > MOST_OCTETS) {
                return;
            }
            byte[] header = Arrays.copyOfRange(octets, at, at + HANDSHAKE_HEADER);
            Partial partial = state.parts.get(number);
            if (partial == null
                    || partial.there.length != length
                    || !Arrays.equals(partial.message, 0, 6, header, 0, 6)) {
                partial = new Partial(header, length);
            }
            System.arraycopy(octets, at + HANDSHAKE_HEADER, partial.message, HANDSHAKE_HEADER + offset, size);
            Arrays.fill(partial.there, offset, offset + size, true);
            if (partial.isWhole()) {
                state.parts.remove(number);
                state.whole.put(number, partial.message);
            } else if (state.parts.size() < MOST_MESSAGES) {
                state.parts.put(number, partial);
            }
            at += HANDSHAKE_HEADER + size;
        }
        while (state.whole.size() > MOST_MESSAGES) {
            state.whole.pollFirstEntry();
        }
    }

    /** The flights that are whole, and no longer waiting. */
    private static void flights(Reassembly state, List<byte[]> flights) {
        for (int number : List.copyOf(state.whole.keySet())) {
            byte[] message = state.whole.get(number);
            if (message == null) {
                continue;
            }
            int type = message[0];
            if (type == CLIENT_HELLO || type == HELLO_VERIFY_REQUEST) {
                state.whole.remove(number);
                flights.add(message);
            } else if (type == SERVER_HELLO) {
                byte[] flight = run(state, number, SERVER_HELLO_DONE);
                if (flight != null) {
                    state.isClient = true;
                    flights.add(flight);
                }
            } else if (state.sealed != null && !state.isClient && type == CERTIFICATE) {
                byte[] flight = run(state, number, CERTIFICATE_VERIFY);
                if (flight != null) {
                    flights.add(joined(flight, state.sealed));
                    state.sealed = null;
                }
            }
        }
        if (state.sealed != null && state.isClient) {
            flights.add(state.sealed);
            state.sealed = null;
        }
    }

    /** The messages from a number on, one after another, to one of a type; null as long as they are not all there. */
    private static byte @Nullable [] run(Reassembly state, int first, int last) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int number = first;
        byte[] message = state.whole.get(number);
        while (message != null) {
            out.writeBytes(message);
            if (message[0] == last) {
                break;
            }
            message = state.whole.get(++number);
        }
        if (message == null) {
            return null;
        }
        for (int i = first; i <= number; i++) {
            state.whole.remove(i);
        }
        return out.toByteArray();
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static int number(byte[] octets, int at, int size) {
        int value = 0;
        for (int i = 0; i < size; i++) {
            value = value << 8 | octets[at + i] & 0xff;
        }
        return value;
    }

    /** Writes 24 bits. */
    private static void put(byte[] octets, int at, int value) {
        octets[at] = (byte) (value >>> 16);
        octets[at + 1] = (byte) (value >>> 8);
        octets[at + 2] = (byte) value;
    }
}
