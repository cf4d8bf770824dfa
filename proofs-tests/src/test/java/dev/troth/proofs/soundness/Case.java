package dev.troth.proofs.soundness;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Diagnostic;
import dev.troth.spec.diagnostic.Severity;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A specification of about thirty lines that is made around one thing which a search can get wrong. What its claims expect is the
 * truth, found by thinking and, where octets can show it, by a scenario in the same file.
 *
 * @param name the folder, which is the kind of thing, and the name of the file
 */
public record Case(String name, Source source) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "dev", "troth", "proofs", "soundness");

    /** Some cases only, for a person who works on one kind: {@code -Dtroth.soundness=number,octets/across}. */
    private static final List<String> CHOSEN =
            List.of(System.getProperty("troth.soundness", "").split(",", -1));

    /** Instead of an answer, an error that names the line is right too. */
    private static final String OR_REFUSED = "# or refused";

    /** What the claim says is not the point: there is an answer, or an error that names a line, and no crash. */
    private static final String ANY_ANSWER = "# any answer";

    /** Where what holds is that a state is never reached: the answer may say so. */
    private static final String OR_NEVER_REACHED = "# or never reached";

    /** What nobody decides without computing, such as the length of a box: the answer may say that it rests on it. */
    private static final String OR_OPEN = "# or open";

    /** All cases, by name. */
    public static List<Case> all() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".troth"))
                    .sorted()
                    .map(Case::of)
                    .filter(found -> CHOSEN.stream().anyMatch(found.name()::startsWith))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Case of(Path file) {
        String name = FOLDER.relativize(file).toString().replace('\\', '/').replace(".troth", "");
        return new Case(name, new Library().file(file.toString()));
    }

    public boolean mayBeRefused() {
        return source.text().contains(OR_REFUSED) || mayAnswerAnything();
    }

    boolean mayAnswerAnything() {
        return source.text().contains(ANY_ANSWER);
    }

    boolean mayBeOpen() {
        return source.text().contains(OR_OPEN);
    }

    boolean mayBeNeverReached() {
        return source.text().contains(OR_NEVER_REACHED);
    }

    /** The protocol, or what refuses it. */
    public Specification read() {
        return Specification.read(source, new Library());
    }

    /** What refuses the text; empty if it reads well. */
    static List<Diagnostic> errors(Specification specification) {
        return specification.findings().stream()
                .filter(finding -> finding.severity() == Severity.ERROR)
                .toList();
    }

    /** Whether it declares primitives of its own, which nobody can compute on octets. */
    public boolean hasOwnFunctions() {
        return source.text().lines().anyMatch(line -> line.startsWith("  function "));
    }
}
