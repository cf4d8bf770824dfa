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
import java.util.List;

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
                return Library.read("standard-input", System.in.readNBytes(Library.MAX_OCTETS));
            } catch (IOException e) {
                throw new UserException(ExitCode.UNREADABLE, "standard input cannot be read");
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

    /** "no X called Y" with the nearest or all that there are. */
    static UserException unknown(String what, String name, List<String> known) {
        String help = Suggestion.help(name, known);
        return new UserException(
                ExitCode.USAGE, "there is no " + what + " " + name + (help == null ? "" : "\n   help: " + help));
    }
}
