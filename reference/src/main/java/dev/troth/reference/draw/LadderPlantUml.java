package dev.troth.reference.draw;

/** A sequence diagram in PlantUML's notation. */
final class LadderPlantUml {
    private LadderPlantUml() {}

    static String of(Ladder ladder) {
        StringBuilder out = new StringBuilder("@startuml\n");
        out.append("title ").append(GraphPlantUml.escaped(ladder.title())).append('\n');
        for (int i = 0; i < ladder.lanes().size(); i++) {
            Ladder.Lane lane = ladder.lanes().get(i);
            String kind = switch (lane.kind()) {
                case PARTY -> "participant ";
                case RELAY -> "boundary ";
                case ATTACKER -> "actor ";
            };
            out.append(kind)
                    .append(GraphPlantUml.quoted(lane.name()))
                    .append(" as p")
                    .append(i)
                    .append('\n');
        }
        for (Ladder.Row row : ladder.rows()) {
            switch (row) {
                case Ladder.Arrow a -> {
                    String line = a.covered() ? "--" : "-";
                    out.append('p').append(a.from()).append(' ').append(line).append(a.lost() ? ">x" : ">");
                    out.append(" p").append(a.to()).append(" : ").append(GraphPlantUml.escaped(a.label()));
                    if (!a.detail().isEmpty()) {
                        out.append("\\n").append(GraphPlantUml.escaped(a.detail()));
                    }
                    out.append('\n');
                }
                case Ladder.Note n ->
                    out.append("rnote right of p")
                            .append(n.lane())
                            .append(" : ")
                            .append(GraphPlantUml.escaped(n.sign().text() + n.text()))
                            .append('\n');
            }
        }
        return out.append("@enduml\n").toString();
    }
}
