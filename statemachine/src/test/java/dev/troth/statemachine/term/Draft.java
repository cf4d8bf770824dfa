package dev.troth.statemachine.term;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.algebra.Label;
import java.util.Objects;

/** A small specification of a test's own, and terms over it. */
final class Draft {
    final Protocol protocol;
    final Terms terms;
    final TermAlgebra algebra;

    /**
     * @param declarations layouts and messages
     * @param role the body of role A, which knows itself and its peer
     */
    Draft(String declarations, String role) {
        String text = """
                protocol P "a test" {
                  import "../std/ideal.troth"
                  channel net : udp { path A -- B }
                %s
                  role A(me, peer) {
                %s
                  }
                  role B(me, peer) { start final state S { otherwise ignore } }
                  scenario basic { run Alice = A(peer Bob) }
                }
                """.formatted(declarations, role);
        Specification read = Specification.read(new Source("library/classic/test.troth", text), new Library());
        protocol = Objects.requireNonNull(read.protocol(), () -> Renderer.render(read.findings()));
        terms = new Terms(protocol.equations());
        algebra = new TermAlgebra(terms);
    }

    Message message(String name) {
        return protocol.messages().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Layout layout(String name) {
        return protocol.layouts().stream()
                .filter(l -> l.name().equals(name))
                .findFirst()
                .orElseGet(() -> message(name).elements().getFirst().layout());
    }

    Function function(String name) {
        return protocol.functions().stream()
                .filter(f -> f.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    Term name(String variable, int octets) {
        return terms.name(new Label("Alice", 1, variable, 0), new Type.Octets(octets, octets));
    }

    Term payload(String layout, Term... fields) {
        return terms.apply(new Symbol.Payload(layout(layout)), fields);
    }

    Term whole(String message, Term... elements) {
        return terms.apply(new Symbol.Whole(message(message)), elements);
    }

    Term call(String function, Term... arguments) {
        return terms.apply(new Symbol.Primitive(function(function)), arguments);
    }

    Term joined(Term... parts) {
        return terms.apply(new Symbol.Concat(), parts);
    }

    Term listed(Term... items) {
        return terms.apply(new Symbol.ListOf(), items);
    }
}
