package dev.troth.reference.cli;

import dev.troth.reference.transcript.Sequence;
import dev.troth.reference.transcript.TranscriptReader;
import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The SPEC argument: a name of the library, a path, or {@code -} for standard input. */
final class Specs {
    /** Octets of a transcript in JSON. */
    private static final long MAX_TRANSCRIPT = 1L << 28;

    @Option(
            names = "--allow-imports",
            paramLabel = "DIR",
            description = "Files may be imported from this folder too; may be repeated. "
                    + "By default only from the folder of the file that is read.")
    private List<Path> allowed = List.of();

    private @Nullable Library library;

    /** Shipped specifications and files. */
    Library library() {
        if (library == null) {
            library = new Library(allowed);
        }
        return library;
    }

    /** The run that a file in {@code .json} tells of; null if the argument names no such file. */
    @Nullable
    Sequence transcript(String spec) {
        if (!spec.endsWith(".json") || library().named(spec) != null) {
            return null;
        }
        try {
            byte[] octets = Library.octets(spec, MAX_TRANSCRIPT, "a transcript");
            return TranscriptReader.read(spec, Library.read(spec, octets).text());
        } catch (Texts.UnreadableException e) {
            throw new UserException(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        } catch (TranscriptReader.UnreadableException e) {
            throw new UserException(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
        }
    }

    Source source(String spec) {
        Source shipped = library().named(spec);
        if (shipped != null) {
            return shipped;
        }
        if (spec.equals("-")) {
            try {
                return standardInput();
            } catch (IOException e) {
                throw new UserException(ExitCode.UNREADABLE, "standard input cannot be read");
            } catch (Texts.UnreadableException e) {
                throw new UserException(ExitCode.UNREADABLE, String.valueOf(e.getMessage()));
            }
        }
        try {
            return library().file(spec);
        } catch (Texts.UnreadableException e) {
            boolean path = spec.contains("/") || spec.contains(".");
            String near = path ? null : Suggestion.help(spec, Library.names());
            String help = path || near != null ? near : "`troth list` tells the names";
            throw new UserException(
                    ExitCode.UNREADABLE,
                    (path ? e.getMessage() : "no specification of the library and no file is called " + spec)
                            + (help == null ? "" : "\n   help: " + help));
        }
    }

    private static Source standardInput() throws IOException {
        byte[] octets = System.in.readNBytes(Library.MAX_OCTETS + 1);
        if (octets.length > Library.MAX_OCTETS) {
            throw new Texts.UnreadableException(
                    "standard input: larger than " + Library.MAX_OCTETS + " octets, not a specification");
        }
        return Library.read("standard-input", octets);
    }

    Specification read(String spec) {
        return Specification.read(source(spec), library());
    }

    /** A protocol that can be run; errors are printed and end the command, warnings are printed. */
    Protocol protocol(String spec) {
        Specification read = read(spec);
        Protocol protocol = read.protocol();
        System.err.print(Renderer.render(read.findings()));
        if (protocol == null) {
            long errors = read.findings().stream()
                    .filter(f -> f.severity() == Severity.ERROR)
                    .count();
            throw new UserException(ExitCode.UNREADABLE, errors + (errors == 1 ? " error" : " errors") + " in " + spec);
        }
        if (protocol.roles().isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE, spec + " is a library of parts for import; a protocol with roles is needed");
        }
        return protocol;
    }

    /** A scenario by its name, or the first one. */
    static Scenario scenario(Protocol protocol, String spec, @Nullable String wanted) {
        List<String> names = protocol.scenarios().stream().map(Scenario::name).toList();
        if (names.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE, spec + " has no scenario to run; add one: scenario basic { run Alice = ... }");
        }
        Scenario scenario = protocol.scenario(wanted == null ? names.getFirst() : wanted);
        if (scenario == null) {
            throw unknown("scenario", String.valueOf(wanted), names);
        }
        return scenario;
    }

    /** {@code OPTION=VALUE} settings as option index to value index. */
    static Map<Integer, Integer> options(Protocol protocol, List<String> settings) {
        Map<Integer, Integer> options = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new UserException(ExitCode.USAGE, "--set wants OPTION=VALUE, not " + setting);
            }
            String name = setting.substring(0, equals);
            int option = protocol.option(name);
            if (option < 0) {
                throw unknown(
                        "option",
                        name,
                        protocol.options().stream().map(Protocol.Option::name).toList());
            }
            List<String> values = protocol.options().get(option).values();
            int value = values.indexOf(setting.substring(equals + 1));
            if (value < 0) {
                throw unknown("value of option " + name + " called", setting.substring(equals + 1), values);
            }
            options.put(option, value);
        }
        return options;
    }

    /** @throws UserException if a number of the command line is not between two others, inclusive */
    static void inRange(String option, long value, long least, long most) {
        if (value < least || value > most) {
            throw new UserException(
                    ExitCode.USAGE,
                    String.format(
                            Locale.ROOT, "%s wants a number from %,d to %,d, not %d", option, least, most, value));
        }
    }

    /** "there is no X Y" as a usage error. */
    static UserException unknown(String what, String name, Collection<String> known) {
        return new UserException(ExitCode.USAGE, noSuch(what, name, known));
    }

    /** "there is no X Y" with the nearest or all that there are. */
    static String noSuch(String what, String name, Collection<String> known) {
        String help = Suggestion.help(name, known);
        return "there is no " + what + " " + name + (help == null ? "" : "\n   help: " + help);
    }
}
