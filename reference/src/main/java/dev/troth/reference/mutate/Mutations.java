package dev.troth.reference.mutate;

import dev.troth.reference.mutate.Edits.Stretch;
import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Every mutation of a specification, in the order of the text within each kind. */
final class Mutations {
    /** What binds the values that it is given to each other. */
    private static final String BINDERS = "\\b\\w*(?:mac|sign|hash|kdf|tag|auth|\\bh)\\w*\\(";

    private static final Pattern EXPLANATION = Pattern.compile("(?m)#\\s*(redundant|unclaimed):\\s*(.+?)\\s*$");

    private final Protocol protocol;
    private final Source source;
    private final String text;
    private final List<Mutation> found = new ArrayList<>();
    private final Set<Span> seen = new LinkedHashSet<>();

    private Mutations(Protocol protocol) {
        this.protocol = protocol;
        this.source = protocol.sources().getFirst();
        this.text = source.text();
    }

    static List<Mutation> of(Protocol protocol, Set<Kind> kinds) {
        Mutations mutations = new Mutations(protocol);
        if (kinds.contains(Kind.CHECK) || kinds.contains(Kind.STORE) || kinds.contains(Kind.ORDER)) {
            for (Role role : protocol.roles()) {
                for (State state : role.states()) {
                    for (Reaction reaction : state.reactions()) {
                        mutations.statements(reaction.body(), role, state, kinds);
                    }
                }
            }
        }
        if (kinds.contains(Kind.BINDING)) {
            mutations.parts();
            mutations.operands();
            mutations.coverages();
        }
        return mutations.found;
    }

    /** @param end of the statement: the explanation may stand on any of its lines */
    private void add(Kind kind, int at, int end, String what, String mutated) {
        String place = source.line(at) + ":" + source.column(at);
        StringBuilder lines = new StringBuilder();
        for (int line = source.line(at); line <= source.line(end); line++) {
            lines.append(source.lineText(line)).append('\n');
        }
        Matcher explained = EXPLANATION.matcher(lines);
        found.add(new Mutation(
                kind,
                place,
                what.replaceAll("\\s+", " ").strip(),
                explained.find() ? explained.group(1) + ": " + explained.group(2) : "",
                new Source(source.name(), mutated)));
    }

    private void leaveOut(Kind kind, Span span, String what) {
        add(kind, span.start(), span.end(), what, Edits.without(text, List.of(new Stretch(span.start(), span.end()))));
    }

    // ---- checks, stores, order ----

    private void statements(List<Statement> body, Role role, State state, Set<Kind> kinds) {
        for (Statement statement : body) {
            Span span = statement.span();
            if (span.source() == source && seen.add(span)) {
                switch (statement) {
                    case Statement.Require ignored when kinds.contains(Kind.CHECK) -> check(span);
                    case Statement.Add ignored
                    when kinds.contains(Kind.STORE) -> leaveOut(Kind.STORE, span, span.text());
                    case Statement.Put ignored
                    when kinds.contains(Kind.STORE) -> leaveOut(Kind.STORE, span, span.text());
                    case Statement.Goto go when kinds.contains(Kind.ORDER) -> order(go, role, state);
                    default -> {}
                }
            }
            statement.inner().forEach(inner -> statements(inner, role, state, kinds));
        }
    }

    private void check(Span span) {
        String whole = span.text();
        Matcher otherwise = Pattern.compile("\\s+else\\b").matcher(whole);
        int end = otherwise.find() ? otherwise.start() : whole.length();
        String condition = whole.substring(0, end);
        leaveOut(Kind.CHECK, span, condition);
        String bracketed = "(" + condition.substring("require".length()) + ")";
        List<Stretch> conditions = Edits.items(bracketed, 0, " and ");
        int offset = span.start() + "require".length() - 1;
        for (int i = 0; conditions.size() > 1 && i < conditions.size(); i++) {
            Stretch part = Edits.withSeparator(conditions, i, " and ".length());
            Stretch there = new Stretch(part.start() + offset, part.end() + offset);
            add(
                    Kind.CHECK,
                    there.start(),
                    span.end(),
                    "of a require: " + conditions.get(i).of(bracketed).strip(),
                    Edits.without(text, List.of(there)));
        }
    }

    /** A state in which the run would wait is passed over. */
    private void order(Statement.Goto go, Role role, State from) {
        State next = role.states().get(go.state());
        if (next == from || next.isFinal() || go.reason() != null) {
            return;
        }
        Set<Integer> after = new LinkedHashSet<>();
        for (Reaction reaction : next.reactions()) {
            if (reaction.trigger() instanceof Reaction.Receive) {
                targets(reaction.body(), after);
            }
        }
        after.remove(next.index());
        for (int state : after) {
            String name = role.states().get(state).name();
            int at = go.span().start() + go.span().text().lastIndexOf(next.name());
            String mutated = text.substring(0, at)
                    + name
                    + text.substring(at + next.name().length());
            add(
                    Kind.ORDER,
                    go.span().start(),
                    go.span().end(),
                    role.name() + "." + from.name() + " goes to " + name + " without waiting in " + next.name(),
                    mutated);
        }
    }

