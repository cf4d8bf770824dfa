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

    /** One thing after another. */
    public sealed interface Block {}

    public record Paragraph(String text) implements Block {}

    public record Drawing(String caption, Picture picture) implements Block {}

    public record Table(String caption, List<String> head, List<List<String>> rows) implements Block {}

    /** Lines that are kept as they are. */
    public record Listing(List<String> lines) implements Block {}
}
