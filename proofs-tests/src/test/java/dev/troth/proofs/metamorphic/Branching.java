package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;

/** {@code require c else f} is {@code if c { } else { f }}. */
record Branching() implements Change {
    @Override
    public String what() {
        return "an if for a require";
    }

    @Override
    public Source of(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (StatementTree.Require require : written.all(StatementTree.Require.class)) {
            StatementTree.Failure failure = require.failure();
            if (failure != null && failure.refs().isEmpty() && require.refs().isEmpty()) {
                List<StatementTree> statements = failure.statements();
                String text = written.source()
                        .text()
                        .substring(
                                statements.getFirst().span().start(),
                                statements.getLast().span().end());
                edits.add(Written.Edit.instead(
                        require.span(),
                        "if " + written.text(require.condition().span()) + " { } else { " + text + " }"));
            }
        }
        return written.with(edits);
    }
}
