package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;

/** What is required of a field that came is required of a variable that holds it. */
record Holding() implements Change {
    @Override
    public String what() {
        return "a variable holds what is required";
    }

    @Override
    public Source of(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        int number = 0;
        for (Fields.Read read : Fields.reads(written)) {
            for (StatementTree.Require require : Written.all(StatementTree.Require.class, read.reaction())) {
                Span condition = require.condition().span();
                Span place = read.place().span();
                if (condition.start() <= place.start() && place.end() <= condition.end()) {
                    String held = written.unused("held" + number++ + "_");
                    Span first = read.role().members().getFirst().span();
                    edits.add(Written.Edit.before(first, "var " + held + " : " + read.type() + "\n    "));
                    edits.add(Written.Edit.before(require.span(), held + " := " + written.text(place) + " ; "));
                    edits.add(Written.Edit.instead(place, held));
                }
            }
        }
        return written.with(edits);
    }
}
