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
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.Timer;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
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

    /** How far keys may be declared before what they use. */
    private static final int MAX_KEY_DEPTH = 32;

    private final Map<String, DeclTree.Key> keyTrees = new LinkedHashMap<>();
    private final List<String> openKeys = new ArrayList<>();
    private final Set<String> brokenKeys = new HashSet<>();
    private java.util.function.@Nullable Function<DeclTree.Key, KeyFunction> keyReader;
    private final Map<Source, Map<String, String>> citations = new HashMap<>();
    private final Map<String, Span> declaredAt = new HashMap<>();
    private final Map<String, Message> layoutMessages = new HashMap<>();

    /** Codes of names that an import may declare. */
    private static final Set<Code> IMPORTABLE =
            Set.of(Code.T0201, Code.T0207, Code.T0208, Code.T0209, Code.T0211, Code.T0212, Code.T0213, Code.T0602);

    private final Set<String> unread = new HashSet<>();
    private final boolean incomplete;

    /** @param incomplete true if an import could not be read, so that a missing name may be declared there */
    Names(Diagnostics diagnostics, boolean incomplete) {
        this.diagnostics = diagnostics;
        this.incomplete = incomplete;
    }

    /** Notes a name whose declaration could not be read, and is told: its uses are no further fault. */
    void unread(String name) {
        unread.add(name);
    }

    /** True if a name that is missing may be so because of a fault already told. */
    boolean isUnread(Code code, String name) {
        return unread.contains(name.substring(name.lastIndexOf('.') + 1))
                || unread.contains(name)
                || (incomplete && IMPORTABLE.contains(code));
    }

    /** Notes a declaration; false (and told) if the name is taken already. */
    boolean declare(String kind, String name, Span span) {
        Span before = declaredAt.putIfAbsent(kind + " " + name, span);
        if (before == null) {
            return true;
        }
        int of = kind.contains(" of ") ? kind.indexOf(" of ") : kind.length();
        String what = kind.substring(0, of) + " " + name + kind.substring(of);
        diagnostics.report(Code.T0202, span, what + " is declared twice", "again", "the first is at " + before);
        return false;
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
        missing(code, span, "there is no " + what + " " + name, name, "not declared", candidates);
    }

    void missing(Code code, Span span, String message, String name, String label, Collection<String> candidates) {
        if (!isUnread(code, name) && !diagnostics.isFull()) {
            diagnostics.report(code, span, message, label, Suggestion.help(name, candidates));
        }
    }

    /** Parameters have names of their own. */
    void distinct(List<DeclTree.ParamTree> params) {
        Set<String> seen = new HashSet<>();
        for (DeclTree.ParamTree param : params) {
            if (!seen.add(param.name())) {
                diagnostics.report(
                        Code.T0202, param.span(), "parameter " + param.name() + " is declared twice", "again", null);
            }
        }
    }

    /** Resolves keys in the order in which they use each other; their order in the text does not matter. */
    void keys(List<DeclTree.Key> trees, java.util.function.Function<DeclTree.Key, KeyFunction> reader) {
        keyReader = reader;
        trees.forEach(tree -> keyTrees.put(tree.name(), tree));
        trees.forEach(tree -> key(tree.name(), tree.nameSpan()));
        Map<String, KeyFunction> inOrder = new LinkedHashMap<>();
        for (DeclTree.Key tree : trees) {
            KeyFunction key = keys.get(tree.name());
            if (key != null) {
                inOrder.put(tree.name(), key);
            }
        }
        keys.clear();
        keys.putAll(inOrder);
    }

    boolean isKey(String name) {
        return keyTrees.containsKey(name);
    }

    /** A key by name, or null (told) if it leads back to itself. */
    @Nullable
    KeyFunction key(String name, Span span) {
        KeyFunction known = keys.get(name);
        DeclTree.Key tree = keyTrees.get(name);
        if (known != null || tree == null || brokenKeys.contains(name)) {
            return known;
        }
        if (openKeys.contains(name)) {
            brokenKeys.addAll(openKeys);
            diagnostics.report(
                    Code.T0409,
                    span,
                    "key " + name + " is computed from itself: "
                            + String.join(" uses ", openKeys.subList(openKeys.indexOf(name), openKeys.size()))
                            + " uses " + name,
                    "a circle",
                    "a key is computed from its parameters and from other keys");
            return null;
        }
        if (openKeys.size() >= MAX_KEY_DEPTH) {
            brokenKeys.addAll(openKeys);
            diagnostics.report(
                    Code.T0106,
                    span,
                    "more than " + MAX_KEY_DEPTH + " keys are each computed from the next",
                    "here",
                    "declare each key after those that it uses");
            return null;
        }
        openKeys.add(name);
        KeyFunction key = java.util.Objects.requireNonNull(keyReader).apply(tree);
        openKeys.removeLast();
        keys.put(name, key);
        return key;
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

    /** {@code media}, {@code sip.offer}, or {@code sip} for every port of a channel. */
    @Nullable
    Port port(ExprTree.Path path) {
        String name = path.names().getFirst();
        Channel channel = channels.get(name);
        if (channel == null || path.names().size() > 2) {
            missing(Code.T0208, path.span(), "channel", path.toString(), channels.keySet());
            return null;
        }
        used.add("channel " + name);
        Channel.Body body = channel.body();
        List<String> ports = body == null ? List.of() : body.ports();
        String port = path.names().size() == 2 ? path.names().get(1) : "";
        if (!port.isEmpty() && !ports.contains(port)) {
            missing(Code.T0208, path.span(), "port of channel " + name + " called", port, ports);
            return null;
        }
        return new Port(channel.index(), name, port);
    }
}
