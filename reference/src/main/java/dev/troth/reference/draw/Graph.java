package dev.troth.reference.draw;

import java.util.List;

/**
 * Boxes and arrows.
 *
 * @param groups what is drawn together, such as the states of one role, in order
 */
public record Graph(String title, List<Group> groups, List<Edge> edges) implements Picture {

    @Override
    public String text(int columns) {
        return GraphText.of(this, columns);
    }

    @Override
    public String dot() {
        return GraphDot.of(this);
    }

    @Override
    public String mermaid() {
        return GraphMermaid.of(this);
    }

    @Override
    public String plantUml() {
        return GraphPlantUml.of(this);
    }

    @Override
    public String svg() {
        String laidOut = Pictures.graphviz(dot());
        return laidOut != null ? laidOut : Pictures.plantUmlSvg(plantUml());
    }

    /** @param id unique in the graph: letters, digits and underlines */
    public record Group(String id, String title, List<Node> nodes) {
        boolean holds(String node) {
            return nodes.stream().anyMatch(n -> n.id().equals(node));
        }
    }

    /**
     * @param id unique in the graph: letters, digits and underlines
     * @param lines what stands in it
     * @param marked told apart from the others: not by colour alone
     */
    public record Node(String id, List<String> lines, Shape shape, boolean marked) {
        String label() {
            return String.join(" ", lines);
        }
    }

    /** What a box stands for. */
    public enum Shape {
        STATE,
        /** A state in which a run may rest for good. */
        FINAL,
        /** Where a run begins: the dot before the start state. */
        BEGIN,
        /** A value that comes from outside: a long-term secret, something drawn or received. */
        SOURCE,
        /** A derived value. */
        DERIVED,
        /** A value that is handed out. */
        OUTPUT
    }

    /** @param lines the label, one under the other; may be empty */
    public record Edge(String from, String to, List<String> lines) {}

    List<Node> nodes() {
        return groups.stream().flatMap(g -> g.nodes().stream()).toList();
    }

    Node node(String id) {
        return nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
    }
}
