package dev.troth.reference.cli;

import dev.troth.reference.file.AtomicFile;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.format.Difference;
import dev.troth.spec.format.Format;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth fmt}: the canonical layout of specifications. */
@Command(
        name = "fmt",
        description = {
            "Gives specifications their canonical layout and prints the names of the files that it changes.",
            "Tokens, comments and line breaks stay as they are. A file with a fault is left alone."
        },
        footer = {"", "Example: troth fmt --check mikey-psk"},
        mixinStandardHelpOptions = true)
final class FmtCommand implements Callable<Integer> {
    private static final String STANDARD_INPUT = "-";

    @Parameters(
            paramLabel = "FILE",
            arity = "1..*",
            description = {
                "Files, or - to read standard input and print the result.",
                "With --check also names of the library."
            })
    private List<String> files = List.of();

    @Option(
            names = "--check",
            description = "Writes nothing and tells the first line of each file that is laid out otherwise.")
    private boolean check;

    /** A text that was read, as it is and as it should be. */
    private record Read(String file, String have, String want) {}

    @Override
    public Integer call() {
        if (files.contains(STANDARD_INPUT) && files.size() > 1) {
            throw new UserException(ExitCode.USAGE, "- stands alone: what it prints is one text");
        }
        Specs reader = new Specs();
        List<Read> texts = new ArrayList<>();
        boolean faults = false;
        for (String file : files.stream().distinct().toList()) {
            if (!check && Library.names().contains(file)) {
                throw new UserException(
                        ExitCode.USAGE,
                        file + " ships with Troth and is no file to write\n   help: troth fmt --check " + file);
            }
            Source source = reader.source(file);
            Diagnostics diagnostics = new Diagnostics();
            String want = Format.canonical(source, diagnostics);
            if (want == null) {
                System.err.print(Renderer.render(diagnostics.all()));
                faults = true;
            } else {
                texts.add(new Read(file, have(file, source), want));
            }
        }
        boolean differ = check && differ(texts);
        if (!check) {
            write(texts);
        }
        return faults ? ExitCode.UNREADABLE : differ ? ExitCode.UNFORMATTED : ExitCode.OK;
    }

    /** The whole text; a byte order mark is no part of a source, and is seen here. */
    private static String have(String file, Source source) {
        Path path = path(file);
        try {
            return path == null ? source.text() : Files.readString(path, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UserException(ExitCode.UNREADABLE, file + ": the file cannot be read");
        }
    }

    private static @Nullable Path path(String file) {
        return file.equals(STANDARD_INPUT) || Library.names().contains(file) ? null : Path.of(file);
    }

    private static boolean differ(List<Read> texts) {
        int count = 0;
        for (Read text : texts) {
            Difference difference = Difference.first(text.have, text.want);
            if (difference != null) {
                count++;
                System.out.println(text.file + ":" + difference.line() + ": not in canonical layout");
                System.out.println("   have " + difference.have());
                System.out.println("   want " + difference.want());
            }
        }
        System.out.println(
                texts.size() + (texts.size() == 1 ? " file, " : " files, ") + count + " not in canonical layout");
        return count > 0;
    }

    /** Writes what has changed, and nothing else. */
    private static void write(List<Read> texts) {
        for (Read text : texts) {
            Path path = path(text.file);
            if (path == null) {
                System.out.writeBytes(text.want.getBytes(StandardCharsets.UTF_8));
            } else if (!text.have.equals(text.want)) {
                try {
                    AtomicFile.write(path, text.want);
                } catch (IOException e) {
                    throw new UserException(ExitCode.USAGE, text.file + ": the file cannot be written");
                }
                System.out.println(text.file);
            }
        }
    }
}
