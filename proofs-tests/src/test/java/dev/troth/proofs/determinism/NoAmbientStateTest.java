package dev.troth.proofs.determinism;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Nothing that a run goes through asks for the time, for chance, or for the language and charset of the machine. */
class NoAmbientStateTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(
                    "dev.troth.statemachine",
                    "dev.troth.reference.concrete",
                    "dev.troth.reference.crypto",
                    "dev.troth.reference.json",
                    "dev.troth.reference.pcap",
                    "dev.troth.reference.run",
                    "dev.troth.reference.sip",
                    "dev.troth.reference.transcript",
                    "dev.troth.reference.wire");

    /** Whose answer differs from run to run. */
    private static final List<String> CLOCKS = List.of(
            "java.lang.System.currentTimeMillis()",
            "java.lang.System.nanoTime()",
            "java.util.Date.<init>()",
            "java.util.Calendar.getInstance(");

    private static final List<String> CHANCE = List.of(
            "java.lang.Math.random()",
            "java.lang.StrictMath.random()",
            "java.lang.System.identityHashCode(",
            "java.security.SecureRandom.",
            "java.util.Collections.shuffle(",
            "java.util.Random.",
            "java.util.SplittableRandom.",
            "java.util.UUID.randomUUID()",
            "java.util.concurrent.ThreadLocalRandom.",
            "java.util.random.");

    /** Whose answer differs from machine to machine. */
    private static final List<String> SURROUNDINGS = List.of(
            "java.io.FileReader.",
            "java.io.FileWriter.",
            "java.io.InputStreamReader.<init>(java.io.InputStream)",
            "java.io.OutputStreamWriter.<init>(java.io.OutputStream)",
            "java.lang.String.<init>([B)",
            "java.lang.String.<init>([B, int, int)",
            "java.lang.String.format(java.lang.String, [Ljava.lang.Object;)",
            "java.lang.String.formatted(",
            "java.lang.String.getBytes()",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.System.getProperty(",
            "java.lang.System.getenv(",
            "java.lang.System.lineSeparator()",
            "java.nio.charset.Charset.defaultCharset()",
            "java.util.Formatter.<init>()",
            "java.util.Locale.getDefault(",
            "java.util.TimeZone.getDefault()");

    private static boolean isAmbient(String target) {
        return CLOCKS.stream().anyMatch(target::startsWith)
                || CHANCE.stream().anyMatch(target::startsWith)
                || SURROUNDINGS.stream().anyMatch(target::startsWith)
                || target.startsWith("java.time.") && (target.contains(".now(") || target.contains(".system"));
    }

    private static final DescribedPredicate<JavaAccess<?>> AMBIENT = DescribedPredicate.describe(
            "is clock, chance or surroundings",
            access -> isAmbient(access.getTarget().getFullName()));

    /** The progress line on a terminal needs a clock; it tells nothing that a script reads. */
    private static final String PROGRESS = "dev.troth.reference.cli.Watch";

    private static final ArchRule NONE =
            noClasses().that().doNotHaveFullyQualifiedName(PROGRESS).should().accessTargetWhere(AMBIENT);

    @Test
    void noClassOfARunAsksForWhatDiffersElsewhere() {
        NONE.check(CLASSES);
    }

    /** What the rule is there to find. */
    @SuppressWarnings({"unused", "DefaultLocale", "DefaultCharset", "JavaUtilDate", "StringCaseLocaleUsage"})
    private static final class Offender {
        long millis = System.currentTimeMillis();
        long nanos = System.nanoTime();
        Instant instant = Instant.now();
        Clock clock = Clock.systemUTC();
        Date date = new Date();
        double math = Math.random();
        int random = new Random().nextInt();
        byte[] secure = new SecureRandom().generateSeed(1);
        int threads = ThreadLocalRandom.current().nextInt();
        UUID uuid = UUID.randomUUID();
        int identity = System.identityHashCode(this);
        String format = String.format("%d", 1);
        String formatted = "%d".formatted(1);
        String lower = "I".toLowerCase();
        String upper = "i".toUpperCase();
        byte[] octets = "i".getBytes();
        String text = new String(new byte[1]);
        Locale locale = Locale.getDefault();
        String separator = System.lineSeparator();
        byte[] allowedOctets = "i".getBytes(StandardCharsets.UTF_8);
        String allowedLower = "I".toLowerCase(Locale.ROOT);
        String allowedFormat = String.format(Locale.ROOT, "%d", 1);
        String allowedText = new String(new byte[1], StandardCharsets.UTF_8);
    }

    @Test
    void theRuleFindsEachOfThem() {
        TreeSet<Integer> lines = new TreeSet<>();
        TreeSet<String> found = new TreeSet<>();
        new ClassFileImporter()
                .importClasses(Offender.class).get(Offender.class).getAccessesFromSelf().stream()
                        .filter(AMBIENT)
                        .forEach(access -> {
                            lines.add(access.getLineNumber());
                            found.add(access.getTarget().getFullName());
                        });
        assertEquals(19, lines.size(), found::toString);
        assertEquals(18, lines.getLast() - lines.getFirst(), found::toString);
    }
}
