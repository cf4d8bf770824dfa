package dev.troth.proofs.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.compare.Comparison;
import dev.troth.reference.compare.NetworkProfile;
import dev.troth.reference.compare.Requirements;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.StatedProperty.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The comparison against the evaluation that RFC 5479 publishes in its appendix A, cell by cell. */
class Rfc5479Test {
    private static final Path TABLE = Path.of("..", "spec", "docs", "rfc5479.csv");
    private static final Map<String, String> SPECIFICATIONS = Map.of(
            "SDES", "sdes",
            "MIKEY-PSK", "mikey-psk",
            "ZRTP", "zrtp-dh",
            "DTLS-SRTP", "dtls-srtp");

    /** Cells in which the specifications say otherwise, and why. */
    private static final Map<String, String> DIFFERENCES = Map.of(
            "SDES R-PFS",
            "published as not applicable, for SDES has no long-term secret; the hops have one, and TLS with ephemeral keys protects them",
            "MIKEY-PSK R-FORK-RETARGET",
            "published for devices that share the pre-shared key, as they must to answer; the other device here is somebody else's",
            "MIKEY-PSK R-AVOID-CLIPPING",
            "published for a caller that needs no answer; with the verification message (confirm = on) ours waits for it",
            "ZRTP R-ASSOC",
            "published for calls with a=zrtp-hash, an option here (signalled = sip)",
            "ZRTP R-AVOID-CLIPPING",
            "published as not clipped because RTP flows until the keys are there: heard, and not protected",
            "DTLS-SRTP R-AVOID-CLIPPING",
            "published as not clipped once the handshake is complete: until then nothing is sent protected");

    private record Cell(String mechanism, String section, String asked, String published) {}

    private static List<Cell> cells() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .map(part -> new Cell(part[0], part[1], part[2], part[3]))
                .toList();
    }

    private static Requirements requirements(String specification) {
        Comparison.Subject subject =
                new Comparison.Subject(specification, Specs.read(new Library().named(specification)), Map.of());
        NetworkProfile profile = new NetworkProfile(100_000_000, 0, 0, -1, false, 1, 1);
        return Comparison.of(List.of(subject), profile, done -> {}).getFirst().requirements();
    }

    @Test
    void everyPublishedCellIsWhatTheSpecificationShowsOrIsExplained() throws IOException {
        Map<String, Requirements> known = new TreeMap<>();
        TreeSet<String> different = new TreeSet<>();
        for (Cell cell : cells()) {
            String specification = SPECIFICATIONS.getOrDefault(cell.mechanism(), "");
            assertFalse(specification.isEmpty(), cell.toString());
            Requirements all = known.computeIfAbsent(specification, Rfc5479Test::requirements);
            Requirements.Answered answered = all.of(cell.section(), cell.asked());
            assertNotNull(answered, cell.toString());
            Answer answer = answered.answer();
            assertNotNull(answer, cell + ": neither computed nor stated");
            if (!answer.name().toLowerCase(Locale.ROOT).equals(cell.published())) {
                different.add(cell.mechanism() + " " + cell.section());
            }
        }
        assertEquals(new TreeSet<>(DIFFERENCES.keySet()), different);
    }

    /** What can be computed is not left to the file, whatever it states. */
    @Test
    void whatARunShowsIsComputed() {
        for (String specification : SPECIFICATIONS.values()) {
            Requirements all = requirements(specification);
            for (String section : List.of(
                    "R-FORK-RETARGET", "R-DISTINCT", "R-AVOID-CLIPPING", "R-RTP-CHECK", "R-COMPUTE", "R-PASS-SIG")) {
                assertTrue(
                        all.all().stream().anyMatch(a -> a.section().equals(section) && a.computed()),
                        specification + " " + section);
            }
            assertTrue(all.all().stream().anyMatch(a -> !a.computed() && a.answer() != null), specification);
        }
    }

    /** No cell of a mechanism is forgotten. */
    @Test
    void everyMechanismHasTheSameRows() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (Cell cell : cells()) {
            rows.merge(cell.mechanism(), 1L, Long::sum);
        }
        assertEquals(SPECIFICATIONS.keySet(), rows.keySet());
        assertEquals(1, new TreeSet<>(rows.values()).size());
    }
}
