package dev.troth.reference.draw;

import dev.troth.spec.text.Visible;
import java.util.List;

/** A graph as a PlantUML state diagram, laid out in pure Java (Smetana). */
final class GraphPlantUml {
    /** Characters that PlantUML reads where they stand once, and where they stand twice. */
    private static final String ALONE = "\"\\%!@$#&<>{}[]~|^`";

    private static final String DOUBLED = "*/_-=.'";

    private GraphPlantUml() {}

    static String of(Graph graph) {
        StringBuilder out = new StringBuilder("@startuml\n!pragma layout smetana\nhide empty description\n");
        out.append("title ").append(escaped(graph.title())).append('\n');
        for (Graph.Group group : graph.groups()) {
            out.append("state ")
                    .append(quoted(group.title()))
                    .append(" as ")
                    .append(group.id())
                    .append(" {\n");
            for (Graph.Node node : group.nodes()) {
                out.append("  state ")
                        .append('"')
                        .append(label(node))
                        .append('"')
                        .append(" as ")
                        .append(node.id());
                out.append(stereotype(node)).append('\n');
            }
            for (Graph.Edge edge : graph.edges()) {
                if (group.nodes().stream().anyMatch(n -> n.id().equals(edge.from()))) {
                    out.append("  ").append(edge.from()).append(" --> ").append(edge.to());
                    if (!edge.lines().isEmpty()) {
                        out.append(" : ").append(lines(edge.lines()));
                    }
                    out.append('\n');
                }
            }
            out.append("}\n");
        }
        return out.append("@enduml\n").toString();
    }

    private static String label(Graph.Node node) {
        String label = lines(node.lines());
        return switch (node.shape()) {
            case FINAL -> label + " (final)";
            case OUTPUT -> label + " (handed out)";
            default -> node.lines().isEmpty() ? " " : label;
        };
    }

    private static String stereotype(Graph.Node node) {
        if (node.shape() == Graph.Shape.BEGIN) {
            return " <<start>>";
        }
        return node.marked() ? " #line.dashed;line:red" : "";
    }

    private static String lines(List<String> lines) {
        return String.join("\\n", lines.stream().map(GraphPlantUml::escaped).toList());
    }

    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** What PlantUML could read as markup or as a word of its preprocessor is written by its number. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        String line = Visible.line(text);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean doubled = DOUBLED.indexOf(c) >= 0 && i + 1 < line.length() && line.charAt(i + 1) == c;
            if (doubled || ALONE.indexOf(c) >= 0) {
                out.append('<').append(Visible.number(c)).append('>');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
