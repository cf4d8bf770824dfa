package dev.troth.reference.draw;

import dev.troth.spec.text.Visible;
import java.util.List;

/** A graph as a Mermaid flowchart. */
final class GraphMermaid {
    private GraphMermaid() {}

    static String of(Graph graph) {
        StringBuilder out = new StringBuilder("---\ntitle: " + quoted(graph.title()) + "\n---\nflowchart TB\n");
        for (Graph.Group group : graph.groups()) {
            out.append("  subgraph ")
                    .append(group.id())
                    .append('[')
                    .append(quoted(group.title()))
                    .append("]\n");
            for (Graph.Node node : group.nodes()) {
                out.append("    ").append(node.id()).append(look(node)).append('\n');
            }
            out.append("  end\n");
        }
        for (Graph.Edge edge : graph.edges()) {
            out.append("  ").append(edge.from()).append(" -->");
            if (!edge.lines().isEmpty()) {
                out.append('|').append(label(edge.lines())).append('|');
            }
            out.append(' ').append(edge.to()).append('\n');
        }
        List<String> marked = graph.nodes().stream()
                .filter(Graph.Node::marked)
                .map(Graph.Node::id)
                .toList();
        if (!marked.isEmpty()) {
            out.append("  classDef falls stroke-width:4px,stroke-dasharray:6 3\n");
            out.append("  class ").append(String.join(",", marked)).append(" falls\n");
        }
        return out.toString();
    }

    private static String look(Graph.Node node) {
        return switch (node.shape()) {
            case BEGIN -> "((\" \"))";
            case STATE -> "(" + label(node.lines()) + ")";
            case FINAL -> "([" + label(node.lines()) + "])";
            case SOURCE -> "{{" + label(node.lines()) + "}}";
            case DERIVED -> "[" + label(node.lines()) + "]";
            case OUTPUT -> "[[" + label(node.lines()) + "]]";
        };
    }

    private static String label(List<String> lines) {
        return '"'
                + String.join("<br/>", lines.stream().map(GraphMermaid::escaped).toList())
                + '"';
    }

    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Mermaid knows entities by number, written with a hash. */
    static String escaped(String text) {
        StringBuilder out = new StringBuilder();
        for (char c : Visible.line(text).toCharArray()) {
            if ("\"#<>&;`|\\%".indexOf(c) >= 0) {
                out.append('#').append((int) c).append(';');
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
