package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Declarations of a file, and parts of a role, stand in the opposite order; the language gives their order no meaning. */
record Reordering() implements Change {
    @Override
    public String what() {
        return "another order";
    }

    @Override
    public Source of(Written written) {
        Source members = members(written);
        return declarations(Written.of(members));
    }

    private static Source declarations(Written written) {
        List<Span> spans = new ArrayList<>();
        for (DeclTree each : written.tree().declarations()) {
            boolean mayStandAnywhere = each instanceof DeclTree.Role
                    || each instanceof DeclTree.Claim
                    || each instanceof DeclTree.Message
                    || each instanceof DeclTree.Layout
                    || each instanceof DeclTree.Channel
                    || each instanceof DeclTree.Param
                    || each instanceof DeclTree.Function
                    || each instanceof DeclTree.Equation
                    || each instanceof DeclTree.Compromise;
            if (mayStandAnywhere) {
                spans.add(each.span());
            }
        }
        return written.with(turned(written, spans));
    }

    private static Source members(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            edits.addAll(turned(
                    written, role.members().stream().map(DeclTree.Member::span).toList()));
        }
        return written.with(edits);
    }

    private static List<Written.Edit> turned(Written written, List<Span> spans) {
        List<Written.Edit> edits = new ArrayList<>();
        for (int i = 0; i < spans.size(); i++) {
            edits.add(Written.Edit.instead(spans.get(i), written.text(spans.get(spans.size() - 1 - i))));
        }
        return edits;
    }
}
