package dev.troth.reference.report;

import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Type;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Cast;
import dev.troth.statemachine.search.Pauses;
import dev.troth.statemachine.term.Shapes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Under which conditions a verdict was found: what it means, and of what text. Every report says so from here. What a
 * specification has no use for is not spoken of.
 */
public final class Conditions {
    private static final double SECOND = 1e9;

    private Conditions() {}

    /** What limits the verdicts that say of a claim that there is no attack, a line for each; empty if none says so. */
    public static List<String> of(List<Verdict> verdicts) {
        List<Verdict> passes =
                verdicts.stream().filter(Verdict::isWithoutAttack).toList();
        Map<String, Set<String>> lines = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Verdict verdict : passes) {
            for (String line : limits(verdict.question(), verdict.bounds())) {
                lines.computeIfAbsent(line, l -> new LinkedHashSet<>()).add(variant(verdict.question()));
                counts.merge(line, 1, Integer::sum);
            }
        }
        List<String> out = new ArrayList<>();
        lines.forEach((line, variants) -> out.add(
                counts.getOrDefault(line, 0) == passes.size()
                        ? line
                        : "under " + String.join(", ", variants) + ": " + line));
        return out;
    }

    private static String variant(Question question) {
        String options = question.optionText();
        return question.compromise().name() + (options.isEmpty() ? "" : " where " + options);
    }

    private static List<String> limits(Question question, Bounds bounds) {
        List<String> limits = new ArrayList<>();
        limits.add(typing(question, bounds));
        limits.addAll(restrictions(question));
        limits.addAll(reductions(bounds));
        limits.add("the attacker's theory: " + theory(question.protocol()));
        return limits;
    }

    /** The theory in force. */
    public static String theory(Protocol protocol) {
        Uses uses = new Uses(protocol);
        int count = protocol.equations().size();
        List<String> theory = new ArrayList<>();
        theory.add(count == 1 ? "1 equation of the specification" : count + " equations of the specification");
        if (uses.expression(Expr.Xor.class::isInstance)) {
            theory.add("exclusive or with one unknown operand");
        }
        if (uses.expression(
                e -> e instanceof Expr.Shared shared && shared.agents().size() > 1)) {
            theory.add("shared keys without direction");
        }
        if (protocol.equations().stream().anyMatch(equation -> isExchange(equation, uses))) {
            theory.add("no products or inverses of exponents");
        }
        return String.join("; ", theory);
    }

    /** An equation that names one value twice, as that of a key agreement does which the specification uses. */
    private static boolean isExchange(Equation equation, Uses uses) {
        return equation.left() instanceof Expr.Apply left
                && equation.right() instanceof Expr.Apply right
                && left.function() == right.function()
                && uses.expression(e -> e instanceof Expr.Apply apply && apply.function() == left.function());
    }

    /** Whether the search of a question told values of different types apart. */
    static String typing(Question question, Bounds bounds) {
        return bounds.typed() && !question.compromise().untyped()
                ? "typed: fields hold values of their types and lengths, messages and parts are told apart"
                : "untyped: octets of any length may stand for each other";
    }

    /** What the search leaves out. */
    public static List<String> restrictions(Question question) {
        List<String> restrictions = new ArrayList<>();
        Protocol protocol = question.protocol();
        if (hasLists(protocol)) {
            restrictions.add("lists of the attacker have "
                    + new Shapes(protocol).all().stream().map(String::valueOf).collect(Collectors.joining(", "))
                    + " entries: lengths that some role builds or asks for");
        }
        if (new Uses(protocol).trigger(Reaction.Retransmit.class)) {
            restrictions.add("timers that repeat a message add nothing and are left out");
        }
        List<Long> pauses = Pauses.of(protocol);
        if (!pauses.isEmpty()) {
            restrictions.add("time passes at most twice in a trace, each time by "
                    + pauses.stream().map(Conditions::seconds).collect(Collectors.joining(" or ")));
        }
        restrictions.add(
                question.compromise().selfTalk() ? "agents may be their own peers" : "no agent is its own peer");
        restrictions.add(question.compromise().oneRole() ? "each agent plays one role" : "agents play every role");
        if (question.compromise().anyKey()) {
            restrictions.add("the attacker may register someone else's public key");
        }
        return restrictions;
    }

    private static String seconds(long nanos) {
        double seconds = nanos / SECOND;
        return (seconds == Math.rint(seconds) ? Long.toString((long) seconds) : Double.toString(seconds)) + " s";
    }

    private static boolean hasLists(Protocol protocol) {
        return protocol.messages().stream()
                        .flatMap(message -> message.elements().stream())
                        .anyMatch(element -> element.multiplicity().isList() || hasList(element.layout()))
                || protocol.layouts().stream().anyMatch(Conditions::hasList);
    }

    private static boolean hasList(Layout layout) {
        return layout.data().stream().anyMatch(field -> field.type() instanceof Type.Seq);
    }

    /** The short cuts that were not taken. */
    private static List<String> reductions(Bounds bounds) {
        List<String> given = new ArrayList<>();
        if (!bounds.ordered()) {
            given.add("deliveries that do not need each other were tried in every order");
        }
        if (!bounds.symmetric()) {
            given.add("runs of one role were told apart");
        }
        return given;
    }

    public static String attacker() {
        return Cast.ATTACKER + " is registered as an agent, and reads, blocks and injects on every channel as declared";
    }

    /** SHA-256 of the texts of a specification and of the claim, in hexadecimal. */
    public static String hash(Question question) {
        MessageDigest digest = sha256();
        for (Source source : question.protocol().sources()) {
            digest.update(source.text().getBytes(StandardCharsets.UTF_8));
        }
        digest.update(question.claim().text().getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
