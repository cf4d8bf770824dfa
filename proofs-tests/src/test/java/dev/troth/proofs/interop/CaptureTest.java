package dev.troth.proofs.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.peers.Peer;
import dev.troth.proofs.peers.RequiresPeer;
import dev.troth.proofs.peers.Tshark;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every run's capture as Wireshark reads it: nothing malformed, and in each packet the fields that the transcript says
 * were sent. Captures stay in {@code target/captures} to be looked at.
 */
@RequiresPeer(Peer.TSHARK)
class CaptureTest {

    /** Wireshark's fields of MIKEY by ours. What RFC 3830 calls IDi and IDr is ID to Wireshark. */
    private static final Map<String, String> MIKEY = Map.ofEntries(
            Map.entry("HDR.version", "mikey.version"),
            Map.entry("HDR.type", "mikey.type"),
            Map.entry("HDR.v", "mikey.v.set"),
            Map.entry("HDR.prf", "mikey.prf_func"),
            Map.entry("HDR.csb", "mikey.csb_id"),
            Map.entry("HDR.ncs", "mikey.cs_count"),
            Map.entry("HDR.map", "mikey.cs_id_map_type"),
            Map.entry("HDR.cs.policy", "mikey.srtp_id.policy_no"),
            Map.entry("HDR.cs.ssrc", "mikey.srtp_id.ssrc"),
            Map.entry("HDR.cs.roc", "mikey.srtp_id.roc"),
            Map.entry("T.kind", "mikey.t.ts_type"),
            Map.entry("T.ts", "mikey.t.ntp"),
            Map.entry("RAND.len", "mikey.rand.len"),
            Map.entry("RAND.rand", "mikey.rand.data"),
            Map.entry("ID.kind", "mikey.id.type"),
            Map.entry("ID.len", "mikey.id.len"),
            Map.entry("ID.name", "mikey.id.data"),
            Map.entry("SP.policy", "mikey.sp.no"),
            Map.entry("SP.prot", "mikey.sp.proto_type"),
            Map.entry("SP.len", "mikey.sp.param_len"),
            Map.entry("SP.params.type", "mikey.sp.param.type"),
            Map.entry("SP.params.len", "mikey.sp.param.len"),
            Map.entry("KEMAC.encr", "mikey.kemac.encr_alg"),
            Map.entry("KEMAC.len", "mikey.kemac.key_data_len"),
            Map.entry("KEMAC.data", "mikey.kemac.key_data"),
            Map.entry("KEMAC.alg", "mikey.kemac.mac_alg"),
            Map.entry("KEMAC.mac", "mikey.kemac.mac"),
            Map.entry("V.alg", "mikey.v.auth_alg"),
            Map.entry("V.ver", "mikey.v.ver_data"),
            Map.entry("ERR.no", "mikey.err.no"));

    /** Wireshark's fields of the SRTP policy, by the parameter's type (RFC 3830 section 6.10.1). */
    private static final Map<String, String> POLICY = Map.of(
            "0", "mikey.sp.encr_alg",
            "1", "mikey.sp.encr_len",
            "2", "mikey.sp.auth_alg",
            "3", "mikey.sp.auth_key_len",
            "4", "mikey.sp.salt_len",
            "11", "mikey.sp.auth_tag_len");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd, yyyy HH:mm:ss.SSSSSSSSS 'UTC'", Locale.ROOT);

    /** When every run starts. */
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    /** From the epoch of NTP, 1900, to that of Java, 1970, in seconds (RFC 868). */
    private static final long NTP_TO_UNIX = 2_208_988_800L;

    /** What Wireshark is asked about every packet. */
    private static final List<String> OTHERS = List.of(
            "frame.number",
            "frame.time_epoch",
            "_ws.col.Protocol",
            "udp.payload",
            "sip.Request-Line",
            "sip.Status-Line",
            "sip.Status-Code",
            "sdp.media",
            "sdp.crypto.tag",
            "sdp.crypto.crypto_suite",
            "sdp.crypto.master_key",
            "sdp.crypto.master_salt",
            "mikey.err.reserved",
            "rtp.setup-method",
            "rtp.setup-frame",
            "rtp.ssrc",
            "rtp.seq",
            "srtp.enc_payload",
            "srtp.auth_tag");

    private static final Map<String, List<Map<String, List<String>>>> READ = new HashMap<>();

