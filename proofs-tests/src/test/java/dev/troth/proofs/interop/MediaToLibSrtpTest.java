package dev.troth.proofs.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.troth.proofs.peers.LibSrtp;
import dev.troth.proofs.peers.LibSrtp.Profile;
import dev.troth.proofs.peers.Peer;
import dev.troth.proofs.peers.RequiresPeer;
import dev.troth.reference.transcript.Entry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** libsrtp opens the media of every run with the keys that the run exports, and with no others. */
@RequiresPeer(Peer.LIBSRTP)
class MediaToLibSrtpTest {

    private static final int RTP_HEADER = 12;

    /** A media packet, the session that sent it, and how it is protected. */
    private record Packet(Entry.Who sender, byte[] octets, Profile profile) {}

    static Stream<Run> runs() {
        return Stream.concat(
                Run.all(),
                Stream.of(
                        Run.of(Run.SDES, "basic", "prefer=aes32"),
                        Run.of(Run.SDES, "lossy", "prefer=aes32"),
                        Run.of(Run.MIKEY, "basic", "confirm=off"),
                        Run.of(Run.MIKEY, "basic", "ids=none")));
    }

    private static List<Packet> packets(Run run) {
        Profile profile = "aes32".equals(run.transcript().options().get("prefer"))
                ? Profile.AES_CM_128_HMAC_SHA1_32
                : Profile.AES_CM_128_HMAC_SHA1_80;
        List<Packet> packets = new ArrayList<>();
        for (Entry.Hop hop : run.media()) {
            packets.add(new Packet(run.sent(hop.carries()).who(), hop.octets(), profile));
        }
        return packets;
    }

    /** What the specifications say that a role says. */
    private static String words(Entry.Who who) {
        return "hello, this is the " + who.role().toLowerCase(Locale.ROOT);
    }

    /** Sessions 1 and 2 are the call that Alice makes; a later one answers an attacker. */
    private static boolean isOfTheCall(Packet packet) {
        return packet.sender.session() <= 2;
    }

    /** The session at the other end of Alice's call. */
    private static Entry.Who other(Run run, Entry.Who who) {
        return run.transcript().outcomes().get(2 - who.session()).who();
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theSendersKeyOpensItsPacketsToWhatItSaid(Run run) {
        for (Packet packet : packets(run)) {
            byte[] key = run.exported(packet.sender, "srtp.out");
            byte[] rtp = LibSrtp.unprotect(packet.profile, key, packet.octets).orElseThrow();
            assertEquals(
                    hex(Arrays.copyOf(packet.octets, RTP_HEADER)) + " " + words(packet.sender),
                    hex(Arrays.copyOf(rtp, RTP_HEADER)) + " "
                            + new String(rtp, RTP_HEADER, rtp.length - RTP_HEADER, StandardCharsets.US_ASCII));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theReceiversKeyOpensThemToo(Run run) {
        for (Packet packet :
                packets(run).stream().filter(MediaToLibSrtpTest::isOfTheCall).toList()) {
            byte[] key = run.exported(other(run, packet.sender), "srtp.in");
            assertNotEquals(Optional.empty(), LibSrtp.unprotect(packet.profile, key, packet.octets));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void theKeyOfTheOtherDirectionIsRefused(Run run) {
        for (Packet packet : packets(run)) {
            byte[] key = run.exported(packet.sender, "srtp.in");
            assertEquals(Optional.empty(), LibSrtp.unprotect(packet.profile, key, packet.octets));
        }
    }

    @ParameterizedTest
    @MethodSource("runs")
    void libsrtpProtectsTheSameWordsToTheSamePacket(Run run) {
        for (Packet packet : packets(run)) {
            byte[] said = words(packet.sender).getBytes(StandardCharsets.US_ASCII);
            byte[] rtp = Arrays.copyOf(packet.octets, RTP_HEADER + said.length);
            System.arraycopy(said, 0, rtp, RTP_HEADER, said.length);
            byte[] key = run.exported(packet.sender, "srtp.out");
            assertEquals(hex(packet.octets), hex(LibSrtp.protect(packet.profile, key, rtp)));
        }
    }

    /** In SDES the callee draws its key anew for every answer. */
    @Test
    void whatBobSaysInAReplayedSdesCallIsClosedToAlice() {
        Run run = Run.of(Run.SDES, "replay");
        Packet packet = packets(run).getLast();
        assertEquals(3, packet.sender.session());
        byte[] key = run.exported(run.transcript().outcomes().getFirst().who(), "srtp.in");
        assertEquals(Optional.empty(), LibSrtp.unprotect(packet.profile, key, packet.octets));
    }

    @Test
    void bothSidesSpeakInBothProtocolsAndBothSuites() {
        for (Run run : List.of(
                Run.of(Run.MIKEY, "basic"),
                Run.of(Run.SDES, "basic", "prefer=aes80"),
                Run.of(Run.SDES, "basic", "prefer=aes32"))) {
            Set<String> speakers = new LinkedHashSet<>();
            packets(run).forEach(packet -> speakers.add(packet.sender.agent()));
            assertEquals(Set.of("Alice", "Bob"), speakers, run.name());
        }
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
