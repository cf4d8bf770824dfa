package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.diagnostic.Suggestion;
import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.Timer;
import dev.troth.spec.syntax.RefTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is declared outside roles, by name, as far as it is resolved; and how a missing name is told. */
final class Names {
    final Diagnostics diagnostics;
    final Map<String, Protocol.Option> options = new LinkedHashMap<>();
    final Map<String, Protocol.Param> params = new LinkedHashMap<>();
    final Map<String, Function> functions = new LinkedHashMap<>();
    final List<Equation> equations = new ArrayList<>();
    final Map<String, KeyFunction> keys = new LinkedHashMap<>();
    final Map<String, Layout> layouts = new LinkedHashMap<>();
    final Map<String, Message> messages = new LinkedHashMap<>();
    final Map<String, Channel> channels = new LinkedHashMap<>();
    final Map<String, Timer> timers = new LinkedHashMap<>();
    final Map<String, Set<Long>> enumValues = new HashMap<>();
    final Set<String> used = new HashSet<>();

    @Nullable
    Chain chain;

    private final Map<Source, Map<String, String>> citations = new HashMap<>();
    private final Map<String, Span> declaredAt = new HashMap<>();
    private final Map<String, Message> layoutMessages = new HashMap<>();

    Names(Diagnostics diagnostics) {
        this.diagnostics = diagnostics;
    }

    /** Notes a declaration; false (and told) if the name is taken already. */
    boolean declare(String kind, String name, Span span) {
        Span before = declaredAt.putIfAbsent(kind + " " + name, span);
        if (before == null) {
            return true;
        }
        diagnostics.report(
                Code.T0202, span, kind + " " + name + " is declared twice", "again", "the first is at " + before);
        return false;
    }

    @Nullable
    Span declarationOf(String kind, String name) {
        return declaredAt.get(kind + " " + name);
    }

    void cite(Source source, String alias, String document) {
        citations.computeIfAbsent(source, s -> new LinkedHashMap<>()).put(alias, document);
    }

    List<Ref> refs(List<RefTree> trees) {
        List<Ref> refs = new ArrayList<>();
        for (RefTree tree : trees) {
            Map<String, String> known = citations.getOrDefault(tree.span().source(), Map.of());
            String document = known.get(tree.alias());
            if (document == null) {
                diagnostics.report(
                        Code.T0210,
                        tree.span(),
                        "no document is cited as " + tree.alias(),
                        "unknown alias",
                        "add: cites \"RFC ...\" as " + tree.alias());
            } else {
                refs.add(new Ref(document, tree.section()));
            }
        }
        return refs;
    }

    void missing(Code code, Span span, String what, String name, Collection<String> candidates) {
        diagnostics.report(
                code, span, "there is no " + what + " " + name, "not declared", Suggestion.help(name, candidates));
    }

    /** A message by name; a layout is also a message of its own. */
    @Nullable
    Message message(String name) {
        Message message = messages.get(name);
        if (message != null) {
            used.add("message " + name);
            return message;
        }
        Layout layout = layouts.get(name);
        if (layout == null) {
            return null;
        }
        used.add("layout " + name);
        return layoutMessages.computeIfAbsent(
                name,
                n -> new Message(
                        n,
                        List.of(new Message.Element(n, layout, Message.Multiplicity.ONE, Map.of())),
                        true,
                        MessageResolver.isChained(layout) ? chain : null,
                        layout instanceof Layout.Binary binary ? binary.refs() : ((Layout.Line) layout).refs()));
    }

    /** Every message that is declared, or is a layout that some role sends or receives. */
    List<Message> allMessages() {
        List<Message> all = new ArrayList<>(messages.values());
        layoutMessages.values().stream()
                .sorted(java.util.Comparator.comparing(Message::name))
                .forEach(all::add);
        return all;
    }

    Collection<String> messageNames() {
        List<String> names = new ArrayList<>(messages.keySet());
        names.addAll(layouts.keySet());
        return names;
    }

    void enumName(String name, long value) {
        enumValues.computeIfAbsent(name, n -> new HashSet<>()).add(value);
    }

    int optionIndex(String name) {
        return List.copyOf(options.keySet()).indexOf(name);
    }

    int paramIndex(String name) {
        return List.copyOf(params.keySet()).indexOf(name);
    }
}