    /** The packets of a run, as many as it has hops, with these fields. */
    private static List<Map<String, List<String>>> read(Run run, Collection<String> fields) {
        List<Map<String, List<String>>> packets = READ.computeIfAbsent(
                run.name(),
                name -> Tshark.fields(
                        saved(run, null),
                        "",
                        Stream.of(OTHERS, MIKEY.values(), POLICY.values())
                                .flatMap(Collection::stream)
                                .toArray(String[]::new)));
        assertEquals(run.hops().size(), packets.size());
        List<Map<String, List<String>>> chosen = new ArrayList<>();
        for (Map<String, List<String>> packet : packets) {
            Map<String, List<String>> part = new HashMap<>(packet);
            part.keySet().retainAll(fields);
            chosen.add(part);
        }
        return chosen;
    }

    private static Path saved(Run run, @Nullable String viewer) {
        String suffix = viewer == null ? "" : "-as-" + viewer;
        Path file = Path.of("target", "captures", run.name().replace(' ', '-') + suffix + ".pcapng");
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            return Files.write(file, Capture.pcapng(run.transcript(), viewer));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Run> all() {
        return Run.all();
    }

    static Stream<Run> mikey() {
        return Stream.concat(Run.mikey(), Stream.of(Run.refused(), Run.of(Run.MIKEY, "basic", "ids=none")));
    }

    static Stream<Run> sdes() {
        return Stream.concat(Run.sdes(), Stream.of(Run.of(Run.SDES, "basic", "prefer=aes32")));
    }

    static Stream<Run> sdesAsWritten() {
        return Run.sdes();
    }

    @ParameterizedTest
    @MethodSource("all")
    void nothingIsMalformed(Run run) {
        Tshark.assertNothingMalformed(saved(run, null));
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPacketIsSignallingOrMediaAsItWasSent(Run run) {
        List<Map<String, List<String>>> packets =
                read(run, List.of("sip.Request-Line", "sip.Status-Line", "rtp.ssrc", "udp.payload"));
        List<Map<String, List<String>>> expected = new ArrayList<>();
        for (Entry.Hop hop : run.hops()) {
            boolean sip = hop.transport() == Entry.Transport.SIP;
            boolean response = hop.summary().startsWith("SIP/2.0 ");
            expected.add(Map.of(
                    "sip.Request-Line", sip && !response ? List.of(hop.summary()) : List.of(),
                    "sip.Status-Line", sip && response ? List.of(hop.summary()) : List.of(),
                    "rtp.ssrc", sip ? List.of() : List.of("0x" + HexFormat.of().formatHex(hop.octets(), 8, 12)),
                    "udp.payload", List.of(HexFormat.of().formatHex(hop.octets()))));
        }
        assertEquals(expected, packets);
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyPacketHasTheTimeAtWhichItWasSent(Run run) {
        List<List<String>> expected = new ArrayList<>();
        for (Entry.Hop hop : run.hops()) {
            Instant sent = START.plusNanos(hop.at());
            expected.add(List.of(String.format(Locale.ROOT, "%d.%09d", sent.getEpochSecond(), sent.getNano())));
        }
        assertEquals(
                expected,
                read(run, List.of("frame.time_epoch")).stream()
                        .map(packet -> packet.get("frame.time_epoch"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySessionDescriptionIsRead(Run run) {
        List<Boolean> expected = run.hops().stream()
                .map(hop -> new String(hop.octets(), ISO_8859_1).contains("Content-Type: application/sdp\r\n"))
                .toList();
        assertTrue(expected.contains(true));
        assertEquals(
                expected.stream()
                        .map(has -> has ? List.of("audio 49170 RTP/SAVP 0") : List.of())
                        .toList(),
                read(run, List.of("sdp.media")).stream()
                        .map(packet -> packet.get("sdp.media"))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("mikey")
    void everyMikeyMessageIsReadToItsFields(Run run) {
        List<String> names = new ArrayList<>(MIKEY.values());
        names.addAll(POLICY.values());
        List<Map<String, List<String>>> packets = read(run, names);
        List<Entry.Hop> hops = run.hops();
        for (int i = 0; i < hops.size(); i++) {
            String label = hops.get(i).carries();
            Map<String, List<String>> packet = packets.get(i);
            if (hops.get(i).transport() == Entry.Transport.UDP || label.isEmpty()) {
                assertEquals(List.of(), present(packet), "no MIKEY in packet " + (i + 1));
            } else {
                Map<String, List<String>> expected = mikeyFields(run.sent(label).message(), names);
                if (run.isCorrupted(hops.get(i))) {
                    assertNotEquals(expected.remove("mikey.kemac.mac"), packet.remove("mikey.kemac.mac"));
                }
                assertEquals(expected, packet, label + " in " + hops.get(i).summary());
            }
        }
        assertTrue(packets.stream().anyMatch(packet -> !present(packet).isEmpty()));
    }

    private static List<String> present(Map<String, List<String>> packet) {
        return packet.values().stream().flatMap(List::stream).toList();
    }

    /** What Wireshark should show of a message, by the names of its fields. */
    private static Map<String, List<String>> mikeyFields(Datum.Msg message, List<String> names) {
        Map<String, List<String>> ours = fields(message);
        Map<String, List<String>> expected = new LinkedHashMap<>();
        names.forEach(name -> expected.put(name, new ArrayList<>()));
        MIKEY.forEach((our, theirs) -> {
            for (String value : ours.getOrDefault(our, List.of())) {
                expected.get(theirs).add(asShown(theirs, value));
            }
        });
        List<String> types = ours.getOrDefault("SP.params.type", List.of());
        for (int i = 0; i < types.size(); i++) {
            String value = ours.get("SP.params.value").get(i);
            expected.get(Objects.requireNonNull(POLICY.get(types.get(i)), types.get(i)))
                    .add(Integer.toString(Integer.parseInt(value, 16)));
        }
        return expected;
    }

    /** Our fields by their paths, without indices. */
    private static Map<String, List<String>> fields(Datum.Msg message) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (Dissection.FieldView view : Dissection.dissect(message)) {
            String path = view.path().replaceAll("\\[\\d+]", "").replaceFirst("^ID[ir]\\.", "ID.");
            fields.computeIfAbsent(path, p -> new ArrayList<>())
                    .add(view.shown().replaceFirst(" \\(\\w+\\)$", ""));
        }
        return fields;
    }

    /** Wireshark shows identifiers in hexadecimal, and times as dates. */
    private static String asShown(String theirs, String value) {
        return switch (theirs) {
            case "mikey.csb_id", "mikey.srtp_id.ssrc", "mikey.srtp_id.roc" ->
                "0x" + HexFormat.of().toHexDigits(Long.parseLong(value), 8);
            case "mikey.t.ntp" -> time(Long.parseUnsignedLong(value.substring("NTP 0x".length()), 16));
            default -> value;
        };
    }

    private static String time(long ntp) {
        long nanos = (ntp & 0xFFFF_FFFFL) * 1_000_000_000L >>> 32;
        return LocalDateTime.ofEpochSecond((ntp >>> 32) - NTP_TO_UNIX, (int) nanos, ZoneOffset.UTC)
                .format(TIME);
    }

    @ParameterizedTest
    @MethodSource("sdes")
    void everyCryptoLineIsReadToItsKey(Run run) {
        List<Map<String, List<String>>> packets = read(
                run,
                List.of(
                        "sdp.crypto.tag",
                        "sdp.crypto.crypto_suite",
                        "sdp.crypto.master_key",
                        "sdp.crypto.master_salt"));
        List<Map<String, List<String>>> expected = new ArrayList<>();
        for (Entry.Hop hop : run.hops()) {
            Map<String, List<String>> ours =
                    hop.transport() == Entry.Transport.UDP || hop.carries().isEmpty()
                            ? Map.of()
                            : fields(run.sent(hop.carries()).message());
            List<String> keys = any(ours, "ks");
            expected.add(Map.of(
                    "sdp.crypto.tag", any(ours, "tag"),
                    "sdp.crypto.crypto_suite",
                            any(ours, "suite").stream()
                                    .map(suite -> suite.replace("\"", ""))
                                    .toList(),
                    "sdp.crypto.master_key",
                            keys.stream().map(key -> key.substring(0, 32)).toList(),
                    "sdp.crypto.master_salt",
                            keys.stream().map(key -> key.substring(32, 60)).toList()));
        }
        assertEquals(expected, packets);
        assertEquals(
                Set.of(0, 1, 2), // Nothing, an answer, an offer.
                Set.copyOf(packets.stream()
                        .map(packet -> packet.get("sdp.crypto.tag").size())
                        .toList()));
    }

    /** A field of a message of one line, or of each line of a message of many. */
    private static List<String> any(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, fields.getOrDefault("Crypto." + name, List.of()));
    }

    @ParameterizedTest
    @MethodSource("all")
    void mediaIsSrtpSetUpByTheDescriptionsBefore(Run run) {
        List<Map<String, List<String>>> packets = read(
                run, List.of("frame.number", "_ws.col.Protocol", "rtp.setup-method", "rtp.setup-frame", "rtp.seq"));
        List<Entry.Hop> hops = run.hops();
        assertEquals(run.isAccepted(), !run.media().isEmpty());
        for (int i = 0; i < hops.size(); i++) {
            Map<String, List<String>> packet = packets.get(i);
            if (hops.get(i).transport() == Entry.Transport.SIP) {
                assertEquals(List.of(), packet.get("rtp.setup-method"));
                continue;
            }
            assertEquals(List.of("SRTP"), packet.get("_ws.col.Protocol"));
            assertEquals(List.of("SDP"), packet.get("rtp.setup-method"));
            assertEquals(List.of("1"), packet.get("rtp.seq"));
            assertTrue(only(packet, "rtp.setup-frame") < only(packet, "frame.number"), packet::toString);
        }
    }

    private static int only(Map<String, List<String>> packet, String field) {
        assertEquals(1, packet.get(field).size(), field);
        return Integer.parseInt(packet.get(field).getFirst());
    }

    /**
     * Wireshark takes the suite of the first crypto line of a call, an offer, for all of its media: where the answer
     * chooses the second line, only libsrtp can judge.
     */
    @ParameterizedTest
    @MethodSource("sdesAsWritten")
    void theFirstSuiteSaysWhereTheTagBegins(Run run) {
        assertEquals("aes80", run.transcript().options().get("prefer"));
        List<Map<String, List<String>>> expected = new ArrayList<>();
        for (Entry.Hop hop : run.media()) {
            // RFC 4568 section 6.2.1: a tag of 80 bits.
            int tag = hop.octets().length - 10;
            expected.add(Map.of(
                    "srtp.enc_payload", List.of(HexFormat.of().formatHex(hop.octets(), 12, tag)),
                    "srtp.auth_tag", List.of(HexFormat.of().formatHex(hop.octets(), tag, hop.octets().length))));
        }
        assertEquals(
                expected,
                read(run, List.of("srtp.enc_payload", "srtp.auth_tag")).stream()
                        .filter(packet -> !present(packet).isEmpty())
                        .toList());
    }

    @Test
    void anAuthenticationFailureIsErrorNumberZeroInA488() {
        Run run = Run.refused();
        // RFC 3830 section 6.12: 0 is authentication failure.
        List<Map<String, List<String>>> refusals =
                read(run, List.of("sip.Status-Code", "mikey.type", "mikey.err.no", "mikey.err.reserved")).stream()
                        .filter(packet -> packet.get("sip.Status-Code").equals(List.of("488")))
                        .toList();
        Map<String, List<String>> expected = Map.of(
                "sip.Status-Code", List.of("488"),
                "mikey.type", List.of("6"),
                "mikey.err.no", List.of("0"),
                "mikey.err.reserved", List.of("0000"));
        assertEquals(List.of(expected, expected, expected), refusals);
    }

    @Test
    void aProxySeesTheSignallingOfItsHopsAndNoMedia() {
        for (Run run : List.of(Run.of(Run.MIKEY, "basic"), Run.of(Run.SDES, "lossy"))) {
            assertEquals(
                    run.signalling().stream()
                            .filter(hop -> hop.from().name().equals("ProxyA")
                                    || hop.to().name().equals("ProxyA"))
                            .map(CaptureTest::packet)
                            .toList(),
                    Tshark.fields(saved(run, "ProxyA"), "", "ip.src", "ip.dst", "udp.payload"));
        }
    }

    @Test
    void theOpenNetworkSeesMediaAloneWhereEveryHopIsProtected() {
        for (Run run : List.of(Run.of(Run.MIKEY, "basic"), Run.of(Run.SDES, "passive"))) {
            assertEquals(
                    run.media().stream().map(CaptureTest::packet).toList(),
                    Tshark.fields(saved(run, "Network"), "", "ip.src", "ip.dst", "udp.payload"));
        }
    }

    @Test
    void theOpenNetworkSeesAllWhereNoHopIsProtected() {
        Run run = Run.of(Run.SDES, "clear");
        assertEquals(
                run.hops().stream().map(CaptureTest::packet).toList(),
                Tshark.fields(saved(run, "Network"), "", "ip.src", "ip.dst", "udp.payload"));
    }

    private static Map<String, List<String>> packet(Entry.Hop hop) {
        return Map.of(
                "ip.src", List.of(hop.from().address()),
                "ip.dst", List.of(hop.to().address()),
                "udp.payload", List.of(HexFormat.of().formatHex(hop.octets())));
    }
}
