package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import java.util.HashSet;
import java.util.Set;

/** What is known so far of the values in a place; it only grows. */
final class Content {
    final Set<Function> functions = new HashSet<>();
    final Set<Layout> layouts = new HashSet<>();
    boolean joined;
    boolean any;

    /** Adds what another place holds; true if that is more than there was. */
    boolean add(Content other) {
        boolean more = functions.addAll(other.functions) | layouts.addAll(other.layouts);
        more |= (other.joined && !joined) || (other.any && !any);
        joined |= other.joined;
        any |= other.any;
        return more;
    }

    /** Whether only atoms are known to stand there: names, constants, agents. */
    boolean isEmpty() {
        return functions.isEmpty() && layouts.isEmpty() && !joined && !any;
    }

    Kind kind() {
        return new Kind(Set.copyOf(functions), Set.copyOf(layouts), joined);
    }

    /** Atoms only. */
    static Content nothing() {
        return new Content();
    }

    static Content anything() {
        Content content = new Content();
        content.any = true;
        return content;
    }

    static Content row() {
        Content content = new Content();
        content.joined = true;
        return content;
    }

    static Content of(Function function) {
        Content content = new Content();
        content.functions.add(function);
        return content;
    }

    static Content of(Layout layout) {
        Content content = new Content();
        content.layouts.add(layout);
        return content;
    }

    /** A message: its payload, or its payloads in a row. */
    static Content of(Message message) {
        Content content = new Content();
        message.elements().forEach(element -> content.layouts.add(element.layout()));
        content.joined = message.elements().size() > 1
                || message.elements().getFirst().multiplicity().isList();
        return content;
    }
}
