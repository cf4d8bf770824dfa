package dev.troth.proofs.verdicts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.attack.Replay;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Ref;
import dev.troth.statemachine.claim.Answers;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Explorer;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Scene;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The shipped specifications against the table of published verdicts, and the search against what the specifications
 * expect. The search of some files only: {@code -Dtest=VerdictsTest -Dtroth.verdicts=nspk,bke}
 */
class VerdictsTest {
    private static final Path PROTOCOLS = Path.of("..", "spec", "protocols");

    /** Rows that no specification encodes, and why. */
    private static final Map<String, String> OUT_OF_SCOPE = Map.of(
            "M10", "no specification of MIKEY-NULL",
            "M15", "the weakness is computational: there is nothing symbolic to ask beyond M08",
            "M16", "no specification of MIKEY-RSA-R");

    /** Protocols of the compromise matrix that no claim answers, and why. */
    private static final Map<String, String> NOT_IN_THE_MATRIX =
            Map.of("MIKEY-PSK", "the specification has compromise models of its own; M01 and M03 stand for the cells");

    /** Where the specifications contradict the table, and why. */
    private static final Map<String, String> DEVIATIONS = Map.of(
            "A.3 JKL-TS1-2004 AFC responder",
            "published as ok; the key is a hash of g^ab and public nonces, and a correct run is followed by a reveal",
            "A.3 JKL-TS1-2008 AFC responder",
            "published as ok; the names in the hash are public too",
            "A.3 HMQV 2-pass CKh initiator",
            "published as an attack; there is none when partners are those with matching histories",
            "A.3 MIKEY-SAKKE SKR initiator",
            "published as ok; nothing sealed names the initiator, so another may sign it as his own and ask for that key",
            "A.3 MIKEY-SAKKE SKR responder",
            "published as ok; what was opened is forgotten after some time, and then opened again for another who signs it",
            "A.3 MIKEY-SAKKE AFC initiator",
            "published as an attack; here nothing has reached a partner yet when the only message is sent");

    /** Which choice of options of a specification a protocol of the matrix is. */
    private record Edition(String file, Map<String, String> options) {
        Edition(String file) {
            this(file, Map.of());
        }
    }

    private static final Map<String, Edition> MATRIX = Map.of(
            "SIG-DH", new Edition("sig-dh"),
            "STS-mod", new Edition("sts-mod"),
            "BKE", new Edition("bke"),
            "UM", new Edition("um", Map.of("confirm", "off")),
            "HMQV 2-pass", new Edition("hmqv", Map.of("confirm", "off")),
            "JKL-TS1-2004", new Edition("jkl-ts1", Map.of("edition", "y2004")),
            "JKL-TS1-2008", new Edition("jkl-ts1", Map.of("edition", "y2008")),
            "MIKEY-RSA", new Edition("mikey-rsa-core", Map.of("ids", "on", "cache", "on")),
            "MIKEY-DH-SIGN", new Edition("mikey-dh-sign-core", Map.of("idr", "on")),
            "MIKEY-SAKKE", new Edition("mikey-sakke-core"));

    private static final List<Row> TABLE = Row.all();
    private static final Map<String, Protocol> SPECIFICATIONS = specifications();

