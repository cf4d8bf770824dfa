package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Multiplicity;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.LayoutTree;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Messages: which payloads, in which order, how often. */
final class MessageResolver {
    private final Names names;
    private final ExprResolver exprs;

    MessageResolver(Names names, ExprResolver exprs) {
        this.names = names;
        this.exprs = exprs;
    }

    static boolean isChained(Layout layout) {
        return layout instanceof Layout.Binary binary
                && binary.fields().stream().anyMatch(f -> f.source() instanceof Layout.NextInChain);
    }

    Message message(DeclTree.Message tree) {
        List<Message.Element> elements = new ArrayList<>();
        Set<String> labels = new HashSet<>();
        boolean chained = false;
        for (LayoutTree.Element element : tree.elements()) {
            Layout layout = names.layouts.get(element.layout());
            if (layout == null) {
                names.missing(Code.T0207, element.layoutSpan(), "layout", element.layout(), names.layouts.keySet());
                names.unread(element.label());
                continue;
            }
            names.used.add("layout " + element.layout());
            if (!labels.add(element.label())) {
                names.diagnostics.report(
                        Code.T0202,
                        element.span(),
                        element.label() + " stands twice in " + tree.name(),
                        "again",
                        "give it a name of its own: Name:" + element.layout());
            }
            if (layout instanceof Layout.Binary binary
                    && binary.parameters() > 0
                    && tree.elements().size() > 1) {
                names.diagnostics.report(
                        Code.T0503,
                        element.span(),
                        layout.name() + " has parameters and can only be a message of its own",
                        "here it is one payload of several",
                        null);
            }
            boolean last = element.equals(tree.elements().getLast()) && "1?".indexOf(element.multiplicity()) >= 0;
            if (!last && LayoutChecks.takesRest(layout)) {
                names.diagnostics.report(
                        Code.T0503,
                        element.span(),
                        layout.name() + " takes the rest of the message, so nothing can follow it",
                        "not the last",
                        "put it last");
            }
            chained |= isChained(layout);
            elements.add(new Message.Element(
                    element.label(), layout, multiplicity(element.multiplicity()), fixed(element, layout)));
        }
        if (chained) {
            inChain(tree, elements);
        }
        boolean single = elements.size() == 1 && elements.getFirst().multiplicity() == Multiplicity.ONE;
        return new Message(
                tree.name(), List.copyOf(elements), single, chained ? names.chain : null, names.refs(tree.refs()));
    }

    private static Multiplicity multiplicity(char sign) {
        return switch (sign) {
            case '?' -> Multiplicity.OPTIONAL;
            case '*' -> Multiplicity.ANY;
            case '+' -> Multiplicity.MANY;
            default -> Multiplicity.ONE;
        };
    }

    private void inChain(DeclTree.Message tree, List<Message.Element> elements) {
        for (int i = 0; i < elements.size(); i++) {
            Layout layout = elements.get(i).layout();
            if (!isChained(layout)) {
                names.diagnostics.report(
                        Code.T0504,
                        tree.elements().get(i).span(),
                        layout.name() + " does not say what follows it",
                        "not in the chain",
                        "add a field: next : 8 = chain");
            } else if (i > 0 && names.chain != null && names.chain.number(layout.name()) == null) {
                names.diagnostics.report(
                        Code.T0504,
                        tree.elements().get(i).span(),
                        "the chain has no number for " + layout.name(),
                        "cannot be announced",
                        "add it to the chain");
            }
        }
    }

    private Map<Integer, Long> fixed(LayoutTree.Element element, Layout layout) {
        Map<Integer, Long> fixed = new LinkedHashMap<>();
        for (ExprTree.Arg arg : element.fixed()) {
            String name = arg.name();
            int slot = name == null ? -1 : layout.slot(name);
            if (slot < 0) {
                names.missing(
                        Code.T0205,
                        arg.span(),
                        "field of " + layout.name() + " called",
                        name == null ? "?" : name,
                        layout.data().stream().map(Layout.DataField::name).toList());
                continue;
            }
            Layout.DataField field = layout.data().get(slot);
            Expr value = exprs.resolve(arg.value(), Scope.ofArguments(Map.of()), field.type(), field.names());
            if (field.type() instanceof Type.Int && value instanceof Expr.IntLiteral(long number, Type.Int ignored)) {
                fixed.put(slot, number);
            } else if (!Fit.isUnknown(value.type())) {
                names.diagnostics.report(
                        Code.T0407, arg.value().span(), "a message prescribes numbers", "not a number", null);
            }
        }
        return fixed;
    }
}
