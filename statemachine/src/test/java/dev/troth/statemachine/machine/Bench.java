package dev.troth.statemachine.machine;

import dev.troth.spec.Specification;
import dev.troth.spec.diagnostic.Renderer;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Variant;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.TermAlgebra;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One session of the first role of a small specification, stepped over terms by hand. */
final class Bench {
    private static final String HEAD = """
            protocol P "a test" {
              channel net : udp { path A -- B }
              layout Ping { kind : 8 = 1 ; x : bytes[4] }
              layout Pong { kind : 8 = 2 ; x : bytes[4] }
              role A(me, peer) {
            """;
    private static final String TAIL = """
              }
              role B(me, peer) {
                fresh y : bytes[4]
                start final state S { on user.go { send Ping(x = y) on net ; send Pong(x = y) on net } ; otherwise ignore }
              }
              scenario basic { run Alice = A(peer Bob) }
            }
            """;

    final Protocol protocol;
    final Terms terms;
    final TermAlgebra algebra;
    final Machine<Term> machine;
    final List<Effect<Term>> effects = new ArrayList<>();
    Session<Term> session;
    Stores<Term> stores = Stores.empty();
    long now;

    /** @param role the body of role A */
    Bench(String role) {
        this("", role, Map.of());
    }

    /**
     * @param declarations what stands beside the roles
     * @param role the body of role A
     * @param options the values of options, by index
     */
    Bench(String declarations, String role, Map<Integer, Integer> options) {
        String head = HEAD.replace("  role A(me, peer) {\n", declarations + "  role A(me, peer) {\n");
        Source source = new Source("library/test.troth", head + role + TAIL);
        Specification specification = Specification.read(source, new Library());
        Protocol whole =
                Objects.requireNonNull(specification.protocol(), () -> Renderer.render(specification.findings()));
        this.protocol = Variant.of(whole, options);
        this.terms = new Terms(protocol.equations());
        this.algebra = new TermAlgebra(terms);
        this.machine = new Machine<>(protocol, algebra, true);
        this.session = machine.session(1, protocol.roles().getFirst(), List.of("Alice", "Bob"));
        step(new Event.Started<>());
    }

    /** Steps the session; the effects of this step replace those before. */
    void step(Event<Term> event) {
        List<Outcome<Term>> outcomes = machine.step(session, stores, event, new Moment(now, 0), Condition.ALWAYS);
        if (outcomes.size() != 1) {
            throw new AssertionError("a ground step has one outcome, not " + outcomes.size());
        }
        session = outcomes.getFirst().session();
        stores = outcomes.getFirst().stores();
        effects.clear();
        effects.addAll(outcomes.getFirst().effects());
    }

    void local(String event) {
        step(new Event.Local<>("user", event));
    }

    void receive(String message, int x) {
        step(new Event.Received<>(new Port(0, "net", ""), message(message, x)));
    }

    Term message(String name, int x) {
        Message message = protocol.messages().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow();
        Term payload = algebra.record(message.elements().getFirst().layout(), new Term[] {octets(x)});
        return algebra.message(message, new Term[] {payload});
    }

    void receive(Term value) {
        step(new Event.Received<>(new Port(0, "net", ""), value));
    }

    /** What the last step showed to the user. */
    List<Term> shown() {
        List<Term> shown = new ArrayList<>();
        for (Effect<Term> effect : effects) {
            if (effect instanceof Effect.Shown<Term>(String ignored, Term value)) {
                shown.add(value);
            }
        }
        return shown;
    }

    /** What the last step sent, and whether it was sent again: {@code Ping}, {@code Ping again}. */
    List<String> sent() {
        List<String> sent = new ArrayList<>();
        for (Effect<Term> effect : effects) {
            if (effect instanceof Effect.Sent<Term> sending) {
                sent.add(sending.message().name() + (sending.again() ? " again" : ""));
            }
        }
        return sent;
    }

    /** The checks of the last step, each with its outcome. */
    List<String> checks() {
        List<String> checks = new ArrayList<>();
        for (Effect<Term> effect : effects) {
            if (effect instanceof Effect.Checked<Term>(String text, boolean passed, var ignored)) {
                checks.add(text + (passed ? " passed" : " failed"));
            }
        }
        return checks;
    }

    Term octets(int x) {
        return terms.octets(new byte[] {0, 0, 0, (byte) x});
    }

    String state() {
        return session.currentState().name();
    }

    /** The effects of a kind in the last step. */
    <E> List<E> all(Class<E> kind) {
        return effects.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    long delay() {
        return ((Effect.TimerSet<?>) all(Effect.TimerSet.class).getLast()).delay();
    }
}
