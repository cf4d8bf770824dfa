package dev.troth.reference.draw;

import dev.troth.spec.text.Visible;

/** A graph in the language of Graphviz. */
final class GraphDot {
    private static final String HEAD = """
            digraph troth {
              graph [rankdir=TB, fontname="DejaVu Sans", fontsize=14, nodesep=0.4, ranksep=0.3, compound=true, labelloc=t];
              node [fontname="DejaVu Sans", fontsize=14, margin="0.15,0.08"];
              edge [fontname="DejaVu Sans", fontsize=14, arrowsize=0.8];
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
            // An arrow inside a frame, and its label, are laid out within it.
            for (Graph.Edge edge : graph.edges()) {
                if (group.holds(edge.from()) && group.holds(edge.to())) {
                    arrow(edge, out.append("  "));
                }
            }
            out.append("  }\n");
        }
        for (Graph.Edge edge : graph.edges()) {
            if (graph.groups().stream().noneMatch(g -> g.holds(edge.from()) && g.holds(edge.to()))) {
                arrow(edge, out);
            }
        }
        return out.append("}\n").toString();
    }

    /** The words of an arrow are a box of their own on its way: so they keep clear of other arrows, and stay in the frame. */
    private static void arrow(Graph.Edge edge, StringBuilder out) {
        if (edge.lines().isEmpty()) {
            out.append("  ")
                    .append(edge.from())
                    .append(" -> ")
                    .append(edge.to())
                    .append(";\n");
            return;
        }
        String words = "on_" + edge.from() + "_" + edge.to();
        StringBuilder label = new StringBuilder();
        edge.lines().forEach(line -> label.append(escaped(line)).append("\\l"));
        out.append("  ")
                .append(words)
                .append(" [label=\"")
                .append(label)
                .append("\", shape=plaintext, margin=\"0.05,0.02\"]; ")
                .append(edge.from())
                .append(" -> ")
                .append(words)
                .append(" [arrowhead=none]; ")
                .append(words)
                .append(" -> ")
                .append(edge.to())
                .append(";\n");
    }

    private static String look(Graph.Node node) {
        StringBuilder label = new StringBuilder();
        boolean state = node.shape() == Graph.Shape.STATE || node.shape() == Graph.Shape.FINAL;
        for (int i = 0; i < node.lines().size(); i++) {
            // The name of a state in the middle, what it does below it, set flush left.
            boolean left = state && i > 0;
            label.append(i == 0 || (left && i > 1) ? "" : "\\n")
                    .append(escaped(node.lines().get(i)))
                    .append(left ? "\\l" : "");
        }
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
        return Visible.text(text).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }
}
