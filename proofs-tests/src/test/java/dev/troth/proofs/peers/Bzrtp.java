package dev.troth.proofs.peers;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** libbzrtp as a ZRTP endpoint on the loopback interface ({@code src/test/c/bzrtp_peer.c}). */
final class Bzrtp {
    private static final class Harness {
        static final Path PROGRAM = NativeHarness.compile("bzrtp_peer", "libbzrtp");
    }

    private Bzrtp() {}

    /**
     * What an endpoint came to.
     *
     * @param sas what its user would read
     * @param sendKey the master key and salt that it sends under
     */
    record Outcome(String sas, byte[] sendKey, byte[] receiveKey) {}

    /** Compiles the program, so that the first call does not take the time. */
    static void prepare() {
        Harness.PROGRAM.toString();
    }

    /**
     * Runs one endpoint to its end, on a port that the system chooses.
     *
     * @param keyAgreement its only key agreement type beside the mandatory one: X255 or DH3k
     */
    static Outcome run(int peerPort, String keyAgreement) {
        List<String> command = List.of(Harness.PROGRAM.toString(), "0", String.valueOf(peerPort), keyAgreement, "10");
        Program.Outcome outcome = Program.run(command, Duration.ofSeconds(20));
        if (outcome.exit() != 0) {
            throw new AssertionError("bzrtp is not secure: " + outcome.out() + outcome.err());
        }
        Map<String, String> lines = new LinkedHashMap<>();
        outcome.out().lines().forEach(line -> {
            int blank = line.indexOf(' ');
            lines.put(
                    blank < 0 ? line : line.substring(0, blank),
                    line.substring(blank + 1).replace(" ", ""));
        });
        HexFormat hex = HexFormat.of();
        return new Outcome(
                lines.getOrDefault("sas", ""),
                hex.parseHex(lines.getOrDefault("send", "")),
                hex.parseHex(lines.getOrDefault("receive", "")));
    }
}
