package dev.troth.reference.mutate;

import dev.troth.reference.mutate.Edits.Stretch;
import dev.troth.reference.mutate.Mutation.Kind;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Type;
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
    private final Library library;
    private final List<Mutation> found = new ArrayList<>();
    private final List<Omission> omitted = new ArrayList<>();
    /** The values that have been replaced as a whole. */
    private final Set<List<Stretch>> wholes = new LinkedHashSet<>();
    /** What has been left out of where it is joined with others. */
    private final Set<Stretch> joined = new LinkedHashSet<>();

    private final Set<Span> seen = new LinkedHashSet<>();

    private Mutations(Protocol protocol, Library library) {
        this.protocol = protocol;
        this.library = library;
        this.source = protocol.sources().getFirst();
        this.text = source.text();
    }

    /**
     * What is taken away, and what is not.
     *
     * @param mutations in the order of the text within each kind
     */
    record All(List<Mutation> mutations, List<Omission> omissions) {}

    static All of(Protocol protocol, Library library, Set<Kind> kinds) {
        Mutations mutations = new Mutations(protocol, library);
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
            protocol.keys().forEach(mutations::derivation);
            mutations.functions();
        }
        return new All(mutations.found, mutations.omitted);
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
                    case Statement.Open ignored
                    when kinds.contains(Kind.CHECK) ->
                        omit(
                                span,
                                "without it there are no parts to go on with; what they are compared with is taken away");
                    case Statement.Choose ignored
                    when kinds.contains(Kind.CHECK) ->
                        omit(span, "without its condition there is no item to go on with");
                    case Statement.If branch
                    when kinds.contains(Kind.CHECK) && isCheck(branch) ->
                        omit(span, "which way is taken is no check; a require in it is taken away");
                    // Those that were not asked for, and those that protect nothing by themselves.
                    case Statement.Require ignored -> {}
                    case Statement.Add ignored -> {}
                    case Statement.Put ignored -> {}
                    case Statement.Goto ignored -> {}
                    case Statement.Open ignored -> {}
                    case Statement.Choose ignored -> {}
                    case Statement.If ignored -> {}
                    case Statement.Assign ignored -> {}
                    case Statement.Let ignored -> {}
                    case Statement.Send ignored -> {}
                    case Statement.Discard ignored -> {}
                    case Statement.Export ignored -> {}
                    case Statement.Show ignored -> {}
                    case Statement.Resend ignored -> {}
                    case Statement.Spawn ignored -> {}
                }
            }
            statement.inner().forEach(inner -> statements(inner, role, state, kinds));
        }
    }

    /** Whether it asks something of the run; a question of options only is none. */
    private static boolean isCheck(Statement.If branch) {
        return Applied.any(branch.condition(), e -> e instanceof Expr.Local || e instanceof Expr.Variable);
    }

    private void omit(Span span, String why) {
        String line = span.text().lines().findFirst().orElse("").strip();
        omitted.add(new Omission(span.line() + ":" + span.column(), line, why));
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

    /**
     * Operands joined under a binder, one after another, and its whole value; what both ends compute is changed at both. What a
     * derivation computes stands once.
     */
    private void operands() {
        Map<String, List<Use>> groups = new LinkedHashMap<>();
        for (Stretch call : Edits.all(text, BINDERS)) {
            List<Stretch> given = Edits.items(text, call.end() - 1, ",");
            for (Stretch operand : given) {
                String joined = "(" + operand.of(text) + ")";
                if (joined.contains("||") || joined.contains("bytes(")) {
                    List<Stretch> parts = new ArrayList<>();
                    for (Stretch part : Edits.items(joined, 0, "||")) {
                        parts.add(new Stretch(part.start() + operand.start() - 1, part.end() + operand.start() - 1));
                    }
                    String first = given.getFirst().of(text);
                    String key = Coverages.key(text, call, first, joined, parts.size());
                    String own = isDerived(call.start()) ? " " + call.start() : "";
                    groups.computeIfAbsent(key + own, k -> new ArrayList<>()).add(new Use(call, parts));
                }
            }
        }
        groups.values().forEach(uses -> {
            for (int i = 0;
                    uses.getFirst().parts().size() > 1
                            && i < uses.getFirst().parts().size();
                    i++) {
                operand(uses, i);
            }
            whole(uses);
        });
    }

    /** A call of a binder, and what is joined under it. */
    private record Use(Stretch call, List<Stretch> parts) {}

    private void operand(List<Use> uses, int index) {
        uses.forEach(use -> joined.add(Edits.stripped(text, use.parts().get(index))));
        List<Stretch> gone = uses.stream()
                .map(use -> Edits.withSeparator(use.parts(), index, 2))
                .toList();
        Stretch first = uses.getFirst().parts().get(index);
        add(
                Kind.BINDING,
                first.start(),
                first.end(),
                "operand " + first.of(text).strip() + " under " + name(uses.getFirst()),
                Edits.without(text, gone));
    }

    private String name(Use use) {
        String call = use.call().of(text);
        return call.substring(0, call.indexOf('('));
    }

    /** A MAC of a fixed length is a constant at both ends. */
    private void whole(List<Use> uses) {
        Stretch call = uses.getFirst().call();
        String name = name(uses.getFirst());
        for (Function function : protocol.functions()) {
            boolean isFixed = function.result() instanceof Type.Octets octets && octets.isFixed();
            if (isFixed && function.name().equals(name) && !isDerived(call.start())) {
                List<Stretch> places = uses.stream()
                        .map(use -> new Stretch(
                                use.call().start(), Edits.close(text, use.call().end() - 1) + 1))
                        .distinct()
                        .toList();
                if (!wholes.add(places)) {
                    return;
                }
                replace(places, "the whole of " + places.getFirst().of(text), Constants.of(function.result()));
            }
        }
    }

    // ---- derivations ----

    private boolean isDerived(int at) {
        for (KeyFunction key : protocol.keys()) {
            Derivations.Definition definition = Derivations.of(text, key);
            if (definition != null
                    && definition.body().start() <= at
                    && at < definition.body().end()) {
                return true;
            }
        }
        return false;
    }

    /** A derivation is a constant, and each parameter in it is, unless it has been left out already. */
    private void derivation(KeyFunction key) {
        Derivations.Definition definition = Derivations.of(text, key);
        if (definition == null) {
            omitted.add(new Omission("", "the derivation " + key.name(), "it is of another file"));
            return;
        }
        replace(
                List.of(definition.body()),
                "the whole derivation " + key.name(),
                Constants.of(key.body().type()));
        for (int i = 0; i < key.parameterNames().size(); i++) {
            List<Stretch> uses = definition.uses(text, key.parameterNames().get(i));
            if (!joined.containsAll(uses)) {
                replace(
                        uses,
                        key.parameterNames().get(i) + " in the derivation " + key.name(),
                        Constants.of(key.parameters().get(i)));
            }
        }
    }

    /** A value is one of some constants: the first that reads. */
    private void replace(List<Stretch> places, String what, List<String> constants) {
        for (String constant : constants) {
            String mutated = Edits.with(text, places, constant);
            if (Specification.read(new Source(source.name(), mutated), library).protocol() != null) {
                add(Kind.BINDING, places.getFirst().start(), places.getFirst().end(), what, mutated);
                return;
            }
        }
        int at = places.getFirst().start();
        omitted.add(new Omission(
                source.line(at) + ":" + source.column(at),
                what.replaceAll("\\s+", " "),
                "no constant of its type can stand in its place"));
    }

    /** Functions that protect and are not binders: what they are given is, where it is joined; they are not. */
    private void functions() {
        for (Function function : Applied.in(protocol)) {
            List<Stretch> calls = Edits.all(text, "\\b" + Pattern.quote(function.name()) + "\\(");
            boolean isBinder = (function.name() + "(").matches(BINDERS.replace("\\b\\w*", "\\w*"));
            if (!isBinder && !calls.isEmpty() && calls.stream().anyMatch(call -> !isDerived(call.start()))) {
                int at = calls.getFirst().start();
                omitted.add(new Omission(
                        source.line(at) + ":" + source.column(at),
                        "the function " + function.name(),
                        "without it the other end finds nothing that it can go on with"));
            }
        }
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
