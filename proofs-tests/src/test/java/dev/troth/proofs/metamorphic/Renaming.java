package dev.troth.proofs.metamorphic;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.Lexer;
import dev.troth.spec.syntax.ReactionTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.syntax.Token;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Roles, their parameters and variables, states, messages and what statements name get other names, in the opposite order of the
 * alphabet. A word that also means something else in the file, or in what it imports, keeps its name.
 */
record Renaming() implements Change {
    /** Words of the language, as its grammar has them. */
    private static final Set<String> WORDS = new HashSet<>(Arrays.asList("""
                    protocol library import cites as option param channel chain layout text message keys function short equation
                    timer doubling to tries role server compromise reveal agents values claim property yes partly no scenario
                    exercise path branch hop body sdp session media lines base64 order mtu frame attacker read block inject nothing
                    signalling udp dtls human clear tls tls_ecdhe tls_rsa authentic reliable in_order lossy reordering duplicating
                    default size words count crc32c counter if else bytes vector of time rest fill ws opt many decimal token vchar
                    hex knows public fresh var node action state start final entry on recv malformed after retransmit by ignore defer
                    otherwise let send require open choose where goto discard add set export show user resend spawn in not and or
                    xor present now abs bit until without secret at against agree with injective alive weak never reachable holds
                    breaks under none run seed clock like from latency jitter loss duplicate reorder fork retarget drop expect hide
                    goal hint owns resends drops corrupts truncates blocks sends discards times Network shared private long_term
                    session_keys all other others actor servers correct runs one_role self_talk any_key untyped list map agent u8 u16
                    u24 u32 u48 u64 us ms s min h offer answer reject reoffer answered established rejected unkeyed cancelled call""".split("\\s+")));

    @Override
    public String what() {
        return "other names";
    }

    @Override
    public Source of(Written written) {
        Set<String> names = declared(written);
        names.removeAll(WORDS);
        names.removeAll(elsewhere(written));
        Map<String, String> renamed = new HashMap<>();
        int number = 900;
        for (String name : names) {
            renamed.put(name, written.unused("q" + number-- + "x"));
        }
        List<Written.Edit> edits = new ArrayList<>();
        for (Token token : written.tokens()) {
            String other = renamed.get(token.word());
            if (other != null) {
                edits.add(Written.Edit.instead(token.span(), other));
            }
        }
        return written.with(edits);
    }

    private static Set<String> declared(Written written) {
        Set<String> names = new TreeSet<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            names.add(role.name());
            names.addAll(role.agents());
        }
        written.all(DeclTree.Knows.class).forEach(each -> names.add(each.name()));
        written.all(DeclTree.Variable.class).forEach(each -> names.add(each.name()));
        written.all(DeclTree.State.class).forEach(each -> names.add(each.name()));
        written.all(DeclTree.Action.class).forEach(each -> names.add(each.name()));
        written.all(DeclTree.Message.class).forEach(each -> names.add(each.name()));
        written.all(DeclTree.Layout.class).forEach(each -> names.add(each.name()));
        written.all(StatementTree.Let.class).forEach(each -> names.add(each.name()));
        written.all(StatementTree.Open.class).forEach(each -> names.add(each.name()));
        written.all(StatementTree.Choose.class).forEach(each -> names.add(each.name()));
        for (ReactionTree.Receive receive : written.all(ReactionTree.Receive.class)) {
            if (receive.name() != null) {
                names.add(receive.name());
            }
        }
        return names;
    }

    /** Words of imported files, of channels and compromise models, and of events: they are not this file's to change. */
    private static Set<String> elsewhere(Written written) {
        Set<String> words = new HashSet<>();
        Protocol protocol = Specification.read(written.source(), new Library()).protocol();
        if (protocol != null) {
            protocol.sources().stream()
                    .filter(source -> !source.name().equals(written.source().name()))
                    .forEach(source -> words(Lexer.tokens(source, new Diagnostics()), words));
        }
        words(Lexer.tokens(new Library().prelude(), new Diagnostics()), words);
        for (DeclTree part : written.tree().declarations()) {
            if (part instanceof DeclTree.Compromise
                    || part instanceof DeclTree.Channel
                    || part instanceof DeclTree.Option) {
                words(Lexer.tokens(new Source("part", written.text(part.span())), new Diagnostics()), words);
            }
        }
        written.all(ReactionTree.Local.class)
                .forEach(each -> words.addAll(each.event().names()));
        written.all(StatementTree.Export.class)
                .forEach(each -> words.addAll(each.target().names()));
        written.all(DeclTree.Function.class).forEach(each -> words.add(each.name()));
        return words;
    }

    private static void words(List<Token> tokens, Set<String> into) {
        tokens.forEach(token -> into.add(token.word()));
    }
}
