package dev.troth.reference.draw;

/** A graph in the language of Graphviz. */
final class GraphDot {
    private static final String HEAD = """
            digraph troth {
              graph [rankdir=TB, fontname="DejaVu Sans", fontsize=14, nodesep=0.5, ranksep=0.6, compound=true, labelloc=t];
              node [fontname="DejaVu Sans", fontsize=14, margin="0.15,0.08"];
              edge [fontname="DejaVu Sans", fontsize=11, arrowsize=0.8];
            """;

    private GraphDot() {}

    static String of(Graph graph) {
        StringBuilder out = new StringBuilder(HEAD);
        out.append("  label=").append(quoted(graph.title())).append(";\n");
        for (Graph.Group group : graph.groups()) {
            out.append("  subgraph cluster_").append(group.id()).append(" {\n");
            out.append("    label=").append(quoted(group.title())).append("; style=rounded; color=\"#808080\";\n");
            for (Graph.Node node : group.nodes()) {
                out.append("    ")
                        .append(node.id())
                        .append(" [")
                        .append(look(node))
                        .append("];\n");
            }
            out.append("  }\n");
        }
        for (Graph.Edge edge : graph.edges()) {
            out.append("  ").append(edge.from()).append(" -> ").append(edge.to());
            if (!edge.lines().isEmpty()) {
                // One line ends with \l: set flush left, beside the arrow.
                StringBuilder label = new StringBuilder();
                edge.lines().forEach(line -> label.append(escaped(line)).append("\\l"));
                out.append(" [label=\"").append(label).append("\"]");
            }
            out.append(";\n");
        }
        return out.append("}\n").toString();
    }

    private static String look(Graph.Node node) {
        StringBuilder label = new StringBuilder();
        node.lines().forEach(line -> label.append(label.isEmpty() ? "" : "\\n").append(escaped(line)));
        String text = "label=\"" + label + "\"";
        String look = switch (node.shape()) {
            case BEGIN -> "shape=point, width=0.15, label=\"\"";
            case STATE -> text + ", shape=box, style=rounded";
            case FINAL -> text + ", shape=box, style=rounded, peripheries=2";
            case SOURCE -> text + ", shape=ellipse";
            case DERIVED -> text + ", shape=box";
            case OUTPUT -> text + ", shape=box, peripheries=2";
        };
        return node.marked() ? look + ", style=\"filled,bold\", fillcolor=\"#f4c7c3\", penwidth=3" : look;
    }

    static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
