package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * libsrtp2 as sender and receiver of one SRTP stream ({@code src/test/c/srtp_unprotect.c}). Each call is a new session:
 * rollover counter 0, nothing received yet.
 *
 * <p>A packet is whole, from its RTP header on; the key is the master key (16 octets) followed by the master salt (14).
 */
public final class LibSrtp {

    /** SRTP protection profiles, by their names in RFC 4568 section 6.2. */
    public enum Profile {
        AES_CM_128_HMAC_SHA1_80,
        AES_CM_128_HMAC_SHA1_32
    }

    private static final class Harness {
        static final Path PROGRAM = NativeHarness.compile("srtp_unprotect", "libsrtp2");
    }

    private LibSrtp() {}

    /** The RTP packet in an SRTP packet; empty if libsrtp refuses it. */
    public static Optional<byte[]> unprotect(Profile profile, byte[] keyAndSalt, byte[] packet) {
        return unprotectAll(profile, keyAndSalt, List.of(packet)).getFirst();
    }

    /** The RTP packets in SRTP packets that arrive in this order, each empty if libsrtp refuses it (also as replayed). */
    public static List<Optional<byte[]>> unprotectAll(Profile profile, byte[] keyAndSalt, List<byte[]> packets) {
        return run("unprotect", profile, keyAndSalt, packets);
    }

    /** The SRTP packet for an RTP packet. */
    public static byte[] protect(Profile profile, byte[] keyAndSalt, byte[] packet) {
        return run("protect", profile, keyAndSalt, List.of(packet))
                .getFirst()
                .orElseThrow(() -> new AssertionError("libsrtp does not protect this packet."));
    }

    private static List<Optional<byte[]>> run(String mode, Profile profile, byte[] keyAndSalt, List<byte[]> packets) {
        HexFormat hex = HexFormat.of();
        List<String> command = new ArrayList<>(
                List.of(Harness.PROGRAM.toString(), mode, profile.toString(), hex.formatHex(keyAndSalt)));
        packets.forEach(packet -> command.add(hex.formatHex(packet)));
        List<Optional<byte[]>> results = Program.output(command)
                .lines()
                .map(line -> line.startsWith("refused ") ? Optional.<byte[]>empty() : Optional.of(hex.parseHex(line)))
                .toList();
        assertEquals(packets.size(), results.size());
        return results;
    }
}
