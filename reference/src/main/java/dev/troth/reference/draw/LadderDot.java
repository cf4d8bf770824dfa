package dev.troth.reference.draw;

import java.util.ArrayList;
import java.util.List;

/** A sequence diagram for Graphviz: a column of points for each lane. */
final class LadderDot {
    private LadderDot() {}

    static String of(Ladder ladder) {
        int rows = ladder.rows().size();
        int lanes = ladder.lanes().size();
        StringBuilder out =
                new StringBuilder("digraph troth {\n  graph [rankdir=TB, nodesep=1.6, ranksep=0.3, labelloc=t, label=");
        out.append(GraphDot.quoted(ladder.title())).append("];\n");
        out.append("  node [fontname=\"DejaVu Sans\", shape=point, width=0.04];\n");
        out.append("  edge [fontname=\"DejaVu Sans\", fontsize=11];\n");
        for (int lane = 0; lane < lanes; lane++) {
            out.append("  l")
                    .append(lane)
                    .append("_0 [shape=box, label=")
                    .append(GraphDot.quoted(ladder.lanes().get(lane).name()))
                    .append("];\n");
            List<String> column = new ArrayList<>();
            for (int row = 0; row <= rows; row++) {
                column.add("l" + lane + "_" + row);
            }
            out.append("  ").append(String.join(" -> ", column)).append(" [arrowhead=none, weight=100");
            out.append(ladder.lanes().get(lane).kind() == Ladder.Kind.PARTY ? "];\n" : ", style=dashed];\n");
        }
        for (int row = 0; row <= rows; row++) {
            out.append("  { rank=same;");
            for (int lane = 0; lane < lanes; lane++) {
                out.append(" l").append(lane).append('_').append(row).append(';');
            }
            out.append(" }\n");
        }
        for (int i = 0; i < rows; i++) {
            int at = i + 1;
            switch (ladder.rows().get(i)) {
                case Ladder.Arrow a ->
                    out.append("  l")
                            .append(a.from())
                            .append('_')
                            .append(at)
                            .append(" -> l")
                            .append(a.to())
                            .append('_')
                            .append(at)
                            .append(" [constraint=false, label=")
                            .append(GraphDot.quoted(a.label()))
                            .append(a.covered() ? ", style=dashed];\n" : "];\n");
                case Ladder.Note n ->
                    out.append("  l")
                            .append(n.lane())
                            .append('_')
                            .append(at)
                            .append(" [xlabel=")
                            .append(GraphDot.quoted(n.sign().text() + n.text()))
                            .append("];\n");
            }
        }
        return out.append("}\n").toString();
    }
}
