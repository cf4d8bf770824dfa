package dev.troth.proofs.negative;

import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * A check of a specification: a {@code require}, {@code open} or {@code choose} of a state.
 *
 * @param text as the specification writes it, on one line
 * @param told how a transcript tells it, or how that begins
 */
record ModelCheck(Role role, State state, String text, String told, List<Ref> refs) {
    /** Every check of every role, those inside of branches and of failures too. */
    static List<ModelCheck> of(Protocol protocol) {
        List<ModelCheck> checks = new ArrayList<>();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                for (Reaction reaction : state.reactions()) {
                    collect(role, state, reaction.body(), checks);
                }
            }
        }
        return checks;
    }

    private static void collect(Role role, State state, List<Statement> statements, List<ModelCheck> checks) {
        for (Statement statement : statements) {
            switch (statement) {
                case Statement.Require require -> {
                    String text = oneLine(require.text());
                    checks.add(new ModelCheck(role, state, text, require.text(), require.refs()));
                    collect(role, state, require.failure(), checks);
                }
                case Statement.Open open -> {
                    String text = oneLine(open.span().text());
                    checks.add(new ModelCheck(
                            role, state, text, "open as " + open.message().name(), open.refs()));
                    collect(role, state, open.failure(), checks);
                }
                case Statement.Choose choose -> {
                    String text = oneLine(choose.span().text());
                    checks.add(new ModelCheck(role, state, text, "choose " + choose.name(), choose.refs()));
                    collect(role, state, choose.failure(), checks);
                }
                case Statement.If branch -> {
                    collect(role, state, branch.then(), checks);
                    collect(role, state, branch.otherwise(), checks);
                }
                case Statement.Assign ignored -> {}
                case Statement.Let ignored -> {}
                case Statement.Send ignored -> {}
                case Statement.Goto ignored -> {}
                case Statement.Discard ignored -> {}
                case Statement.Add ignored -> {}
                case Statement.Put ignored -> {}
                case Statement.Export ignored -> {}
                case Statement.Show ignored -> {}
                case Statement.Resend ignored -> {}
                case Statement.Spawn ignored -> {}
            }
        }
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    /** True for the check of that role and state whose text begins so. */
    boolean is(String roleName, String stateName, String beginning) {
        return role.name().equals(roleName) && state.name().equals(stateName) && text.startsWith(beginning);
    }

    @Override
    public String toString() {
        return role.name() + "." + state.name() + ": " + text;
    }
}
