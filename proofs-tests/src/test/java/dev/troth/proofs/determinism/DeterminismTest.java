package dev.troth.proofs.determinism;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Capture;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.JsonTranscript;
import dev.troth.reference.transcript.TextTranscript;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Vectors;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TimeZone;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The four files of {@code troth run --out} are a function of the specification, the scenario, the seed and the options,
 * and of nothing else.
 */
class DeterminismTest {

    private final Locale locale = Locale.getDefault();
    private final TimeZone zone = TimeZone.getDefault();

    @TempDir
    Path folder;

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
        TimeZone.setDefault(zone);
    }

    /** The files of every scenario of the library, from texts read anew. */
    private static Map<String, byte[]> everything() {
        Map<String, byte[]> everything = new LinkedHashMap<>();
        for (String name : Library.names()) {
            Protocol protocol = Specs.read(text(name));
            for (Scenario scenario : protocol.scenarios()) {
                files(protocol, Settings.of(scenario))
                        .forEach((file, octets) -> everything.put(name + "/" + scenario.name() + "/" + file, octets));
            }
        }
        return everything;
    }

    private static Source text(String name) {
        return Objects.requireNonNull(new Library().named(name));
    }

    private static Map<String, byte[]> files(Protocol protocol, Settings settings) {
        Transcript transcript = Simulation.run(protocol, settings).transcript();
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("transcript.json", JsonTranscript.of(transcript, null).writeUtf8());
        files.put("transcript.txt", TextTranscript.write(transcript, null).getBytes(StandardCharsets.UTF_8));
        files.put("capture.pcapng", Capture.pcapng(transcript, null));
        files.put("vectors.json", Vectors.of(transcript, null).writeUtf8());
        return files;
    }

    private static Settings basic(Protocol protocol) {
        return Settings.of(Specs.scenario(protocol, "basic"));
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }

    /** Tells the first octets that differ, because the files are long. */
    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> found) {
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((file, octets) -> {
            int at = Arrays.mismatch(octets, found.get(file));
            if (at >= 0) {
                assertEquals(
                        excerpt(octets, at), excerpt(found.get(file), at), () -> file + " differs from octet " + at);
            }
        });
    }

    private static String excerpt(byte[] octets, int at) {
        return new String(
                Arrays.copyOfRange(octets, Math.max(0, at - 20), Math.min(octets.length, at + 40)),
                StandardCharsets.ISO_8859_1);
    }

    @Test
    void twoRunsGiveTheSameFiles() {
        assertSame(everything(), everything());
    }

    /** Arabic and Devanagari digits; the Turkish letters i; a calendar of another era. */
    @ParameterizedTest
    @CsvSource({
        "ar-EG, Africa/Cairo",
        "tr-TR, Europe/Istanbul",
        "hi-IN-u-nu-deva, Asia/Kolkata",
        "th-TH-u-ca-buddhist-nu-thai, Pacific/Kiritimati",
        "de-DE, Pacific/Marquesas"
    })
    void theFilesAreTheSameInEveryLanguageAndTimeZone(String language, String timeZone) {
        Map<String, byte[]> here = everything();
        Locale.setDefault(Locale.forLanguageTag(language));
        TimeZone.setDefault(TimeZone.getTimeZone(timeZone));
        assertSame(here, everything());
    }

    /** A run in a process of its own, started with options of the JVM and variables of the environment. */
    private record Start(String specification, String scenario, List<String> flags, Map<String, String> environment) {
        @Override
        public String toString() {
            return specification + " " + scenario + " " + String.join(" ", flags) + " " + environment;
        }
    }

    static Stream<Start> starts() {
        return Stream.of(
                new Start("mikey-psk", "basic", List.of("-Xint"), Map.of()),
                new Start(
                        "sdes",
                        "lossy",
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Dfile.encoding=ISO-8859-1"),
                        Map.of("LC_ALL", "C")),
                new Start(
                        "mikey-psk",
                        "lossy",
                        List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Pacific/Auckland"),
                        Map.of("TZ", "America/St_Johns")),
                new Start(
                        "mikey-psk",
                        "replay",
                        List.of("-XX:+UseParallelGC", "-XX:TieredStopAtLevel=1", "-Dline.separator=\r\n"),
                        Map.of("HOME", "/nonexistent")),
                new Start(
                        "sdes",
                        "replay",
                        List.of("-Dfile.encoding=COMPAT", "-Duser.language=ar", "-Duser.country=EG", "-Xshare:off"),
                        Map.of("LC_ALL", "C")));
    }

    @ParameterizedTest
    @MethodSource("starts")
    void anotherProcessWritesTheSameFiles(Start start) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        started(start, "--out", out.toString());
        Protocol protocol = Specs.named(start.specification);
        Map<String, byte[]> expected = files(protocol, Settings.of(Specs.scenario(protocol, start.scenario)));
        Map<String, byte[]> written = new LinkedHashMap<>();
        for (String file : expected.keySet()) {
            written.put(file, Files.readAllBytes(out.resolve(file)));
        }
        assertSame(expected, written);
    }

    @Test
    void anotherProcessPrintsTheSameText() throws IOException, InterruptedException {
        Protocol protocol = Specs.named("sdes");
        Start start = new Start(
                "sdes", "basic", List.of("-Dfile.encoding=UTF-16", "-Dstdout.encoding=UTF-16"), Map.of("LC_ALL", "C"));
        assertSame(
                Map.of("printed", files(protocol, basic(protocol)).get("transcript.txt")),
                Map.of("printed", started(start)));
    }

    /** Runs the command line in a JVM of its own; returns what it printed. */
    private byte[] started(Start start, String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(start.flags);
        command.addAll(List.of("-classpath", classPath(), "dev.troth.reference.cli.Main"));
        command.addAll(List.of("run", start.specification, "--scenario", start.scenario));
        command.addAll(List.of(options));
        Path out = folder.resolve("printed");
        Path err = folder.resolve("complaints");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        builder.environment().putAll(start.environment);
        Process process = builder.start();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("does not end: " + command);
        }
        assertEquals(0, process.exitValue(), () -> read(err) + read(out));
        return Files.readAllBytes(out);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Absolute, because the program starts in another folder. */
    private static String classPath() {
        List<String> absolute = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList();
        return String.join(File.pathSeparator, absolute);
    }

    @Test
    void everySeedGivesOtherFiles() {
        for (String name : Library.names()) {
            Protocol protocol = Specs.named(name);
            Map<String, Set<String>> different = new LinkedHashMap<>();
            long[] seeds = LongStream.concat(
                            LongStream.rangeClosed(0, 16), LongStream.of(-1, Long.MIN_VALUE, Long.MAX_VALUE, 1L << 32))
                    .toArray();
            for (long seed : seeds) {
                files(protocol, basic(protocol).withSeed(seed))
                        .forEach((file, octets) -> different
                                .computeIfAbsent(file, f -> new HashSet<>())
                                .add(hex(octets)));
            }
            different.forEach((file, contents) -> assertEquals(seeds.length, contents.size(), name + " " + file));
        }
    }

    @Test
    void aSeedReachesEveryMessageAndEveryDrawnValue() {
        for (Protocol protocol : Specs.onTheWire()) {
            String name = protocol.name();
            Map<String, String> one = told(protocol, basic(protocol).withSeed(1));
            Map<String, String> two = told(protocol, basic(protocol).withSeed(2));
            assertEquals(one.keySet(), two.keySet());
            one.forEach((what, value) -> assertTrue(!value.equals(two.get(what)), name + ": " + what));
        }
    }

    /** Every value drawn and every message sent, by agent and name. */
    private static Map<String, String> told(Protocol protocol, Settings settings) {
        Map<String, String> told = new LinkedHashMap<>();
        for (Entry entry : Simulation.run(protocol, settings).transcript().entries()) {
            if (entry instanceof Entry.Value value && value.kind() == Entry.Kind.DRAWN) {
                told.put(value.who() + "/" + value.who().session() + " draws " + value.name(), shown(value));
            } else if (entry instanceof Entry.MessageSent sent) {
                told.put(
                        sent.who() + " sends " + sent.label(),
                        hex(sent.message().octets()));
            }
        }
        return told;
    }

    private static String shown(Entry.Value value) {
        return Dissection.shown(value.value());
    }

    /** What travels: octets with the time, in order. */
    private static List<String> travelled(Protocol protocol, Settings settings) {
        List<String> travelled = new ArrayList<>();
        for (Entry entry : Simulation.run(protocol, settings).transcript().entries()) {
            if (entry instanceof Entry.Hop hop) {
                travelled.add(
                        hop.at() + " " + hop.from() + " " + hop.to() + " " + hop.fate() + " " + hex(hop.octets()));
            }
        }
        return travelled;
    }

    /** A specification with a piece of its text replaced everywhere. */
    private static Protocol changed(String name, String piece, String replacement) {
        Source source = text(name);
        assertTrue(source.text().contains(piece), () -> name + " has no " + piece);
        return Specs.read(new Source(source.name(), source.text().replace(piece, replacement)));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void oneMoreFreshVariableLeavesTheOthersAsTheyWere(String name, String scenario) {
        // Declared and drawn before all others, by the side that calls.
        Protocol more = changed(name, "    fresh ", "    fresh additional : bytes[64]\n    fresh ");
        Protocol drawing = Specs.read(new Source(
                more.sources().getFirst().name(),
                more.sources()
                        .getFirst()
                        .text()
                        .replace("on user.call {", "on user.call {\n        show additional to user")));
        Protocol original = Specs.named(name);
        Map<String, String> expected = told(original, Settings.of(Specs.scenario(original, scenario)));
        Map<String, String> found = told(drawing, Settings.of(Specs.scenario(drawing, scenario)));
        assertTrue(found.remove("Alice/1 draws additional") != null);
        assertEquals(expected, found);
        assertEquals(
                travelled(original, Settings.of(Specs.scenario(original, scenario))),
                travelled(drawing, Settings.of(Specs.scenario(drawing, scenario))));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void oneMoreOptionLeavesTheRunAsItWas(String name, String scenario) {
        Protocol more = changed(name, "  channel sip", "  option additional = one | two\n  channel sip");
        Protocol original = Specs.named(name);
        for (int value = 0; value < 2; value++) {
            Settings settings = Settings.of(Specs.scenario(more, scenario)).with(more.option("additional"), value);
            assertEquals(told(original, Settings.of(Specs.scenario(original, scenario))), told(more, settings));
            assertEquals(
                    travelled(original, Settings.of(Specs.scenario(original, scenario))), travelled(more, settings));
        }
    }

    /** Of the specifications that ride in a session set-up: the edits of these tests are edits of their texts. */
    static Stream<Arguments> scenarios() {
        return Library.names().stream()
                .filter(name -> Specs.onTheWire().contains(Specs.named(name)))
                .flatMap(name ->
                        Specs.named(name).scenarios().stream().map(scenario -> Arguments.of(name, scenario.name())));
    }
}
