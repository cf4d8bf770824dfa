package dev.troth.reference.document;

import dev.troth.reference.draw.Picture;
import java.util.List;

/**
 * Sections of paragraphs, pictures, tables and listings.
 *
 * @param name of the specification, as in the library
 */
public record Document(String name, String title, List<Section> sections) {

    /** @param title without a number */
    public record Section(String title, List<Block> blocks) {}

    /** How many of the answers say so. */
    public long count(Sign sign) {
        return sections.stream()
                .flatMap(s -> s.blocks().stream())
                .filter(Verdicts.class::isInstance)
                .flatMap(v -> ((Verdicts) v).answers().stream())
                .filter(a -> a.sign() == sign)
                .count();
    }

    /** One thing after another. */
    public sealed interface Block {}

    public record Paragraph(String text) implements Block {}

    public record Drawing(String caption, Picture picture) implements Block {}

    /** @param caption empty where the head says it */
    public record Table(String caption, List<String> head, List<List<String>> rows) implements Block {}

    /** What a search found of each goal, beside what the file expects. */
    public record Verdicts(String caption, List<Answer> answers) implements Block {}

    /** What a search comes to. */
    public enum Sign {
        HOLDS("\u2713 holds"),
        BROKEN("\u2717 broken"),
        OPEN("? open");

        private final String text;

        Sign(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }

    /**
     * The answer to one question.
     *
     * @param under the compromise model and the options that differ from the first ones
     * @param found how far was searched
     * @param expected what the file expects, compared with what was found
     * @param attack the caption of the picture of an attack on this goal, or empty
     */
    public record Answer(
            String goal, String point, String under, Sign sign, String found, String expected, String attack) {}

    /** Lines that are kept as they are. */
    public record Listing(List<String> lines) implements Block {}
}
