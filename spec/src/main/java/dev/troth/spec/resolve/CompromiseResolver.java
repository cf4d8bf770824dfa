package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Compromise.Reveal;
import dev.troth.spec.model.Compromise.What;
import dev.troth.spec.model.Compromise.When;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compromise models: those of the standard library, and those that a specification declares or declares anew. */
final class CompromiseResolver {
    private static final Map<String, When> TIMES = new LinkedHashMap<>();

    static {
        TIMES.put("of others", When.OTHERS);
        TIMES.put("of actor", When.ACTOR);
        TIMES.put("of servers", When.SERVERS);
        TIMES.put("before run", When.ACTOR);
        TIMES.put("after correct run", When.AFTER_CORRECT);
        TIMES.put("after run", When.AFTER);
        TIMES.put("of hop after run", When.AFTER);
        TIMES.put("of run", When.ALL_RUNS);
        TIMES.put("of all runs", When.ALL_RUNS);
        TIMES.put("of other runs", When.OTHER_RUNS);
    }

    private static final Map<String, What> THINGS = new LinkedHashMap<>();

    static {
        THINGS.put("long_term", What.LONG_TERM);
        THINGS.put("shared", What.LONG_TERM);
        THINGS.put("private", What.LONG_TERM);
        THINGS.put("session_keys", What.SESSION_KEYS);
        THINGS.put("fresh", What.FRESH);
        THINGS.put("state", What.STATE);
        THINGS.put("tls_key", What.HOP_KEYS);
    }

    private final Names names;
    private final @Nullable Source prelude;
    private final Map<String, Compromise> out;

    CompromiseResolver(Names names, @Nullable Source prelude, Map<String, Compromise> out) {
        this.names = names;
        this.prelude = prelude;
        this.out = out;
    }

    /** Resolves models in the order of the text; one may name those before it. */
    void all(List<DeclTree.Compromise> trees) {
        for (DeclTree.Compromise tree : trees) {
            if (standard(tree)) {
                out.put(tree.name(), model(tree));
            }
        }
        for (DeclTree.Compromise tree : trees) {
            if (!standard(tree) && names.declare("compromise", tree.name(), tree.nameSpan())) {
                out.put(tree.name(), model(tree));
            }
        }
    }

    private boolean standard(DeclTree.Compromise tree) {
        return tree.span().source() == prelude;
    }

    private Compromise model(DeclTree.Compromise tree) {
        Set<Reveal> reveals = new LinkedHashSet<>();
        boolean oneRole = false;
        boolean selfTalk = false;
        boolean anyKey = false;
        boolean untyped = false;
        for (DeclTree.CompromisePart part : tree.parts()) {
            String what = part.what().text();
            if (part.kind().isEmpty()) {
                Compromise other = out.get(what);
                if (other == null) {
                    names.missing(
                            Code.T0602, part.span(), "compromise model before this one called", what, out.keySet());
                    continue;
                }
                reveals.addAll(other.reveals());
                oneRole |= other.oneRole();
                selfTalk |= other.selfTalk();
                anyKey |= other.anyKey();
                untyped |= other.untyped();
            } else if (part.kind().equals("values")) {
                untyped = true;
                if (!what.equals("untyped")) {
                    names.missing(Code.T0602, part.what(), "rule about values called", what, List.of("untyped"));
                }
            } else if (part.kind().equals("agents")) {
                oneRole |= what.equals("one_role");
                selfTalk |= what.equals("self_talk");
                anyKey |= what.equals("any_key");
                if (!List.of("one_role", "self_talk", "any_key").contains(what)) {
                    names.missing(
                            Code.T0602,
                            part.what(),
                            "rule about agents called",
                            what,
                            List.of("one_role", "self_talk", "any_key"));
                }
            } else {
                Reveal reveal = reveal(part, what);
                if (reveal != null) {
                    reveals.add(reveal);
                }
            }
        }
        return new Compromise(
                tree.name(), List.copyOf(reveals), oneRole, selfTalk, anyKey, untyped, names.refs(tree.refs()));
    }

    private @Nullable Reveal reveal(DeclTree.CompromisePart part, String text) {
        int bracket = text.indexOf('(');
        String word = bracket < 0 ? text : text.substring(0, bracket).strip();
        When when = TIMES.get(part.timing());
        if (when == null) {
            names.missing(Code.T0602, part.span(), "time of a reveal called", part.timing(), TIMES.keySet());
            return null;
        }
        What what = THINGS.get(word);
        KeyFunction key = names.isKey(word) ? names.key(word, part.what()) : null;
        if (what == null && key == null) {
            List<String> known = new ArrayList<>(THINGS.keySet());
            known.addAll(names.keys.keySet());
            names.missing(Code.T0602, part.what(), "secret to reveal called", word, known);
            return null;
        }
        if (key != null) {
            names.used.add("key " + word);
        }
        return new Reveal(what == null ? What.KEY : what, what == null ? key : null, when);
    }
}
