package dev.troth.reference.report;

import dev.troth.spec.model.Protocol;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import dev.troth.statemachine.search.Cast;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Under which conditions a verdict was found: what it means, and of what text. */
public final class Conditions {
    private Conditions() {}

    /** The theory in force. */
    public static String theory(Protocol protocol) {
        return protocol.equations().size() + " equations of the specification; exclusive or with one unknown operand;"
                + " shared keys without direction; no products or inverses of exponents";
    }

    public static String typing(Bounds bounds) {
        return bounds.typed()
                ? "typed: fields hold values of their types and lengths, messages and parts are told apart"
                : "untyped: octets of any length may stand for each other";
    }

    /** What the search leaves out. */
    public static List<String> restrictions(Question question) {
        List<String> restrictions = new ArrayList<>();
        restrictions.add("lists are as long as some role builds them");
        restrictions.add("timers that repeat a message add nothing and are left out");
        restrictions.add("time passes at most twice, by a little more than a time of the specification");
        restrictions.add(
                question.compromise().selfTalk() ? "agents may be their own peers" : "no agent is its own peer");
        restrictions.add(question.compromise().oneRole() ? "each agent plays one role" : "agents play every role");
        if (question.compromise().untyped()) {
            restrictions.add("one field may be taken for another");
        }
        if (question.compromise().anyKey()) {
            restrictions.add("the attacker may register someone else's public key");
        }
        return restrictions;
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
