package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Statements of an action stand where it is called. */
record Inlining() implements Change {
    /** Actions call each other, no deeper than this. */
    private static final int DEPTH = 8;

    @Override
    public String what() {
        return "actions are unfolded";
    }

    @Override
    public Source of(Written written) {
        Written now = written;
        for (int i = 0; i < DEPTH; i++) {
            now = Written.of(once(now));
        }
        return now.source();
    }

    /** Unfolds every call that stands outside of an action. */
    private static Source once(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            Map<String, DeclTree.Action> actions = new HashMap<>();
            Written.all(DeclTree.Action.class, role).forEach(action -> actions.put(action.name(), action));
            for (DeclTree.State state : Written.all(DeclTree.State.class, role)) {
                for (StatementTree.Act call : Written.all(StatementTree.Act.class, state)) {
                    DeclTree.Action action = actions.get(call.action());
                    if (action != null) {
                        edits.add(Written.Edit.instead(call.span(), unfolded(written, call, action)));
                    }
                }
            }
        }
        return written.with(edits);
    }

    /** The statements with arguments for parameters; the call as it is where an argument is no name and a name is needed. */
    private static String unfolded(Written written, StatementTree.Act call, DeclTree.Action action) {
        if (action.body().isEmpty()) {
            return "";
        }
        Map<String, String> arguments = new HashMap<>();
        for (int i = 0; i < call.args().size(); i++) {
            arguments.put(
                    action.params().get(i).name(),
                    written.text(call.args().get(i).span()));
        }
        List<Written.Edit> edits = new ArrayList<>();
        for (ExprTree.Name name : Written.all(ExprTree.Name.class, action.body())) {
            String argument = arguments.get(name.name());
            if (argument != null) {
                edits.add(Written.Edit.instead(name.span(), argument));
            }
        }
        for (StatementTree.Send send : Written.all(StatementTree.Send.class, action.body())) {
            String argument = send.to() == null ? null : arguments.get(send.to().name());
            if (argument != null && argument.contains(".")) {
                return written.text(call.span());
            }
            if (argument != null) {
                edits.add(Written.Edit.instead(send.to().span(), argument));
            }
        }
        int start = action.body().getFirst().span().start();
        int end = action.body().getLast().span().end();
        int after = written.source().text().length() - end;
        String whole = written.with(edits).text();
        String text = whole.substring(start, whole.length() - after);
        boolean isFailure = written.source()
                .text()
                .substring(0, call.span().start())
                .stripTrailing()
                .endsWith("else");
        return isFailure ? "{ " + text + " }" : text;
    }
}
