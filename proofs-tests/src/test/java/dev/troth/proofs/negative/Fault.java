package dev.troth.proofs.negative;

import dev.troth.proofs.Specs;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How someone misbehaves: an attacker on the way, or a peer that runs another text of its own role.
 *
 * @param moves what the attacker does
 * @param peers what the peer does otherwise than its specification says
 * @param scenario what goes on otherwise
 */
record Fault(List<Move> moves, List<Otherwise> peers, String scenario) {
    private static final String BASIC = "basic";

    /** An attacker's doing with the n-th message of a kind. */
    sealed interface Move {}

    record Corrupt(String message, int number, String field) implements Move {}

    record Drop(String message, int number) implements Move {}

    record Cut(String message, int number, int octets) implements Move {}

    record Replay(String message, int number, String agent, int seconds) implements Move {}

    /** In the text of a role, the first of these words is replaced by other words. */
    record Otherwise(String role, String words, String others) {}

    static Fault corrupts(String message, int number, String field) {
        return new Fault(List.of(new Corrupt(message, number, field)), List.of(), BASIC);
    }

    static Fault replays(String message, int number, String agent, int seconds) {
        return new Fault(List.of(new Replay(message, number, agent, seconds)), List.of(), BASIC);
    }

    static Fault peer(String role, String words, String others) {
        return new Fault(List.of(), List.of(new Otherwise(role, words, others)), BASIC);
    }

    Fault andCuts(String message, int number, int octets) {
        List<Move> more = new ArrayList<>(moves);
        more.add(new Cut(message, number, octets));
        return new Fault(more, peers, scenario);
    }

    Fault andCorrupts(String message, int number, String field) {
        List<Move> more = new ArrayList<>(moves);
        more.add(new Corrupt(message, number, field));
        return new Fault(more, peers, scenario);
    }

    Fault in(String other) {
        return new Fault(moves, peers, other);
    }

    /** Nobody misbehaves. */
    static Fault nobody() {
        return new Fault(List.of(), List.of(), BASIC);
    }

    static Fault drops(String message, int number) {
        return new Fault(List.of(new Drop(message, number)), List.of(), BASIC);
    }

    Fault andPeer(String role, String words, String others) {
        List<Otherwise> more = new ArrayList<>(peers);
        more.add(new Otherwise(role, words, others));
        return new Fault(moves, more, scenario);
    }

    /** The specification under which this happens: that of the library, but for the text of the faulty peer. */
    Protocol protocol(String spec) {
        if (peers.isEmpty()) {
            return Specs.named(spec);
        }
        Source source = Objects.requireNonNull(new Library().named(spec));
        String text = source.text();
        for (Otherwise peer : peers) {
            int role = text.indexOf("  role " + peer.role() + "(");
            int end = text.indexOf("\n  }\n", role);
            int at = text.indexOf(peer.words(), role);
            if (role < 0 || at < 0 || at > end) {
                throw new AssertionError("role " + peer.role() + " of " + spec + " does not say: " + peer.words());
            }
            text = text.substring(0, at)
                    + peer.others()
                    + text.substring(at + peer.words().length());
        }
        return Specs.read(new Source(source.name().replace(".troth", "-faulty.troth"), text));
    }

    /** The scenario with the attacker's moves. */
    Scenario scenario(Protocol protocol, Map<Integer, Integer> options) {
        Scenario basic = Specs.scenario(protocol, scenario);
        List<Scenario.Move> done = new ArrayList<>(basic.moves());
        for (Move move : moves) {
            done.add(
                    switch (move) {
                        case Corrupt(String message, int number, String field) ->
                            new Scenario.Corrupts(message(protocol, message), number, field, basic.span());
                        case Drop(String message, int number) ->
                            new Scenario.Drops(message(protocol, message), number, basic.span());
                        case Cut(String message, int number, int octets) ->
                            new Scenario.Truncates(message(protocol, message), number, octets, basic.span());
                        case Replay(String message, int number, String agent, int seconds) ->
                            new Scenario.Resends(
                                    message(protocol, message), number, agent, seconds * 1_000_000_000L, basic.span());
                    });
        }
        return with(basic, options, done);
    }

    /** A scenario with other options and moves that expects nothing. */
    static Scenario with(Scenario basic, Map<Integer, Integer> options, List<Scenario.Move> moves) {
        return new Scenario(
                basic.name(),
                basic.runs(),
                basic.seed(),
                options,
                basic.clocks(),
                basic.networks(),
                basic.contacts(),
                basic.events(),
                moves,
                List.of(),
                basic.span());
    }

    static Message message(Protocol protocol, String name) {
        return protocol.messages().stream()
                .filter(m -> m.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no message " + name));
    }
}
