package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Does what a scenario says that the attacker does to messages on their way. */
final class Attacker {
    private final World world;
    private final List<Scenario.Move> moves;

    Attacker(World world, List<Scenario.Move> moves) {
        this.world = world;
        this.moves = moves;
    }

    /** Hands octets of the attacker's own to a run. */
    void send(Scenario.Sends sends) {
        Call call = world.numbered(sends.number(), "");
        if (call != null) {
            tell("the attacker sends " + sends.octets().length + " octets of his own to " + call.agent() + " on "
                    + sends.port());
            world.received(call, sends.port(), sends.octets(), -1);
        }
    }

    /**
     * What becomes of a message that a session sends: its octets, changed if the scenario says so, or null if the
     * attacker drops it.
     */
    byte @Nullable [] onTheWay(Call sender, Port port, Message message, int number, Datum.Msg value, int sending) {
        byte[] octets = value.octets();
        String label = message.name() + "#" + number;
        for (Scenario.Move move : moves) {
            switch (move) {
                case Scenario.Resends resends
                when is(resends.message(), resends.number(), message, number) -> {
                    String agent = Objects.requireNonNullElse(resends.agent(), sender.peer());
                    byte[] recorded = value.octets();
                    world.agenda.after(
                            resends.after(), () -> resend(agent, sender.agent(), port, label, recorded, sending));
                }
                case Scenario.Drops drops
                when is(drops.message(), drops.number(), message, number) -> {
                    tell("the attacker drops " + label);
                    return null;
                }
                case Scenario.Corrupts corrupts
                when is(corrupts.message(), corrupts.number(), message, number) ->
                    octets = corrupted(value, corrupts.field(), label);
                case Scenario.Truncates truncates
                when is(truncates.message(), truncates.number(), message, number) -> {
                    tell("the attacker cuts " + label + " to " + truncates.octets() + " octets");
                    octets = Arrays.copyOf(octets, Math.min(octets.length, truncates.octets()));
                }
                case Scenario.Blocks blocks
                when blocks.channel() == port.channel() -> {
                    tell("the attacker stops " + label);
                    return null;
                }
                case Scenario.Blocks ignored -> {}
                case Scenario.Sends ignored -> {}
                case Scenario.Resends ignored -> {}
                case Scenario.Drops ignored -> {}
                case Scenario.Corrupts ignored -> {}
                case Scenario.Truncates ignored -> {}
                case Scenario.Owns ignored -> {}
            }
        }
        return octets;
    }

    private static boolean is(Message wanted, int wantedNumber, Message message, int number) {
        return wanted == message && wantedNumber == number;
    }

    private void tell(String what) {
        world.recorder.record(new Entry.Attack(world.agenda.now(), what));
    }

    private void resend(String agent, String sender, Port port, String label, byte[] octets, int sending) {
        tell("the attacker sends the recorded " + label + " to " + agent + " again");
        world.carriage(port).inject(agent, sender, port, label, octets, sending);
    }

    /** Flips the lowest bit of the first octet of a field, or of the last octet of the message. */
    private byte[] corrupted(Datum.Msg value, @Nullable String field, String label) {
        byte[] octets = value.octets().clone();
        int bit = octets.length * 8 - 1;
        for (Dissection.FieldView view : Dissection.dissect(value)) {
            String path = view.path();
            if (field != null && (path.equals(field) || path.endsWith("." + field)) && view.bitLength() > 0) {
                bit = view.bitStart() + Math.min(8, view.bitLength()) - 1;
            }
        }
        octets[bit / 8] ^= (byte) (1 << (7 - bit % 8));
        tell("the attacker flips bit " + bit + " of " + label + (field == null ? "" : ", in " + field));
        return octets;
    }
}
