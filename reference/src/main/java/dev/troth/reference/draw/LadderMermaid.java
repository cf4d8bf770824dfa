package dev.troth.reference.draw;

/** A sequence diagram in Mermaid's notation. */
final class LadderMermaid {
    private LadderMermaid() {}

    static String of(Ladder ladder) {
        StringBuilder out =
                new StringBuilder("---\ntitle: " + GraphMermaid.quoted(ladder.title()) + "\n---\nsequenceDiagram\n");
        for (int i = 0; i < ladder.lanes().size(); i++) {
            out.append("  participant p")
                    .append(i)
                    .append(" as ")
                    .append(GraphMermaid.escaped(ladder.lanes().get(i).name()))
                    .append('\n');
        }
        for (Ladder.Row row : ladder.rows()) {
            switch (row) {
                case Ladder.Arrow a -> {
                    String line = a.lost() ? "-x" : a.covered() ? "-->>" : "->>";
                    String text = a.detail().isEmpty() ? a.label() : a.label() + " (" + a.detail() + ")";
                    out.append("  p").append(a.from()).append(line).append('p').append(a.to());
                    out.append(": ").append(GraphMermaid.escaped(text)).append('\n');
                }
                case Ladder.Note n ->
                    out.append("  note right of p")
                            .append(n.lane())
                            .append(": ")
                            .append(GraphMermaid.escaped(n.sign().text() + n.text()))
                            .append('\n');
            }
        }
        return out.toString();
    }
}
