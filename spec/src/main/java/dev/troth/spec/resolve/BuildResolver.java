package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.StatementTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Payloads and messages under construction, and the octets that a MAC or signature covers. */
final class BuildResolver {
    private final Names names;
    private final ExprResolver exprs;

    BuildResolver(Names names, ExprResolver exprs) {
        this.names = names;
        this.exprs = exprs;
    }

    /** A value of a layout from named fields. {@code given} are slots that the message prescribes. */
    Expr.Build record(Layout layout, List<ExprTree.Arg> args, Span span, Scope scope, Map<Integer, Long> given) {
        Map<Integer, Expr> fields = new LinkedHashMap<>();
        given.forEach((slot, value) -> fields.put(slot, new Expr.IntLiteral(value, (Type.Int)
                layout.data().get(slot).type())));
        for (ExprTree.Arg arg : args) {
            field(layout, arg, scope, given, fields);
        }
        List<String> missing = new ArrayList<>();
        for (int slot = 0; slot < layout.data().size(); slot++) {
            Layout.DataField field = layout.data().get(slot);
            if (fields.containsKey(slot)) {
                continue;
            }
            if (field.standard() != null) {
                fields.put(slot, field.standard());
            } else if (!field.optional() && !(field.type() instanceof Type.Seq)) {
                missing.add(field.name());
            }
        }
        boolean namesAll = args.stream().allMatch(a -> a.name() != null && layout.slot(a.name()) >= 0);
        if (!missing.isEmpty() && namesAll) {
            names.diagnostics.report(
                    Code.T0403,
                    span,
                    layout.name() + " needs a value for " + String.join(", ", missing),
                    "missing: " + String.join(", ", missing),
                    "write " + missing.getFirst() + " = ...");
        }
        List<Integer> covering = new ArrayList<>();
        fields.forEach((slot, expr) -> {
            if (Coverings.coversItsMessage(expr)) {
                covering.add(slot);
                if (!(layout.data().get(slot).type() instanceof Type.Octets octets && octets.isFixed())
                        && !isSizedByParameter(layout, slot)) {
                    names.diagnostics.report(
                            Code.T0408,
                            span,
                            layout.data().get(slot).name() + " covers its own message, so its length must be known",
                            "length unknown",
                            "give the field a fixed length: bytes[20]");
                }
            }
        });
        return new Expr.Build(layout, fields, List.copyOf(covering), new Type.Rec(layout), span);
    }

    private static boolean isSizedByParameter(Layout layout, int slot) {
        return layout instanceof Layout.Binary binary
                && binary.fields().stream()
                        .anyMatch(f -> f.slot() == slot
                                && f.shape() instanceof Layout.Octets(Layout.Size size)
                                && size instanceof Layout.ParameterSize);
    }

    private void field(
            Layout layout, ExprTree.Arg arg, Scope scope, Map<Integer, Long> given, Map<Integer, Expr> fields) {
        String name = arg.name();
        if (name == null) {
            names.diagnostics.report(
                    Code.T0403,
                    arg.span(),
                    "fields of " + layout.name() + " are given by name",
                    "which field?",
                    "write field = value");
            return;
        }
        int slot = layout.slot(name);
        if (slot < 0) {
            boolean computed = layout instanceof Layout.Binary binary
                    && binary.fields().stream().anyMatch(f -> f.name().equals(name));
            if (computed) {
                names.diagnostics.report(
                        Code.T0404,
                        arg.span(),
                        name + " of " + layout.name() + " computes itself",
                        "cannot be set",
                        "leave it out");
            } else {
                names.missing(
                        Code.T0205,
                        arg.span(),
                        "field of " + layout.name() + " called",
                        name,
                        layout.data().stream().map(Layout.DataField::name).toList());
            }
            return;
        }
        if (fields.containsKey(slot) && !given.containsKey(slot)) {
            names.diagnostics.report(Code.T0202, arg.span(), name + " is given twice", "again", null);
            return;
        }
        Layout.DataField field = layout.data().get(slot);
        Expr value = exprs.resolve(arg.value(), scope, field.type(), field.names());
        fields.put(slot, fitField(arg, value, field, layout));
        Long prescribed = given.get(slot);
        if (prescribed != null && !(value instanceof Expr.IntLiteral literal && literal.value() == prescribed)) {
            names.diagnostics.report(
                    Code.T0404,
                    arg.span(),
                    name + " is prescribed by the message",
                    "cannot be anything else",
                    "leave it out");
        }
    }

