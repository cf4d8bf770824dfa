package dev.troth.spec.syntax;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A declaration as written, in the order of the file. */
public sealed interface DeclTree {
    Span span();

    record Import(Span span, String path) implements DeclTree {}

    record Cites(Span span, String document, String alias) implements DeclTree {}

    record Option(Span span, String name, Span nameSpan, List<String> values, List<RefTree> refs) implements DeclTree {}

    record Param(Span span, String name, Span nameSpan, ExprTree value, List<RefTree> refs) implements DeclTree {}

    record Channel(
            Span span,
            String name,
            Span nameSpan,
            NameAt kind,
            List<String> path,
            List<Span> pathSpans,
            @Nullable NameAt branch,
            ExprTree.@Nullable Name hop,
            @Nullable Body body,
            List<NameAt> order,
            ExprTree.@Nullable Number mtu,
            @Nullable NameAt frame,
            @Nullable List<NameAt> attacker,
            List<RefTree> refs)
            implements DeclTree {}

    /** {@code body offer, answer : sdp session "key-mgmt:mikey" base64}. */
    record Body(
            Span span,
            List<String> ports,
            String container,
            String level,
            String attribute,
            String coding,
            List<RefTree> refs) {}

    record Chain(Span span, int bits, List<LayoutTree.EnumName> entries, List<RefTree> refs) implements DeclTree {}

    record Layout(
            Span span,
            String name,
            Span nameSpan,
            List<ParamTree> params,
            List<LayoutTree.Field> fields,
            List<RefTree> refs)
            implements DeclTree {}

    record Text(Span span, String name, Span nameSpan, List<LayoutTree.TextPart> parts, List<RefTree> refs)
            implements DeclTree {}

    record Message(Span span, String name, Span nameSpan, List<LayoutTree.Element> elements, List<RefTree> refs)
            implements DeclTree {}

    /** {@code name : type}; octets of any length when no type is written. */
    record ParamTree(Span span, String name, @Nullable TypeTree type) {}

    record Key(Span span, String name, Span nameSpan, List<ParamTree> params, ExprTree body, List<RefTree> refs)
            implements DeclTree {}

    /** {@code function hmac_sha1(key : bytes, data : bytes) : bytes[20]}. */
    record Function(
            Span span,
            String name,
            Span nameSpan,
            List<ParamTree> params,
            TypeTree result,
            boolean isShort,
            boolean isTotal,
            List<RefTree> refs)
            implements DeclTree {}

    record Equation(Span span, ExprTree left, ExprTree right) implements DeclTree {}

    record Timer(Span span, String name, Span nameSpan, ExprTree first, ExprTree limit, int tries, List<RefTree> refs)
            implements DeclTree {}

    /**
     * A role; {@code players} are, for each agent parameter, the role that it plays, or null.
     */
    record Role(
            Span span,
            String name,
            Span nameSpan,
            boolean server,
            List<String> agents,
            List<@Nullable NameAt> players,
            List<Member> members,
            List<RefTree> refs)
            implements DeclTree {}

    /** What stands in a role. */
    sealed interface Member {
        Span span();
    }

    /** {@code knows psk = shared(me, peer) : bytes[16]}; {@code open} for {@code public}: everyone knows it. */
    record Knows(Span span, String name, Span nameSpan, boolean open, ExprTree value, TypeTree type)
            implements Member {}

    /** {@code fresh}, {@code var} or {@code node} variables. */
    record Variables(Span span, String lifetime, List<Variable> variables) implements Member {}

    record Variable(Span span, String name, TypeTree type) {}

    record Action(Span span, String name, Span nameSpan, List<ParamTree> params, List<StatementTree> body)
            implements Member {}

    record State(
            Span span,
            String name,
            Span nameSpan,
            boolean start,
            boolean isFinal,
            List<ReactionTree> reactions,
            List<RefTree> refs)
            implements Member {}

    /** {@code compromise AF = others, reveal long_term after run}. */
    record Compromise(Span span, String name, Span nameSpan, List<CompromisePart> parts, List<RefTree> refs)
            implements DeclTree {}

    /**
     * A part of a compromise model: {@code reveal WHAT WHEN}, {@code agents WORD}, or the name of another model.
     *
     * @param kind reveal, agents, or empty for a name
     * @param timing the words after what is revealed
     */
    record CompromisePart(Span span, String kind, Span what, String timing) {}

    record Claim(
            Span span, String name, Span nameSpan, ClaimTree claim, List<Expectation> expectations, List<RefTree> refs)
            implements DeclTree {}

    /** {@code holds under none, SKR where ids = both}. */
    record Expectation(Span span, boolean holds, List<NameAt> under, List<OptionSetting> where, List<RefTree> refs) {}

    /** {@code property pstn = yes "a gateway reads the key"}. */
    record Property(Span span, String name, Span nameSpan, String answer, String reason, List<RefTree> refs)
            implements DeclTree {}

    record NameAt(Span span, String name) {}

    record OptionSetting(Span span, String option, String value) {}

    /** {@code Role.State}. */
    record Point(Span span, String role, String state) {}

    record Scenario(Span span, String name, Span nameSpan, List<ScenarioTree> items) implements DeclTree {}

    record Exercise(Span span, String name, Span nameSpan, String task, List<ScenarioTree> items) implements DeclTree {}
}
