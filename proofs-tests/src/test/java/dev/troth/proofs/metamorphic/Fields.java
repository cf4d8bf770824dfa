package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.LayoutTree;
import dev.troth.spec.syntax.ReactionTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The messages of a file that are written as fields with types, and where fields of such a message that came are read. */
final class Fields {
    private Fields() {}

    /** {@code m.n} of a message that came, in a reaction of a role, and the type that its message declares. */
    record Read(DeclTree.Role role, ReactionTree.Receive reaction, ExprTree.Select place, String type) {}

    /** {@code message M { ... }}. */
    static List<DeclTree.Layout> messages(Written written) {
        return written.all(DeclTree.Layout.class).stream()
                .filter(layout -> written.text(layout.span()).startsWith("message"))
                .toList();
    }

    static List<Read> reads(Written written) {
        Map<String, Map<String, String>> types = new HashMap<>();
        messages(written).forEach(message -> types.put(message.name(), types(written, message)));
        List<Read> reads = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            for (ReactionTree.Receive reaction : Written.all(ReactionTree.Receive.class, role)) {
                for (ExprTree.Select select : Written.all(ExprTree.Select.class, reaction)) {
                    boolean isOfIt = select.target() instanceof ExprTree.Name name
                            && name.name().equals(reaction.name());
                    String type =
                            types.getOrDefault(reaction.message(), Map.of()).get(select.name());
                    if (isOfIt && type != null) {
                        reads.add(new Read(role, reaction, select, type));
                    }
                }
            }
        }
        return reads;
    }

    /** The types of the fields, as written. The first field of the tree is the number of the message, which nobody writes. */
    private static Map<String, String> types(Written written, DeclTree.Layout message) {
        Map<String, String> types = new HashMap<>();
        for (LayoutTree.Field field :
                message.fields().subList(1, message.fields().size())) {
            Span span = field.span();
            String text = written.source().text();
            int colon = text.indexOf(':', span.start());
            int end = colon;
            while (text.charAt(end) != ',' && text.charAt(end) != '}' && text.charAt(end) != '@') {
                end++;
            }
            // On the wire an agent is his name, and that is what a variable for it holds.
            String type = text.substring(colon + 1, end).strip();
            types.putIfAbsent(field.name(), type.equals("agent") ? "text" : type);
        }
        return types;
    }
}
