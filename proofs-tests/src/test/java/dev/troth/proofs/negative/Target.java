package dev.troth.proofs.negative;

import dev.troth.proofs.Specs;
import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Variant;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Moment;
import dev.troth.statemachine.machine.Outcome;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.machine.Stores;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A session that waits for a message, and that message as the honest peer sends it. Machines alone, no network: Alice
 * begins, Bob's clock is two seconds ahead.
 *
 * @param original what the peer sends
 */
record Target(String name, Machine<Datum> machine, Session<Datum> session, Port port, Datum.Msg original) {
    private static final Moment ALICE = new Moment(0, 0);
    private static final Moment BOB = new Moment(60_000_000L, 2_000_000_000L);

    /** What comes of octets at the session. */
    Outcome<Datum> deliver(byte[] octets) {
        return step(machine, session, new Event.Received<>(port, new Datum.Octets(octets)));
    }

    /** The first exchange of a specification, one target for each message of it. */
    static List<Target> of(String spec, String options) {
        Protocol protocol = Specs.named(spec);
        Map<Integer, Integer> chosen = new LinkedHashMap<>();
        for (String each : options.isEmpty() ? new String[0] : options.split(" ")) {
            int option = protocol.option(each.substring(0, each.indexOf('=')));
            chosen.put(option, protocol.options().get(option).values().indexOf(each.substring(each.indexOf('=') + 1)));
        }
        Machine<Datum> machine =
                new Machine<>(Variant.of(protocol, chosen), new ByteAlgebra(protocol, new LabelledRandom(7)), false);
        return new Exchange(machine, spec + (options.isEmpty() ? "" : " " + options)).targets();
    }

    private static Outcome<Datum> step(Machine<Datum> machine, Session<Datum> session, Event<Datum> event) {
        Moment moment = session.agent().equals("Alice") ? ALICE : BOB;
        return machine.step(session, Stores.empty(), event, moment, Condition.ALWAYS)
                .getFirst();
    }

    /** Both ends, led from message to message. */
    private record Exchange(Machine<Datum> machine, String name) {
        Session<Datum> begin(int role, int id, String agent, String peer) {
            Role of = machine.protocol().roles().get(role);
            Session<Datum> session = machine.session(id, of, List.of(agent, peer));
            return step(machine, session, new Event.Started<>()).session();
        }

        Port port(String channel, String port) {
            Channel of = machine.protocol().channels().stream()
                    .filter(c -> c.name().equals(channel))
                    .findFirst()
                    .orElseThrow();
            return new Port(of.index(), channel, port);
        }

        static Datum.Msg sent(Outcome<Datum> outcome) {
            for (Effect<Datum> effect : outcome.effects()) {
                if (effect instanceof Effect.Sent<Datum> sent) {
                    return (Datum.Msg) sent.value();
                }
            }
            throw new AssertionError("nothing is sent: " + outcome.effects());
        }

        List<Target> targets() {
            Outcome<Datum> called = step(machine, begin(0, 1, "Alice", "Bob"), new Event.Local<>("user", "call"));
            Session<Datum> responder = begin(1, 2, "Bob", "Alice");
            Target first = target("first message", responder, port("sip", "offer"), sent(called));

            Outcome<Datum> answered = first.deliver(first.original().octets());
            Target second = target("second message", called.session(), port("sip", "answer"), sent(answered));
            Session<Datum> left = second.deliver(second.original().octets()).session();
            Session<Datum> right = answered.session();
            Event<Datum> established = new Event.Local<>("sip", "established");
            Datum.Msg toRight = sent(step(machine, left, established));
            Datum.Msg toLeft = sent(step(machine, right, established));
            return List.of(
                    first,
                    second,
                    target("packet to the second", right, port("media", ""), toRight),
                    target("packet to the first", left, port("media", ""), toLeft));
        }

        Target target(String what, Session<Datum> session, Port port, Datum.Msg original) {
            return new Target(name + ", " + what, machine, session, port, original);
        }
    }

    /** An error message as Bob sends it after a MAC that fails, on its way to Alice, who waits. */
    static Target error() {
        List<Target> exchange = of("mikey-psk", "");
        Target init = exchange.getFirst();
        byte[] wrong = init.original().octets().clone();
        wrong[wrong.length - 1] ^= 1;
        Datum.Msg error = Exchange.sent(init.deliver(wrong));
        Port offer = init.port();
        Port reject = new Port(offer.channel(), offer.channelName(), "reject");
        return new Target(
                "mikey-psk, error message", init.machine(), exchange.get(1).session(), reject, error);
    }

    /** Another first message from Alice to Bob, as valid as the one of this target. */
    Datum.Msg another() {
        Exchange exchange = new Exchange(machine, name);
        return Exchange.sent(step(machine, exchange.begin(0, 3, "Alice", "Bob"), new Event.Local<>("user", "call")));
    }

    @Override
    public String toString() {
        return name;
    }
}
