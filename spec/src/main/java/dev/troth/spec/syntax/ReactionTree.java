package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a state does about an event, as written. */
public sealed interface ReactionTree {
    Span span();

    record Entry(Span span, List<StatementTree> body) implements ReactionTree {}

    /** {@code on user.call { ... }}. */
    record Local(Span span, ExprTree.Path event, List<StatementTree> body, List<RefTree> refs)
            implements ReactionTree {}

    /** {@code recv Srtp(n = 10) p on media { ... }}. */
    record Receive(
            Span span,
            String message,
            Span messageSpan,
            List<ExprTree.Arg> args,
            @Nullable String name,
            ExprTree.Path port,
            List<StatementTree> body,
            List<RefTree> refs)
            implements ReactionTree {}

    /** {@code malformed on sip.offer { ... }}. */
    record Malformed(Span span, ExprTree.Path port, List<StatementTree> body, List<RefTree> refs)
            implements ReactionTree {}

    record After(Span span, ExprTree delay, List<StatementTree> body, List<RefTree> refs) implements ReactionTree {}

    /** {@code retransmit Hello by T1 else goto Clear("peer has no ZRTP")}. */
    record Retransmit(
            Span span,
            String message,
            Span messageSpan,
            String timer,
            Span timerSpan,
            StatementTree.@Nullable Failure failure)
            implements ReactionTree {}

    /** {@code ignore A, B}, {@code defer A}. */
    record Silence(Span span, boolean defer, List<DeclTree.NameAt> messages) implements ReactionTree {}

    /** {@code otherwise ignore}, {@code otherwise defer}. */
    record Otherwise(Span span, boolean defer) implements ReactionTree {}

    /** {@code if sas = compared { ... }}: reactions that exist only under an option. */
    record Conditional(Span span, ExprTree condition, List<ReactionTree> then, List<ReactionTree> otherwise)
            implements ReactionTree {}
}
