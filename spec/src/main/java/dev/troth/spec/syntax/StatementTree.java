package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement as written. */
public sealed interface StatementTree {
    Span span();

    record Assign(Span span, String name, Span nameSpan, ExprTree value, List<RefTree> refs) implements StatementTree {}

    record Let(Span span, String name, Span nameSpan, ExprTree value, List<RefTree> refs) implements StatementTree {}

    /** {@code send Init { ... } on sip.offer}, or {@code send x on media}. */
    record Send(Span span, Message message, ExprTree.Path port, DeclTree.@Nullable NameAt to, List<RefTree> refs)
            implements StatementTree {}

    /** What is sent. */
    sealed interface Message {
        Span span();
    }

    /** {@code Init { HDR(...) if ids = both { ID(...) } }}. */
    record Built(Span span, String name, Span nameSpan, List<Part> parts, List<RefTree> refs) implements Message {}

    /** {@code Srtp(...)} or a variable that holds a message. */
    record Given(Span span, ExprTree value) implements Message {}

    /** A payload, or payloads under a condition. */
    sealed interface Part {
        Span span();
    }

    record Payload(Span span, ExprTree.Call call) implements Part {}

    record PartIf(Span span, ExprTree condition, List<Part> then, List<Part> otherwise) implements Part {}

    record Require(Span span, ExprTree condition, @Nullable Failure failure, List<RefTree> refs)
            implements StatementTree {}

    record Open(
            Span span,
            ExprTree value,
            String layout,
            Span layoutSpan,
            String name,
            Span nameSpan,
            @Nullable Failure failure,
            List<RefTree> refs)
            implements StatementTree {}

    record Choose(
            Span span,
            String name,
            Span nameSpan,
            ExprTree from,
            ExprTree condition,
            @Nullable Failure failure,
            List<RefTree> refs)
            implements StatementTree {}

    record If(Span span, ExprTree condition, List<StatementTree> then, List<StatementTree> otherwise)
            implements StatementTree {}

    record Goto(
            Span span,
            String state,
            Span stateSpan,
            @Nullable ExprTree reason) implements StatementTree {}

    record Discard(Span span, ExprTree reason) implements StatementTree {}

    record Act(Span span, String action, Span actionSpan, List<ExprTree> args) implements StatementTree {}

    record Add(Span span, ExprTree value, String store, Span storeSpan, List<RefTree> refs) implements StatementTree {}

    /** {@code set cache[peer] := value}. */
    record Put(Span span, String store, Span storeSpan, ExprTree key, ExprTree value, List<RefTree> refs)
            implements StatementTree {}

    record Export(Span span, ExprTree value, ExprTree.Path target, List<RefTree> refs) implements StatementTree {}

    record Show(Span span, ExprTree value, String to) implements StatementTree {}

    record Resend(Span span, String message, Span messageSpan) implements StatementTree {}

    record Spawn(Span span) implements StatementTree {}

    /** What happens when a check fails: the statements after {@code else}. */
    record Failure(Span span, List<StatementTree> statements, List<RefTree> refs) {}
}
