package dev.troth.reference.sip;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings the messages of a path to their nodes as octets, in the order in which they are sent. */
final class Pump {

    record Hop(String from, String to, SipMessage message) {
        @Override
        public String toString() {
            String first = message.startLine();
            return from + " > " + to + ": "
                    + (message instanceof SipRequest request ? request.method() : first.substring(8));
        }
    }

    record Told(String node, Action action) {}

    final SipPath path;
    final List<Hop> hops = new ArrayList<>();
    final List<Told> told = new ArrayList<>();
    private final Deque<Hop> queue = new ArrayDeque<>();

    Pump(String... names) {
        this.path = SipPath.of(List.of(names), Transport.UDP, new TestTokens());
    }

    /** Takes what a node did and delivers until nothing is under way. */
    void run(String node, List<Action> actions) {
        send(node, actions);
        while (!queue.isEmpty()) {
            Hop hop = queue.remove();
            send(hop.to(), path.node(hop.to()).receive(hop.message(), hop.from()));
        }
    }

    /** Delivers a message that no node of the path sent. */
    List<Action> inject(String to, String from, SipMessage message) {
        List<Action> actions = path.node(to).receive(message, from);
        run(to, actions);
        return actions;
    }

    /** Takes what a node did, and delivers nothing yet. */
    void send(String node, List<Action> actions) {
        for (Action action : actions) {
            if (action instanceof Action.Transmit(String to, SipMessage message)) {
                Hop hop = new Hop(node, to, throughOctets(message));
                hops.add(hop);
                queue.add(hop);
            } else {
                told.add(new Told(node, action));
            }
        }
    }

    private static SipMessage throughOctets(SipMessage message) {
        return switch (SipParser.parse(message.encode())) {
            case SipParsing.Parsed(SipMessage parsed, int ignored) -> {
                assertEquals(message, parsed);
                yield parsed;
            }
            case SipParsing.Malformed malformed -> fail(malformed + " in " + message);
        };
    }

    List<String> hopNames() {
        return hops.stream().map(Hop::toString).toList();
    }

    /** The last message from one node to another. */
    SipMessage last(String from, String to) {
        @Nullable SipMessage last = null;
        for (Hop hop : hops) {
            last = hop.from().equals(from) && hop.to().equals(to) ? hop.message() : last;
        }
        return Objects.requireNonNull(last, from + " sent nothing to " + to);
    }

    /** The first message with this start between two nodes. */
    SipMessage first(String from, String to, String start) {
        return hops.stream()
                .filter(hop -> hop.from().equals(from) && hop.to().equals(to))
                .map(Hop::message)
                .filter(message -> message.startLine().startsWith(start))
                .findFirst()
                .orElseThrow();
    }

    List<String> toldTo(String node) {
        return told.stream()
                .filter(t -> t.node().equals(node))
                .map(t -> t.action().getClass().getSimpleName())
                .toList();
    }

    void forget() {
        hops.clear();
        told.clear();
    }
}
