package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.reference.draw.Graph;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.Picture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each notation that pictures are written in, judged by the program whose notation it is, for every picture of the library. */
class NotationsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    @TempDir
    private Path folder;

    /** And it finds as many nodes, arrows, lanes and rows in the text as the picture has. */
    @Test
    @RequiresPeer(Peer.MERMAID)
    void mermaidTakesEveryPicture() {
        Map<String, Picture> pictures = Gallery.pictures();
        Map<String, String> texts = new LinkedHashMap<>();
        pictures.forEach((name, picture) -> texts.put(name, picture.mermaid()));
        List<String> faults = new ArrayList<>();
        for (Mermaid.Read read : Mermaid.read(texts)) {
            if (read.fault() != null) {
                faults.add(read.name() + ": " + read.fault());
                continue;
            }
            switch (pictures.get(read.name())) {
                case Graph graph -> {
                    int nodes = graph.groups().stream()
                            .mapToInt(g -> g.nodes().size())
                            .sum();
                    assertEquals("flowchart-v2", read.type(), read.name());
                    assertEquals(List.of(nodes, graph.edges().size()), read.parts(), read.name());
                }
                case Ladder ladder -> {
                    assertEquals("sequence", read.type(), read.name());
                    assertEquals(List.of(ladder.lanes().size(), ladder.rows().size()), read.parts(), read.name());
                }
                case null, default -> assertNotNull(read.type(), read.name());
            }
        }
        assertEquals(List.of(), faults);
        assertTrue(texts.size() > 300, () -> texts.size() + " pictures");
    }

    @Test
    @RequiresPeer(Peer.MERMAID)
    void mermaidRefusesWhatIsNoDiagram() {
        List<Mermaid.Read> read = Mermaid.read(Map.of("arrow", "flowchart TB\n  a -> b [\n"));
        assertNotNull(read.getFirst().fault());
        assertNull(read.getFirst().type());
    }

    /** Graphviz's {@code nop} reads a file and, told so, writes nothing. */
    @Test
    @RequiresPeer(Peer.GRAPHVIZ)
    void graphvizTakesEveryPicture() throws IOException {
        List<String> command = new ArrayList<>(List.of("nop", "-p"));
        command.addAll(files(".dot", Picture::dot));
        Program.Outcome outcome = Program.run(command, LONG);
        assertEquals(0, outcome.exit(), outcome::err);
        assertEquals("", outcome.err());
    }

    @Test
    @RequiresPeer(Peer.GRAPHVIZ)
    void graphvizRefusesWhatIsNoGraph() throws IOException {
        Path file = Files.writeString(folder.resolve("no.dot"), "digraph { a -> ; }\n");
        assertNotEquals(0, Program.run(List.of("nop", "-p", file.toString())).exit());
    }

    @Test
    @RequiresPeer({Peer.XMLLINT, Peer.GRAPHVIZ})
    void libxmlTakesEveryPicture() throws IOException {
        List<String> command = new ArrayList<>(List.of("xmllint", "--noout", "--nonet"));
        command.addAll(files(".svg", Picture::svg));
        Program.Outcome outcome = Program.run(command, LONG);
        assertEquals(0, outcome.exit(), outcome::err);
        assertEquals("", outcome.err());
    }

    @Test
    @RequiresPeer(Peer.XMLLINT)
    void libxmlRefusesWhatIsNotWellFormed() throws IOException {
        Path file = Files.writeString(folder.resolve("no.svg"), "<svg><text>a & b</text></svg>\n");
        assertNotEquals(
                0,
                Program.run(List.of("xmllint", "--noout", "--nonet", file.toString()))
                        .exit());
    }

    private List<String> files(String ending, Function<Picture, String> writer) throws IOException {
        List<String> files = new ArrayList<>();
        for (Map.Entry<String, Picture> picture : Gallery.pictures().entrySet()) {
            Path file = folder.resolve(picture.getKey() + ending);
            files.add(Files.writeString(file, writer.apply(picture.getValue())).toString());
        }
        return files;
    }
}