    private Expr fitField(ExprTree.Arg arg, Expr value, Layout.DataField field, Layout layout) {
        Type is = value.type();
        boolean fits = switch (field.type()) {
            case Type.Octets octets -> {
                if (Fit.isOctets(is) && !(is instanceof Type.Int) && !Fit.overlap(Fit.size(is), octets)) {
                    names.diagnostics.report(
                            Code.T0405,
                            arg.span(),
                            field.name() + " of " + layout.name() + " is " + octets,
                            "this is " + is,
                            null);
                }
                yield Fit.isOctets(is) && !(is instanceof Type.Int);
            }
            case Type.Text ignored -> Fit.isName(is);
            case Type.Seq wanted ->
                is instanceof Type.Seq list
                        && (list.element().equals(wanted.element()) || Fit.isUnknown(list.element()));
            case Type.Int ignored -> is.equals(field.type());
            case Type.Time ignored -> is.equals(field.type());
            case Type.Agent ignored -> is.equals(field.type());
            case Type.Bool ignored -> is.equals(field.type());
            case Type.Duration ignored -> is.equals(field.type());
            case Type.Rec ignored -> is.equals(field.type());
            case Type.Msg ignored -> is.equals(field.type());
            case Type.Unknown ignored -> true;
        };
        if (!fits && !Fit.isUnknown(is)) {
            names.diagnostics.report(
                    Code.T0401,
                    arg.value().span(),
                    field.name() + " of " + layout.name() + " is " + field.type(),
                    "this is " + is,
                    null);
            return ExprResolver.broken();
        }
        return value;
    }

    /** A message that is one payload: {@code Srtp(seq = 1, ...)}. */
    Expr single(Message message, ExprTree.Call tree, Scope scope) {
        Message.Element only = message.elements().getFirst();
        Expr.Build payload = record(only.layout(), tree.args(), tree.span(), scope.building(message), only.fixed());
        return new Expr.BuildMessage(
                message, List.of(new Expr.Part(0, List.of(), payload)), new Type.Msg(message), tree.span());
    }

    /** {@code Init { HDR(...) if ids = both { IDi(...) } }}. */
    Expr message(StatementTree.Built tree, Scope scope) {
        Message message = names.message(tree.name());
        if (message == null) {
            names.missing(Code.T0207, tree.nameSpan(), "message", tree.name(), names.messageNames());
            return ExprResolver.broken();
        }
        List<Expr.Part> parts = new ArrayList<>();
        parts(tree.parts(), List.of(), message, scope.building(message), parts);
        for (int i = 0; i < message.elements().size(); i++) {
            Message.Element element = message.elements().get(i);
            int index = i;
            boolean needed = element.multiplicity() == Message.Multiplicity.ONE
                    || element.multiplicity() == Message.Multiplicity.MANY;
            if (needed && parts.stream().noneMatch(p -> p.element() == index) && namesAll(tree.parts(), message)) {
                names.diagnostics.report(
                        Code.T0403,
                        tree.nameSpan(),
                        message.name() + " needs a payload " + element.label(),
                        element.label() + " is missing",
                        null);
            }
        }
        parts.sort(java.util.Comparator.comparingInt(Expr.Part::element));
        return new Expr.BuildMessage(message, parts, new Type.Msg(message), tree.span());
    }

    /** False if a payload is written that the message does not have: perhaps the missing one, misspelt. */
    private static boolean namesAll(List<StatementTree.Part> trees, Message message) {
        return trees.stream().allMatch(tree -> switch (tree) {
            case StatementTree.PartIf branch ->
                namesAll(branch.then(), message) && namesAll(branch.otherwise(), message);
            case StatementTree.Payload payload -> message.element(payload.call().name()) >= 0;
        });
    }

