package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.peer.UdpWire;
import dev.troth.reference.run.LiveRun;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The specification of DTLS-SRTP against OpenSSL, as client and as server, over real sockets on loopback. */
@RequiresPeer(Peer.OPENSSL)
class OpensslTest {
    private static final int RUNS = 20;
    private static final int AT_ONCE = 5;
    private static final long LIMIT = 15_000_000_000L;
    private static final Protocol DTLS = Specs.read(new Library().named("dtls-srtp"));

    @TempDir
    static Path folder;

    private static Openssl.Identity identity;

    @BeforeAll
    static void makesAnIdentity() {
        identity = Openssl.Identity.in(folder);
    }

    private static Role role(String name) {
        return DTLS.roles().stream()
                .filter(r -> r.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int option(String name) {
        return DTLS.option(name);
    }

    private static int value(String option, String name) {
        return DTLS.options().get(option(option)).values().indexOf(name);
    }

    /** A handshake without signalling, in which what the hellos say is read. */
    private static Transcript run(String role, UdpWire wire, long seed) {
        Map<Integer, Integer> options = Map.of(
                option("signalled"), value("signalled", "off"), option("extensions"), value("extensions", "checked"));
        return LiveRun.run(
                DTLS, LiveRun.settings(role(role), List.of("Alice", "Bob"), seed, options), "user.call", wire, LIMIT);
    }

    private record Both(Transcript ours, byte[] theirs, boolean isClient) {}

    private static Both call(String role, long seed) throws Exception {
        Path out = folder.resolve(role + seed + ".txt");
        if (role.equals("Answerer")) {
            try (Openssl server = Openssl.server(identity, out);
                    UdpWire wire = new UdpWire(0, server.port())) {
                Transcript ours = run(role, wire, seed);
                return new Both(ours, server.exported(), true);
            }
        }
        try (UdpWire wire = new UdpWire(0, 0);
                Openssl client = Openssl.client(wire.port(), identity, out)) {
            Transcript ours = run(role, wire, seed);
            return new Both(ours, client.exported(), false);
        }
    }

    private static byte[] exported(Transcript transcript, String target) {
        return transcript.entries().stream()
                .filter(e -> e instanceof Entry.Value v
                        && v.kind() == Entry.Kind.EXPORTED
                        && v.name().equals(target))
                .map(e -> ((Datum.Octets) ((Entry.Value) e).value()).octets())
                .findFirst()
                .orElse(new byte[0]);
    }

    /** Key and salt of one direction in what is exported: client key, server key, client salt, server salt. */
    private static byte[] direction(byte[] exported, boolean client) {
        byte[] both = new byte[30];
        System.arraycopy(exported, client ? 0 : 16, both, 0, 16);
        System.arraycopy(exported, client ? 32 : 46, both, 16, 14);
        return both;
    }

    private static void assertTheSame(Both both) {
        assertEquals("Connected", both.ours().outcomes().getFirst().state());
        assertArrayEquals(direction(both.theirs(), both.isClient()), exported(both.ours(), "srtp.out"));
        assertArrayEquals(direction(both.theirs(), !both.isClient()), exported(both.ours(), "srtp.in"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Answerer", "Offerer"})
    void bothEndsExportTheSameKeys(String role) throws Exception {
        List<Callable<Both>> calls = new ArrayList<>();
        for (int i = 0; i < RUNS; i++) {
            long seed = 1 + i;
            calls.add(() -> call(role, seed));
        }
        try (ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            int whole = 0;
            for (Future<Both> result : pool.invokeAll(calls)) {
                assertTheSame(result.get());
                whole++;
            }
            assertEquals(RUNS, whole);
        }
    }

    /** What the specification sends under the keys that OpenSSL exports is SRTP for libsrtp. */
    @Test
    @RequiresPeer(Peer.LIBSRTP)
    void libsrtpOpensThePacketUnderTheKeysOfOpenssl() throws Exception {
        Both both = call("Answerer", 77);
        byte[] packet = both.ours().entries().stream()
                .filter(e -> e instanceof Entry.Hop h && h.carries().startsWith("Srtp#"))
                .map(e -> ((Entry.Hop) e).octets())
                .findFirst()
                .orElseThrow();
        byte[] rtp = LibSrtp.unprotect(LibSrtp.Profile.AES_CM_128_HMAC_SHA1_80, direction(both.theirs(), true), packet)
                .orElseThrow();
        assertEquals(
                "hello, this is the answerer",
                new String(Arrays.copyOfRange(rtp, 12, rtp.length), StandardCharsets.UTF_8));
    }

    @Test
    @RequiresPeer(Peer.TSHARK)
    void tsharkReadsEveryPacketOfTheHandshake() throws Exception {
        Path capture = folder.resolve("call.pcapng");
        Files.write(capture, Capture.pcapng(call("Offerer", 78).ours(), null));
        String read = Tshark.verboseAs(capture, "udp.port==49170,dtls");
        for (String kind : List.of(
                "Client Hello",
                "Hello Verify Request",
                "Server Hello",
                "Certificate",
                "Server Key Exchange",
                "Certificate Request",
                "Server Hello Done",
                "Client Key Exchange",
                "Certificate Verify",
                "Change Cipher Spec")) {
            assertTrue(read.contains(kind), kind);
        }
        assertTrue(!read.contains("Malformed"), read);
    }
}
