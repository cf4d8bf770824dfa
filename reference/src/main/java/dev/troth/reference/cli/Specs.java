package dev.troth.reference.cli;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.resolve.Texts;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.util.Collection;

/** The SPEC argument: a name of the library, a path, or {@code -} for standard input. */
final class Specs {
    private final Library library = new Library();

    Source source(String spec) {
        Source shipped = library.named(spec);
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
            return library.file(spec);
        } catch (Texts.UnreadableException e) {
            boolean path = spec.contains("/") || spec.contains(".");
            String help = path ? null : Suggestion.help(spec, Library.names());
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
        return Specification.read(source(spec), library);
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
