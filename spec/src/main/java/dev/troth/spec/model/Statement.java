package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement, with every name resolved. Actions are already unfolded. */
public sealed interface Statement {
    Span span();

    /** Whether statements may lead to another state. */
    static boolean moves(List<Statement> statements) {
        for (Statement statement : statements) {
            if (statement instanceof Goto || statement.inner().stream().anyMatch(Statement::moves)) {
                return true;
            }
        }
        return false;
    }

    /** The blocks of statements inside this one. */
    default List<List<Statement>> inner() {
        return switch (this) {
            case If branch -> List.of(branch.then(), branch.otherwise());
            case Require require -> List.of(require.failure());
            case Open open -> List.of(open.failure());
            case Choose choose -> List.of(choose.failure());
            case Assign ignored -> List.of();
            case Let ignored -> List.of();
            case Send ignored -> List.of();
            case Goto ignored -> List.of();
            case Discard ignored -> List.of();
            case Add ignored -> List.of();
            case Put ignored -> List.of();
            case Export ignored -> List.of();
            case Show ignored -> List.of();
            case Resend ignored -> List.of();
            case Spawn ignored -> List.of();
        };
    }

    /** The expressions that this statement itself is made of, without those of the statements inside it. */
    default List<Expr> values() {
        return switch (this) {
            case If branch -> List.of(branch.condition());
            case Require require -> List.of(require.condition());
            case Open open -> List.of(open.value());
            case Choose choose -> List.of(choose.from(), choose.condition());
            case Assign assign -> List.of(assign.value());
            case Let let -> List.of(let.value());
            case Send send -> List.of(send.value());
            case Goto go -> go.reason() == null ? List.of() : List.of(go.reason());
            case Discard discard -> List.of(discard.reason());
            case Add add -> List.of(add.value());
            case Put put -> List.of(put.key(), put.value());
            case Export export -> List.of(export.value());
            case Show show -> List.of(show.value());
            case Resend ignored -> List.of();
            case Spawn ignored -> List.of();
        };
    }

    /** Sets a variable of the role. */
    record Assign(Span span, int variable, String name, Expr value) implements Statement {}

    /** Names a value inside the reaction. */
    record Let(Span span, int slot, String name, Expr value) implements Statement {}

    /** Sends a message to the agent of an agent parameter, by its index. */
    record Send(Span span, Message message, Expr value, Port port, int to, List<Ref> refs) implements Statement {}

    /** Checks a condition; on failure runs {@code failure}, and nothing after this statement. */
    record Require(Span span, Expr condition, String text, List<Statement> failure, List<Ref> refs)
            implements Statement {}

    /** Reads octets as a message and names the result. */
    record Open(Span span, Expr value, Message message, int slot, String name, List<Statement> failure, List<Ref> refs)
            implements Statement {}

    /** Names the first item of a list that meets a condition. */
    record Choose(Span span, int slot, String name, Expr from, Expr condition, List<Statement> failure, List<Ref> refs)
            implements Statement {}

    record If(Span span, Expr condition, List<Statement> then, List<Statement> otherwise) implements Statement {}

    /** Enters a state. */
    record Goto(Span span, int state, String name, @Nullable Expr reason) implements Statement {}

    /** Ends the reaction as if the message had not come. */
    record Discard(Span span, Expr reason) implements Statement {}

    record Add(Span span, int store, String name, Expr value) implements Statement {}

    record Put(Span span, int store, String name, Expr key, Expr value) implements Statement {}

    /** Hands a key to its user. */
    record Export(Span span, Expr value, String text, String target, List<Ref> refs) implements Statement {}

    record Show(Span span, Expr value, String text) implements Statement {}

    /** Sends the last message of that kind again. */
    record Resend(Span span, Message message) implements Statement {}

    /** A new run of the same role takes the message. */
    record Spawn(Span span) implements Statement {}
}
