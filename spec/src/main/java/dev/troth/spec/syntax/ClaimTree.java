package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a claim says, as written. */
public sealed interface ClaimTree {
    Span span();

    /** Where it says {@code even with dishonest peers}, or null. */
    @Nullable
    Span anyPeer();

    /** {@code secret tgk at Initiator.Keyed against ProxyA}. */
    record Secret(
            Span span,
            ExprTree term,
            List<DeclTree.Point> points,
            List<DeclTree.NameAt> against,
            @Nullable Span anyPeer)
            implements ClaimTree {}

    /** {@code agree Responder.Keyed with Initiator on tgk, csb injective}. */
    record Agree(
            Span span,
            DeclTree.Point point,
            DeclTree.NameAt with,
            List<ExprTree> on,
            boolean injective,
            boolean oneWay,
            @Nullable Span anyPeer)
            implements ClaimTree {}

    /** {@code alive Responder.Keyed with Initiator}, {@code weak Responder.Keyed with Initiator}. */
    record Alive(
            Span span,
            DeclTree.Point point,
            DeclTree.NameAt with,
            boolean weak,
            @Nullable Span anyPeer) implements ClaimTree {}

    /** {@code fresh tgk at Responder.Keyed}. */
    record Fresh(
            Span span,
            ExprTree term,
            DeclTree.Point point,
            @Nullable Span anyPeer) implements ClaimTree {}

    /** {@code never tx = rx at Responder.Keyed}. */
    record Never(
            Span span,
            ExprTree condition,
            DeclTree.Point point,
            @Nullable Span anyPeer) implements ClaimTree {}

    /** {@code reachable Initiator.Keyed}. */
    record Reachable(
            Span span,
            DeclTree.@Nullable Point point,
            @Nullable Span anyPeer) implements ClaimTree {}
}
