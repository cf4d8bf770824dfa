package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Sketch.Delivery;
import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import dev.troth.proofs.oracle.Sketch.Run;
import dev.troth.proofs.oracle.Sketch.Script;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a small specification as a text of the language. */
final class SketchText {
    private static final String IGNORE = "otherwise ignore";

    private final Sketch sketch;
    private final StringBuilder out = new StringBuilder();
    private int depth;

    private SketchText(Sketch sketch) {
        this.sketch = sketch;
    }

    static String of(Sketch sketch) {
        SketchText text = new SketchText(sketch);
        text.protocol();
        return text.out.toString();
    }

    private void line(String line) {
        out.append("  ".repeat(depth)).append(line).append('\n');
    }

    private void open(String line) {
        line(line + " {");
        depth++;
    }

    private void close() {
        depth--;
        line("}");
    }

    private void protocol() {
        open("protocol Small \"made up at random\"");
        line("import \"library/std/ideal.troth\"");
        sketch.options().forEach(this::line);
        line("channel net : udp { attacker read, block, inject }");
        sketch.forms().forEach(this::form);
        sketch.parties().forEach(this::party);
        line("claim c : " + sketch.claim());
        String where = sketch.where().isEmpty() ? "" : " where " + sketch.where();
        line("  " + (sketch.attack() == null ? "holds" : "breaks") + " under none" + where);
        Script attack = sketch.attack();
        if (attack != null) {
            attack(attack);
        }
        close();
    }

    private void form(Form form) {
        if (!form.isLayout()) {
            line("message " + form.name() + " { "
                    + form.fields().stream()
                            .map(f -> f.name() + " : " + f.type())
                            .collect(Collectors.joining(", "))
                    + " }");
            return;
        }
        StringBuilder fields = new StringBuilder("kind : 8 = " + sketch.kind(form));
        for (Field field : form.fields()) {
            fields.append(" ; ").append(laidOut(field));
        }
        line("layout " + form.name() + " { " + fields + " }");
    }

    private static String laidOut(Field field) {
        String name = field.name();
        if (field.isList()) {
            return "len_" + name + " : 8 = count(" + name + ") ; " + name + "[len_" + name + "] { v : 8 }";
        }
        if (field.type().startsWith("u")) {
            return name + " : " + field.type().substring(1);
        }
        return name + " : " + (field.octets() == 0 ? "vector(16)" : field.type());
    }

    private void party(Party party) {
        open("role " + party.name() + "(me, peer)");
        party.declarations().forEach(this::line);
        for (int i = 0; i < party.places().size(); i++) {
            Place place = party.places().get(i);
            open((i == 0 ? "start " : "") + (place.handlers().isEmpty() ? "final " : "") + "state " + place.name());
            place.handlers().forEach(this::handler);
            line(IGNORE);
            close();
        }
        close();
    }

    private void handler(Handler handler) {
        open(handler.event());
        handler.body().forEach(this::step);
        close();
    }

    private void step(Step step) {
        switch (step) {
            case Step.Assign(String variable, Phrase value) -> line(variable + " := " + value.text());
            case Step.Name(String name, Phrase value) -> line("let " + name + " = " + value.text());
            case Step.Send(String message, List<Step.Given> fields) ->
                line("send " + message + "("
                        + fields.stream()
                                .map(f -> f.field() + " = " + f.value().text())
                                .collect(Collectors.joining(", "))
                        + ") on net");
            case Step.Require(Phrase condition) -> line("require " + condition.text() + " else discard(\"no\")");
            case Step.If(Phrase condition, List<Step> then, List<Step> otherwise) -> {
                open("if " + condition.text());
                then.forEach(this::step);
                if (!otherwise.isEmpty()) {
                    depth--;
                    open("} else");
                    otherwise.forEach(this::step);
                }
                close();
            }
            case Step.Open(Phrase octets, String message, String name) ->
                line("open " + octets.text() + " as " + message + " " + name + " else discard(\"no\")");
            case Step.Choose(String name, Phrase list, Phrase where) ->
                line("choose " + name + " in " + list.text() + " where " + where.text() + " else discard(\"no\")");
            case Step.Add(Phrase value, String store) -> line("add " + value.text() + " to " + store);
            case Step.Put(String store, Phrase key, Phrase value) ->
                line("set " + store + "[" + key.text() + "] := " + value.text());
            case Step.Goto(String state) -> line("goto " + state);
        }
    }

    private void attack(Script attack) {
        open("scenario plant");
        for (int i = 0; i < attack.runs().size(); i++) {
            Run run = attack.runs().get(i);
            line("run " + run.agent() + "#" + (i + 1) + " = " + run.role() + "(peer " + run.peer() + ")");
        }
        if (!sketch.where().isEmpty()) {
            line("with " + sketch.where());
        }
        line("attacker owns Network");
        line("attacker blocks net");
        for (int i = 0; i < attack.deliveries().size(); i++) {
            Delivery delivery = attack.deliveries().get(i);
            String to = attack.runs().get(delivery.run() - 1).agent() + "#" + delivery.run();
            line("attacker sends " + sketch.encoded(delivery) + " to " + to + " on net after " + (i + 1) + " s");
        }
        line("expect " + attack.expected());
        close();
    }
}