    private static void targets(List<Statement> body, Set<Integer> out) {
        for (Statement statement : body) {
            if (statement instanceof Statement.Goto go && go.reason() == null) {
                out.add(go.state());
            }
            if (!(statement instanceof Statement.Require)) {
                statement.inner().forEach(inner -> targets(inner, out));
            }
        }
    }

    // ---- bindings ----

    /** Parts that only stand inside others: each field, where it is declared and wherever the part is built. */
    private void parts() {
        Set<Message> travelling = new LinkedHashSet<>();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                for (Reaction reaction : state.reactions()) {
                    if (reaction.trigger() instanceof Reaction.Receive receive) {
                        travelling.add(receive.message());
                    }
                }
            }
        }
        for (Message message : protocol.messages()) {
            List<Stretch> declared = Edits.all(text, "\\bmessage\\s+" + message.name() + "\\s*\\{");
            if (!travelling.contains(message) && declared.size() == 1) {
                part(message.name(), declared.getFirst().end() - 1);
            }
        }
    }

    private void part(String name, int open) {
        List<Stretch> fields = Edits.items(text, open, ",");
        for (int i = 0; fields.size() > 1 && i < fields.size(); i++) {
            String field = fields.get(i).of(text).strip().split("[\\s:]", 2)[0];
            List<Stretch> gone = new ArrayList<>(List.of(Edits.withSeparator(fields, i, 1)));
            for (Stretch build : Edits.all(text, "\\b" + name + "\\(")) {
                List<Stretch> given = Edits.items(text, build.end() - 1, ",");
                for (int j = 0; given.size() > 1 && j < given.size(); j++) {
                    if (given.get(j).of(text).strip().matches("(?s)" + field + "\\s*=.*")) {
                        gone.add(Edits.withSeparator(given, j, 1));
                    }
                }
            }
            if (gone.size() > 1) {
                add(
                        Kind.BINDING,
                        fields.get(i).start(),
                        fields.get(i).end(),
                        "field " + field + " of " + name,
                        Edits.without(text, gone));
            }
        }
    }

    /** Operands joined under a binder: the n-th of all that are joined in the same way. */
    private void operands() {
        Map<String, List<List<Stretch>>> groups = new LinkedHashMap<>();
        for (Stretch call : Edits.all(text, BINDERS)) {
            for (Stretch operand : Edits.items(text, call.end() - 1, ",")) {
                String joined = "(" + operand.of(text) + ")";
                if (joined.contains("||")) {
                    List<Stretch> parts = new ArrayList<>();
                    for (Stretch part : Edits.items(joined, 0, "||")) {
                        parts.add(new Stretch(part.start() + operand.start() - 1, part.end() + operand.start() - 1));
                    }
                    String coverage = joined.replaceAll("(?s).*until ([\\w.]+).*", "$1");
                    String key = call.of(text) + parts.size() + (coverage.equals(joined) ? "" : coverage);
                    groups.computeIfAbsent(key, k -> new ArrayList<>()).add(parts);
                }
            }
        }
        groups.forEach((key, uses) -> {
            int size = uses.getFirst().size();
            for (int i = 0; size > 1 && i < size; i++) {
                int index = i;
                List<Stretch> gone = uses.stream()
                        .map(parts -> Edits.withSeparator(parts, index, 2))
                        .toList();
                Stretch first = uses.getFirst().get(i);
                add(
                        Kind.BINDING,
                        first.start(),
                        first.end(),
                        "operand " + first.of(text).strip() + " under " + key.substring(0, key.indexOf('(')),
                        Edits.without(text, gone));
            }
        });
    }

    /** A coverage that ends before an earlier payload of its message. */
    private void coverages() {
        Set<String> ends = new LinkedHashSet<>();
        for (Stretch until : Edits.all(text, "until \\w+\\.\\w+")) {
            ends.add(until.of(text).substring("until ".length()));
        }
        for (String end : ends) {
            String label = end.substring(0, end.indexOf('.'));
            for (Message message : protocol.messages()) {
                int last = message.element(label);
                for (int i = 1; i < last; i++) {
                    earlier(end, message.elements().get(i));
                }
            }
        }
    }

    private void earlier(String end, Message.Element element) {
        if (element.layout().data().isEmpty() || element.multiplicity() != Message.Multiplicity.ONE) {
            return;
        }
        String field =
                element.label() + "." + element.layout().data().getFirst().name();
        List<Stretch> places = Edits.all(text, "until " + Pattern.quote(end) + "\\b");
        StringBuilder mutated = new StringBuilder(text);
        for (int i = places.size() - 1; i >= 0; i--) {
            mutated.replace(places.get(i).start(), places.get(i).end(), "until " + field);
        }
        add(
                Kind.BINDING,
                places.getFirst().start(),
                places.getFirst().end(),
                "what stands from " + field + " on, under the MAC at " + end,
                mutated.toString());
    }
}
