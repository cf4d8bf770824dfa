package dev.troth.proofs.peers;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mermaid's own parser, as its authors publish it for Node; {@code .ci/mermaid} installs it. */
final class Mermaid {
    static final String INSTALLED = "target/mermaid/installed";

    private static final ObjectMapper JACKSON = new ObjectMapper();

    /**
     * What the parser makes of a text.
     *
     * @param name as it was given
     * @param type of diagram, as Mermaid calls it, or null if the text is refused
     * @param parts how many things are in it: of a flowchart nodes and arrows, of a sequence diagram lanes and rows
     * @param fault the complaint, or null if the text is accepted
     */
    record Read(
            String name,
            @Nullable String type,
            @Nullable List<Integer> parts,
            @Nullable String fault) {}

    private Mermaid() {}

    /** Reads all texts, given by their names, in one process. */
    static List<Read> read(Map<String, String> texts) {
        try {
            Path folder = Path.of("target/mermaid");
            // Node looks for modules beside the program.
            Path program = Files.copy(
                    Path.of("src/test/node/mermaid.mjs"),
                    folder.resolve("mermaid.mjs"),
                    StandardCopyOption.REPLACE_EXISTING);
            Path input = Files.createTempFile(folder, "texts", ".json");
            List<Map<String, String>> given = new ArrayList<>();
            texts.forEach((name, text) -> given.add(Map.of("name", name, "text", text)));
            Files.writeString(input, JACKSON.writeValueAsString(given));
            String told = Program.output(List.of("node", program.toString(), input.toString()));
            Files.delete(input);
            return JACKSON.readValue(told, new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
