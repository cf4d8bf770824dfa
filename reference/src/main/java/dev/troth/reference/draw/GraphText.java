package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** A graph as text: each box with the arrows that leave it. */
final class GraphText {
    private GraphText() {}

    static String of(Graph graph, int columns) {
        Lines out = new Lines(columns);
        out.line(graph.title());
        for (Graph.Group group : graph.groups()) {
            out.line("");
            out.line(group.title());
            for (Graph.Node node : group.nodes()) {
                if (node.shape() != Graph.Shape.BEGIN) {
                    node(graph, node, out);
                }
            }
        }
        return out.toString();
    }

    private static void node(Graph graph, Graph.Node node, Lines out) {
        boolean first = graph.edges().stream()
                .anyMatch(e -> e.to().equals(node.id()) && graph.node(e.from()).shape() == Graph.Shape.BEGIN);
        List<String> notes = new ArrayList<>();
        if (first) {
            notes.add("start");
        }
        switch (node.shape()) {
            case FINAL -> notes.add("final");
            case SOURCE -> notes.add("given");
            case OUTPUT -> notes.add("handed out");
            default -> {}
        }
        if (node.marked()) {
            notes.add("FALLS");
        }
        out.wrapped("  ", "[" + node.label() + "]" + (notes.isEmpty() ? "" : " " + String.join(", ", notes)));
        for (Graph.Edge edge : graph.edges()) {
            if (edge.from().equals(node.id())) {
                out.wrapped("    ", "--> " + graph.node(edge.to()).label());
                edge.lines().forEach(line -> out.wrapped("          ", line));
            }
        }
    }
}