    private void parts(
            List<StatementTree.Part> trees,
            List<Expr> conditions,
            Message message,
            Scope scope,
            List<Expr.Part> parts) {
        for (StatementTree.Part tree : trees) {
            switch (tree) {
                case StatementTree.PartIf(Span ignored, ExprTree condition, var then, var otherwise) -> {
                    Expr test = exprs.condition(condition, scope);
                    parts(then, plus(conditions, test), message, scope, parts);
                    parts(otherwise, plus(conditions, new Expr.Not(test)), message, scope, parts);
                }
                case StatementTree.Payload(Span span, ExprTree.Call call) -> {
                    int element = message.element(call.name());
                    if (element < 0) {
                        List<String> labels = message.elements().stream()
                                .map(Message.Element::label)
                                .toList();
                        names.missing(
                                Code.T0207,
                                call.nameSpan(),
                                message.name() + " has no payload " + call.name(),
                                call.name(),
                                "not part of it",
                                labels);
                        continue;
                    }
                    Message.Element found = message.elements().get(element);
                    boolean again = parts.stream()
                            .anyMatch(p ->
                                    p.element() == element && p.conditions().equals(conditions));
                    if (again && !found.multiplicity().isList()) {
                        names.diagnostics.report(
                                Code.T0202,
                                span,
                                call.name() + " stands in " + message.name() + " once",
                                "again",
                                null);
                    }
                    parts.add(new Expr.Part(
                            element, conditions, record(found.layout(), call.args(), span, scope, found.fixed())));
                }
            }
        }
    }

    private static List<Expr> plus(List<Expr> conditions, Expr test) {
        List<Expr> all = new ArrayList<>(conditions);
        all.add(test);
        return all;
    }

    /** {@code bytes(m, until KEMAC.mac)}. */
    Expr coverage(ExprTree.Coverage tree, Scope scope) {
        String name = tree.target().names().getFirst();
        Expr value = tree.target().names().size() == 1 ? scope.valueOf(name) : null;
        Expr target;
        Message message;
        if (value != null && value.type() instanceof Type.Msg(Message received)) {
            target = value;
            message = received;
        } else if (scope.building != null && scope.building.name().equals(name)) {
            target = null;
            message = scope.building;
        } else {
            names.diagnostics.report(
                    Code.T0408,
                    tree.target().span(),
                    "bytes(...) needs a message that is there or the one being built",
                    tree.target() + " is neither",
                    null);
            return ExprResolver.broken();
        }
        List<String> path = tree.field().names();
        int element = 0;
        String fieldName = path.getLast();
        if (message.single() ? path.size() != 1 : path.size() != 2) {
            names.diagnostics.report(
                    Code.T0408,
                    tree.field().span(),
                    "a field of " + message.name() + " is written "
                            + (message.single() ? "by its name" : "Payload.field"),
                    "not a field",
                    null);
            return ExprResolver.broken();
        }
        if (!message.single()) {
            element = message.element(path.getFirst());
            if (element < 0) {
                List<String> labels =
                        message.elements().stream().map(Message.Element::label).toList();
                names.missing(
                        Code.T0205,
                        tree.field().span(),
                        "payload of " + message.name() + " called",
                        path.getFirst(),
                        labels);
                return ExprResolver.broken();
            }
        }
        return covered(tree, target, message, element, fieldName);
    }

    private Expr covered(
            ExprTree.Coverage tree,
            @org.jspecify.annotations.Nullable Expr target,
            Message message,
            int element,
            String fieldName) {
        Message.Element found = message.elements().get(element);
        int slot = found.layout().slot(fieldName);
        if (slot < 0) {
            names.missing(
                    Code.T0205,
                    tree.field().span(),
                    "field of " + found.layout().name() + " called",
                    fieldName,
                    found.layout().data().stream().map(Layout.DataField::name).toList());
            return ExprResolver.broken();
        }
        if (found.multiplicity().isList()) {
            names.diagnostics.report(
                    Code.T0408,
                    tree.field().span(),
                    found.label() + " may stand there several times",
                    "which one?",
                    null);
            return ExprResolver.broken();
        }
        Expr.Coverage coverage =
                new Expr.Coverage(tree.mode().equals("until"), element, slot, tree.mode() + " " + tree.field());
        return new Expr.Covered(target, message, coverage);
    }
}
