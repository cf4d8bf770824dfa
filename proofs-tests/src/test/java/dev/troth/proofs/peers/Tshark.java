package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Wireshark's judgement of a capture file. Names are not looked up, personal settings are left aside, and the checksums
 * of IP and UDP are verified, which is off by default: a wrong one is an error.
 *
 * <p>Filters and field names are Wireshark's, listed by {@code tshark -G fields}.
 */
public final class Tshark {

    /** Wireshark's PI_WARN; above it there is only PI_ERROR, 0x800000. Notes are 0x400000, chats and comments less. */
    private static final int WARNING = 0x60_0000;

    /** Stands between the values of one field: no value holds a unit separator. */
    private static final String UNIT_SEPARATOR = "\u001f";

    private Tshark() {}

    /** The whole dissection as text to read ({@code -V}). */
    public static String verbose(Path capture) {
        return run(capture, "-V");
    }

    /** The whole dissection as text, with the datagrams of a port read as a protocol: {@code udp.port==49170,zrtp}. */
    public static String verboseAs(Path capture, String port) {
        return run(capture, "-d", port, "-V");
    }

    /**
     * The whole dissection as JSON ({@code -T json}): an array with an object for each packet. What occurs several times
     * in one place is an array, not several members of one name.
     */
    public static String json(Path capture) {
        return run(capture, "-T", "json", "--no-duplicate-keys");
    }

    /** The numbers of the packets that a display filter lets through, counted from 1. */
    public static List<Integer> matching(Path capture, String filter) {
        return fields(capture, filter, "frame.number").stream()
                .map(packet -> Integer.valueOf(packet.get("frame.number").getFirst()))
                .toList();
    }

    /**
     * Chosen fields of the packets that a display filter lets through: for each packet, the values of each field in the
     * order in which they stand in the packet; none if the packet has no such field. Octets are hex digits.
     *
     * @param filter all packets, if empty
     */
    public static List<Map<String, List<String>>> fields(Path capture, String filter, String... names) {
        List<String> options = new ArrayList<>(List.of("-Y", filter, "-T", "fields", "-E", "occurrence=a"));
        options.addAll(List.of("-E", "aggregator=" + UNIT_SEPARATOR));
        for (String name : names) {
            options.addAll(List.of("-e", name));
        }
        return run(capture, options.toArray(String[]::new))
                .lines()
                .map(line -> packet(line, names))
                .toList();
    }

    /**
     * What Wireshark finds wrong: malformed packets, and expert information of severity warning or error. Each as
     * {@code packet 1: Malformed Packet (Exception occurred)}.
     */
    public static List<String> findings(Path capture) {
        String filter = "_ws.malformed || _ws.short || _ws.expert.severity >= " + WARNING;
        List<String> findings = new ArrayList<>();
        for (Map<String, List<String>> packet :
                fields(capture, filter, "frame.number", "_ws.expert.severity", "_ws.expert.message")) {
            List<String> severities = packet.get("_ws.expert.severity");
            List<String> messages = packet.get("_ws.expert.message");
            assertEquals(severities.size(), messages.size(), "each expert information has a severity and a message");
            for (int i = 0; i < messages.size(); i++) {
                if (Integer.parseInt(severities.get(i)) >= WARNING) {
                    findings.add("packet " + packet.get("frame.number").getFirst() + ": " + messages.get(i));
                }
            }
        }
        return findings;
    }

    /**
     * Fails if there are {@link #findings}, except those listed. Octets that no dissector looks into are never
     * malformed: say with {@link #matching} as well which packets must be understood as what.
     *
     * @param tolerated the findings' messages, without the packet's number
     */
    public static void assertNothingMalformed(Path capture, String... tolerated) {
        Set<String> allowed = Set.copyOf(Arrays.asList(tolerated));
        assertEquals(
                List.of(),
                findings(capture).stream()
                        .filter(finding -> !allowed.contains(finding.substring(finding.indexOf(": ") + 2)))
                        .toList(),
                () -> verbose(capture));
    }

    private static Map<String, List<String>> packet(String line, String[] names) {
        String[] columns = line.split("\t", -1);
        Map<String, List<String>> packet = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
            packet.put(names[i], columns[i].isEmpty() ? List.of() : List.of(columns[i].split(UNIT_SEPARATOR, -1)));
        }
        return packet;
    }

    private static String run(Path capture, String... options) {
        List<String> command = new ArrayList<>(List.of("env", "WIRESHARK_CONFIG_DIR=/nonexistent", "tshark", "-n"));
        command.addAll(List.of("-o", "ip.check_checksum:TRUE", "-o", "udp.check_checksum:TRUE"));
        command.addAll(List.of("-r", capture.toString()));
        command.addAll(List.of(options));
        return Program.output(command);
    }
}
