package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the help and the README tell people to type works as it stands there. */
class ExamplesTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Pattern EXAMPLE = Pattern.compile("^Example: troth (.*)$", Pattern.MULTILINE);
    private static final String COMMAND = "./troth ";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "run", "lint", "fmt", "list", "explain", "draw", "pack", "draft"})
    void helpShowsOneExampleThatRuns(String command) {
        Ran help = Ran.line(command + " --help");
        assertEquals(0, help.code());
        assertEquals("", help.err());
        List<String> examples = new ArrayList<>();
        Matcher matcher = EXAMPLE.matcher(help.out());
        while (matcher.find()) {
            examples.add(matcher.group(1));
        }
        assertEquals(1, examples.size(), help.out());
        assertTrue(examples.getFirst().startsWith(command), help.out());
        runs(examples.getFirst());
    }

    @Test
    void helpNamesEveryCommand() {
        String help = Ran.line("--help").out();
        for (String command : List.of("run", "lint", "fmt", "list", "explain", "draw", "pack", "docs", "draft")) {
            assertTrue(help.contains("\n  " + command + " "), help);
        }
    }

    @ParameterizedTest
    @MethodSource("commandsOfTheReadme")
    void commandOfTheReadmeRuns(String line) {
        runs(line);
    }

    static Stream<String> commandsOfTheReadme() throws IOException {
        return fenced().stream().filter(line -> line.startsWith(COMMAND)).map(line -> line.substring(COMMAND.length()));
    }

    /** The excerpt of a run in the README is what the run prints. */
    @Test
    void theRunInTheReadmeIsTheRun() throws IOException {
        List<String> shown =
                fenced().stream().filter(l -> l.matches(" +\\d+\\.\\d{3}  .*")).toList();
        List<String> printed = Ran.line("run mikey-psk").out().lines().toList();
        assertTrue(shown.size() > 3);
        assertTrue(
                printed.containsAll(shown),
                () -> shown.stream().filter(l -> !printed.contains(l)).toList().toString());
    }

    /** The lines inside of code blocks. */
    private static List<String> fenced() throws IOException {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(README, StandardCharsets.UTF_8)) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (inside) {
                lines.add(line);
            }
        }
        return lines;
    }

    private void runs(String line) {
        // A picture, a page or a draft goes into a file, everything else into a folder.
        String out =
                line.matches("(draw|pack|draft) .*") ? folder.resolve("picture").toString() : folder.toString();
        String there = line.replaceFirst("--out \\S+", "--out " + Matcher.quoteReplacement(out));
        Ran ran = Ran.line(there);
        assertEquals(0, ran.code(), ran::err);
        assertEquals("", ran.err());
        assertTrue(ran.out().length() > 0);
    }
}