    private static Map<String, Protocol> specifications() {
        Map<String, Protocol> found = new TreeMap<>();
        try (Stream<Path> files = Files.walk(PROTOCOLS)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".troth")).toList()) {
                if (Files.readString(file).lines().anyMatch(line -> line.startsWith("protocol "))) {
                    String name = file.getFileName().toString().replace(".troth", "");
                    Protocol twin = found.put(name, Specs.read(new Library().file(file.toString())));
                    assertEquals(null, twin, name);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    /** The rows and groups that a claim names. */
    private static List<String> sections(Claim claim) {
        return claim.refs().stream()
                .filter(ref -> ref.document().equals("Verdicts"))
                .map(Ref::section)
                .toList();
    }

    private static Set<String> sections() {
        Set<String> sections = new TreeSet<>();
        for (Protocol protocol : SPECIFICATIONS.values()) {
            protocol.claims().forEach(claim -> sections.addAll(sections(claim)));
        }
        return sections;
    }

    @Test
    void everyRowHasAnIdOfItsOwnAndAVerdict() {
        Set<String> ids = new HashSet<>();
        for (Row row : TABLE) {
            assertTrue(ids.add(row.id()), row.id());
            assertTrue(Set.of("ATT", "HOLDS", "MIXED").contains(row.verdict()), row.toString());
            assertTrue(Set.of("H", "M", "L").contains(row.confidence()), row.toString());
        }
    }

    @Test
    void everyRowIsNamedByAClaimUnlessItIsOutOfScope() {
        Set<String> unnamed = new TreeSet<>();
        Set<String> named = sections();
        for (Row row : TABLE) {
            if (row.standsAlone() && named.stream().noneMatch(row::isNamedBy)) {
                unnamed.add(row.id());
            }
        }
        assertEquals(new TreeSet<>(OUT_OF_SCOPE.keySet()), unnamed);
    }

    @Test
    void noClaimNamesARowThatIsNotInTheTable() {
        for (String section : sections()) {
            assertTrue(TABLE.stream().anyMatch(row -> row.isNamedBy(section)), section);
        }
    }

    /** A rough comparison: a verdict says of a whole row what several claims expect one by one. */
    @Test
    void everyVerdictIsAmongTheExpectationsOfTheClaimsThatNameIt() {
        for (Row row : TABLE) {
            if (row.standsAlone() && !OUT_OF_SCOPE.containsKey(row.id())) {
                Set<Boolean> expected = new HashSet<>();
                for (Protocol protocol : SPECIFICATIONS.values()) {
                    protocol.claims().stream()
                            .filter(claim -> sections(claim).contains(row.id()))
                            .flatMap(claim -> claim.expectations().stream())
                            .forEach(expectation -> expected.add(expectation.holds()));
                }
                assertTrue(row.verdict().equals("ATT") || expected.contains(true), row + ": nothing holds");
                assertTrue(row.verdict().equals("HOLDS") || expected.contains(false), row + ": nothing breaks");
            }
        }
    }

    @Test
    void theMatrixSaysWhatTheSpecificationsExpect() {
        Set<String> deviations = new TreeSet<>();
        for (Row row : TABLE) {
            if (!row.isNamedBy("A.3") || NOT_IN_THE_MATRIX.containsKey(row.protocol())) {
                continue;
            }
            Edition edition = Objects.requireNonNull(MATRIX.get(row.protocol()), row.id());
            String[] ends = row.detail().split(" ", -1);
            assertEquals(2, ends.length, row.id());
            String verdict = !ends[0].equals(ends[1]) ? "MIXED" : ends[0].equals("ok") ? "HOLDS" : "ATT";
            assertEquals(verdict, row.verdict(), row.id());
            for (int end = 0; end < 2; end++) {
                String name = end == 0 ? "initiator" : "responder";
                boolean published = switch (ends[end]) {
                    case "ok" -> true;
                    case "A" -> false;
                    default -> throw new AssertionError(row.id() + ": " + row.detail());
                };
                if (expected(edition, row.attacker(), end, row.id() + " " + name) != published) {
                    deviations.add(row.id() + " " + name);
                }
            }
        }
        assertEquals(new TreeSet<>(DEVIATIONS.keySet()), deviations);
    }

    /** Whether the claim of an end holds, says the specification. */
    private static boolean expected(Edition edition, String model, int end, String cell) {
        Protocol protocol = SPECIFICATIONS.get(edition.file());
        List<Claim> claims = protocol.claims().stream()
                .filter(c -> sections(c).contains("A.3") && end(c) == end)
                .filter(c -> c.property() instanceof Claim.Secret)
                .toList();
        assertEquals(1, claims.size(), cell);
        Compromise compromise = protocol.compromises().stream()
                .filter(c -> c.name().equals(model))
                .findFirst()
                .orElseThrow(() -> new AssertionError(cell + ": no model"));
        List<Question> questions =
                new Questions(protocol).of(claims.getFirst(), compromise, options(protocol, edition.options()));
        assertEquals(1, questions.size(), cell);
        return Objects.requireNonNull(questions.getFirst().expected(), cell + ": the specification says nothing");
    }

    /** 0 for a claim of the initiator, 1 for one of the responder. */
    private static int end(Claim claim) {
        return switch (claim.name().substring(0, 2)) {
            case "i_", "a_" -> 0;
            case "r_", "b_" -> 1;
            default -> throw new AssertionError(claim.name() + ": neither the initiator's nor the responder's");
        };
    }

    private static Map<Integer, Integer> options(Protocol protocol, Map<String, String> chosen) {
        Map<Integer, Integer> options = new TreeMap<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < protocol.options().size(); i++) {
            Protocol.Option option = protocol.options().get(i);
            known.add(option.name());
            String value = chosen.getOrDefault(option.name(), option.values().getFirst());
            int index = option.values().indexOf(value);
            assertTrue(index >= 0, option.name() + " = " + value);
            options.put(i, index);
        }
        assertTrue(known.containsAll(chosen.keySet()), chosen.toString());
        return options;
    }

    @Test
    void everyClaimOfTheMatrixIsComparedWithIt() {
        Set<String> carrying = new TreeSet<>();
        SPECIFICATIONS.forEach((file, protocol) -> {
            if (protocol.claims().stream().anyMatch(c -> sections(c).contains("A.3"))) {
                carrying.add(file);
            }
        });
        Set<String> compared = new TreeSet<>();
        MATRIX.values().forEach(edition -> compared.add(edition.file()));
        assertEquals(compared, carrying);
        Set<String> published = new TreeSet<>();
        TABLE.stream().filter(row -> row.isNamedBy("A.3")).forEach(row -> published.add(row.protocol()));
        Set<String> known = new TreeSet<>(MATRIX.keySet());
        known.addAll(NOT_IN_THE_MATRIX.keySet());
        assertEquals(published, known);
    }

    @TestFactory
    Stream<DynamicTest> theSearchAnswersWhatTheSpecificationExpects() {
        String chosen = System.getProperty("troth.verdicts", "");
        Set<String> files = chosen.isEmpty() ? SPECIFICATIONS.keySet() : new TreeSet<>(List.of(chosen.split(",", -1)));
        return files.stream().map(file -> {
            Protocol protocol = Objects.requireNonNull(SPECIFICATIONS.get(file), "no specification " + file);
            return DynamicTest.dynamicTest(file, () -> assertEquals(List.of(), wrong(file, protocol)));
        });
    }

    /**
     * Specifications of which two runs of every role are too many to search in a test: passes are asked with one run of each
     * role (two of every role for claims that compare two runs), attacks with two.
     */
    private static final Set<String> LARGE =
            Set.of("dtls-srtp", "nssk b_agrees", "splice-as", "tls-renegotiation data_of_client");

    /** Claims whose attack takes two runs of other roles, and under which option; more of its own are too many. */
    private static final Map<String, String> LONE = Map.of("dtls-srtp agreeing", "cookie=off");

    /** Claims that hold, of which two runs of their own role take minutes. */
    private static final Set<String> LONE_PASSES = Set.of(
            "zrtp-core i_secret", "zrtp-core same_i", "zrtp-core r_secret", "zrtp-core same_r", "zrtp-pbx others");

    /** Claims whose point takes more runs than a test can search, and why. */
    private static final Map<String, String> UNREACHED = Map.of(
            "zrtp-dh key_secret", "both ends whole; zrtp-core i_secret and r_secret",
            "zrtp-dh same_peer", "both ends whole; zrtp-core same_i and same_r",
            "zrtp-dh continued", "two calls of both ends whole; zrtp-core continued",
            "splice-as c_agrees_once", "two runs of C and their services take four certificates",
            "splice-as s_agrees_once", "two runs of S and their clients take four certificates");

    /**
     * The questions whose answer is not the expected one. A claim about nothing, a search that gives up, or an attack that
     * does not work on bytes, is wrong too.
     */
    private static List<String> wrong(String file, Protocol protocol) {
        List<Question> questions = new ArrayList<>();
        List<Question> large = new ArrayList<>();
        List<Question> lone = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            if (!UNREACHED.containsKey(file + " " + claim.name())) {
                for (Question question : new Questions(protocol).of(claim, false)) {
                    boolean isLarge = LARGE.contains(file) || LARGE.contains(file + " " + claim.name());
                    boolean few = isLarge && Boolean.TRUE.equals(question.expected());
                    boolean passes = Boolean.TRUE.equals(question.expected());
                    String option = LONE.get(file + " " + claim.name());
                    boolean own = (option != null && question.optionText().contains(option))
                            || (passes && LONE_PASSES.contains(file + " " + claim.name()));
                    (own ? lone : few ? large : questions).add(question);
                }
            }
        }
        List<String> wrong = new ArrayList<>(answers(questions, Bounds.STANDARD));
        wrong.addAll(answers(large, Bounds.STANDARD.sessions(1)));
        wrong.addAll(answers(lone, Bounds.STANDARD.own(1)));
        wrong.removeIf(String::isEmpty);
        return wrong;
    }

    private static List<String> answers(List<Question> questions, Bounds bounds) {
        return Answers.to(questions, bounds, null, Explorer.Progress.SILENT, Replay.trial(1), VerdictsTest::fault);
    }

    /** What is wrong with an answer, or empty. */
    private static String fault(Scene scene, Question question, Finding finding) {
        Boolean expected = question.expected();
        Finding.Verdict should = Boolean.FALSE.equals(expected) ? Finding.Verdict.ATTACK : Finding.Verdict.NO_ATTACK;
        String about = "%s at %s under %s %s: "
                .formatted(
                        question.claim().name(),
                        question.point(),
                        question.compromise().name(),
                        question.optionText());
        if (expected == null || finding.verdict() != should) {
            return about + finding.verdict() + " " + finding.gaveUp() + ", expected "
                    + (expected == null ? "nothing" : should);
        }
        if (finding.attack() == null) {
            return "";
        }
        Replay.Result replay = Replay.of(scene, question, finding.attack(), 1);
        return replay.isConfirmed() ? "" : about + "not on bytes: " + replay.failure();
    }
}
