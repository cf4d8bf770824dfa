package dev.troth.proofs.metamorphic;

import dev.troth.spec.model.Compromise;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Something is added that nobody uses. */
enum Unused implements Change {
    OPTION("an option that nobody asks about") {
        @Override
        List<Written.Edit> edits(Written written) {
            return List.of(atTheStart(written, "option " + written.unused("unasked") + " = off | on"));
        }
    },
    ROLE("a role that does nothing") {
        @Override
        List<Written.Edit> edits(Written written) {
            return List.of(atTheStart(
                    written,
                    "role " + written.unused("Bystander")
                            + "(me, peer) { start final state Standing { otherwise ignore } }"));
        }
    },
    STORE("stores that nobody reads") {
        @Override
        List<Written.Edit> edits(Written written) {
            return inEveryRole(written, "node " + written.unused("unread") + " : map of agent to bytes[16]");
        }
    },
    VARIABLES("variables that nobody sets or reads") {
        @Override
        List<Written.Edit> edits(Written written) {
            return inEveryRole(
                    written,
                    "var " + written.unused("unset") + " : bytes[16]\n    fresh " + written.unused("undrawn")
                            + " : bytes[16]");
        }
    },
    FIELD("a field of every message that nobody reads") {
        /** Who may change a field makes histories differ that matched, and then a partner is none. */
        @Override
        public boolean keepsVerdictsUnder(Compromise model) {
            return model.reveals().stream()
                    .noneMatch(reveal -> reveal.when() == Compromise.When.OTHER_RUNS
                            || reveal.when() == Compromise.When.AFTER_CORRECT);
        }

        @Override
        List<Written.Edit> edits(Written written) {
            List<DeclTree.Layout> messages = Fields.messages(written);
            Set<String> names = messages.stream().map(DeclTree.Layout::name).collect(Collectors.toSet());
            String field = written.unused("padding");
            List<Written.Edit> edits = new ArrayList<>();
            for (DeclTree.Layout message : messages) {
                int close =
                        message.span().start() + written.text(message.span()).lastIndexOf('}');
                String comma = message.fields().size() > 1 ? ", " : "";
                edits.add(new Written.Edit(close, close, comma + field + " : bytes[4] "));
            }
            for (ExprTree.Call call : written.all(ExprTree.Call.class)) {
                if (names.contains(call.name())) {
                    int close = call.span().end() - 1;
                    String comma = call.args().isEmpty() ? "" : ", ";
                    edits.add(new Written.Edit(close, close, comma + field + " = 0x00000000"));
                }
            }
            return edits;
        }
    };

    private final String what;

    Unused(String what) {
        this.what = what;
    }

    abstract List<Written.Edit> edits(Written written);

    @Override
    public String what() {
        return what;
    }

    @Override
    public Source of(Written written) {
        return written.with(edits(written));
    }

    private static Written.Edit atTheStart(Written written, String declaration) {
        return Written.Edit.before(written.tree().declarations().getFirst().span(), declaration + "\n  ");
    }

    private static List<Written.Edit> inEveryRole(Written written, String member) {
        List<Written.Edit> edits = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            edits.add(Written.Edit.before(role.members().getFirst().span(), member + "\n    "));
        }
        return edits;
    }
}
