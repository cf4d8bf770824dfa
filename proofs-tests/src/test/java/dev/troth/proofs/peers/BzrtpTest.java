package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.peer.UdpWire;
import dev.troth.reference.run.LiveRun;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The specification of ZRTP against another implementation, over real sockets on loopback. */
@RequiresPeer(Peer.BZRTP)
class BzrtpTest {
    private static final int RUNS = 20;
    private static final int AT_ONCE = 5;
    private static final long LIMIT = 12_000_000_000L;
    private static final Protocol ZRTP = Specs.read(new Library().named("zrtp-dh"));

    private static Map<Integer, Integer> options(String group) {
        Map<Integer, Integer> options = new LinkedHashMap<>();
        int sas = ZRTP.option("sas");
        options.put(sas, ZRTP.options().get(sas).values().indexOf("skipped"));
        int option = ZRTP.option("group");
        options.put(option, ZRTP.options().get(option).values().indexOf(group));
        return options;
    }

    /** What both ends of one call came to. */
    private record Both(Transcript ours, Bzrtp.Outcome theirs) {}

    private static Both call(String event, String group, String keyAgreement, long seed) throws Exception {
        // Its port is known when its first Hello comes: no port is chosen before somebody has it.
        try (UdpWire wire = new UdpWire(0, 0);
                ExecutorService beside = Executors.newSingleThreadExecutor()) {
            int port = wire.port();
            Future<Bzrtp.Outcome> theirs = beside.submit(() -> Bzrtp.run(port, keyAgreement));
            Transcript ours = LiveRun.run(
                    ZRTP,
                    LiveRun.settings(ZRTP.roles().getFirst(), List.of("Alice", "Bob"), seed, options(group)),
                    event,
                    wire,
                    LIMIT);
            return new Both(ours, theirs.get());
        }
    }

    private static String exported(Transcript transcript, String target) {
        return values(transcript, Entry.Kind.EXPORTED)
                .filter(v -> v.name().equals(target))
                .map(v -> HexFormat.of().formatHex(((Datum.Octets) v.value()).octets()))
                .findFirst()
                .orElse("nothing");
    }

    private static Stream<Entry.Value> values(Transcript transcript, Entry.Kind kind) {
        return transcript.entries().stream()
                .filter(Entry.Value.class::isInstance)
                .map(Entry.Value.class::cast)
                .filter(v -> v.kind() == kind);
    }

    private static void assertTheSame(Both both) {
        assertEquals("Secure", both.ours().outcomes().getFirst().state());
        assertEquals(HexFormat.of().formatHex(both.theirs().receiveKey()), exported(both.ours(), "srtp.out"));
        assertEquals(HexFormat.of().formatHex(both.theirs().sendKey()), exported(both.ours(), "srtp.in"));
        List<String> shown = values(both.ours(), Entry.Kind.SHOWN)
                .map(v -> new String(Octetting.octets(v.value()), StandardCharsets.UTF_8))
                .toList();
        assertTrue(
                shown.contains(both.theirs().sas()), shown + " " + both.theirs().sas());
    }

    /**
     * The same keys and the same SAS on both sides, each time: bzrtp always commits, so as {@code user.call} both do, and as
     * {@code user.answer} it is the initiator.
     */
    @ParameterizedTest
    @CsvSource({"user.call", "user.answer"})
    void bothEndsAgreeOnKeysAndSas(String event) throws Exception {
        Bzrtp.prepare();
        List<Callable<Both>> calls = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long seed = 1 + i;
            calls.add(() -> call(event, "x25519", "X255", seed));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<Both>> results = pool.invokeAll(calls);
            int whole = 0;
            for (Future<Both> result : results) {
                assertTheSame(result.get());
                whole++;
            }
            assertEquals(RUNS, whole);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /**
     * P-256 is not in this build of bzrtp: who likes it best takes X25519 with it, or what everybody has where bzrtp has only
     * that (RFC 6189 section 4.1.2). Of X25519 and DH3k the faster one is taken, whoever likes which best.
     */
    @ParameterizedTest
    @CsvSource({"dh3072, DH3k, DH3k", "p256, DH3k, DH3k", "p256, X255, X255", "dh3072, X255, X255", "x25519, DH3k, DH3k"
    })
    void bothTakeTheFasterOfTheirFirstChoices(String group, String theirs, String taken) throws Exception {
        for (String event : List.of("user.call", "user.answer")) {
            Both both = call(event, group, theirs, 7);
            assertTheSame(both);
            assertTrue(committed(both.ours()).stream().allMatch(taken::equals), committed(both.ours())::toString);
        }
    }

    /** The key agreement types of the Commits that are sent and read. */
    private static List<String> committed(Transcript transcript) {
        List<String> types = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            Datum.Msg message = switch (entry) {
                case Entry.MessageSent sent -> sent.message();
                case Entry.MessageRead read -> read.message();
                default -> null;
            };
            if (message != null && message.message().name().equals("Commit")) {
                Dissection.dissect(message).stream()
                        .filter(f -> f.path().equals("ka"))
                        .forEach(f -> types.add(f.shown().replace("\"", "").strip()));
            }
        }
        assertTrue(!types.isEmpty());
        return types;
    }

    @Test
    @RequiresPeer(Peer.TSHARK)
    void tsharkReadsEveryPacketOfTheCall(@TempDir Path folder) throws Exception {
        Path capture = folder.resolve("call.pcapng");
        Files.write(
                capture, Capture.pcapng(call("user.call", "x25519", "X255", 3).ours(), null));
        String read = Tshark.verboseAs(capture, "udp.port==49170,zrtp");
        for (String kind :
                List.of("Hello", "HelloACK", "Commit", "DHPart1", "DHPart2", "Confirm1", "Confirm2", "Conf2ACK")) {
            assertTrue(read.contains("Type: " + kind), kind);
        }
        assertTrue(!read.contains("Malformed"), read);
        assertTrue(!read.contains("Checksum Status: Bad"), read);
    }
}
