package dev.troth.reference.attack;

import dev.troth.reference.attack.Replay.Told;
import dev.troth.statemachine.search.Cast;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The packets of an attack: what was sent goes to the attacker, who reads it, or to its addressee; what he delivers comes
 * from him. Each message is one datagram, whatever carries it; addresses are those for documentation (RFC 5737).
 */
public final class AttackCapture {
    private final Map<Integer, String> agents = new LinkedHashMap<>();
    private final PacketLog packets = new PacketLog();

    private AttackCapture() {}

    /** The attack as a pcapng file. */
    public static byte[] pcapng(Replay.Result result) {
        AttackCapture capture = new AttackCapture();
        result.told().forEach(capture::add);
        return capture.packets.pcapng();
    }

    private void add(Told told) {
        switch (told) {
            case Told.Begins begins -> agents.put(begins.slot(), begins.agents().getFirst());
            case Told.Sends sends ->
                packets.add(
                        sends.at(),
                        agent(sends.slot()),
                        sends.heard() ? Cast.ATTACKER : sends.to(),
                        sends.octets(),
                        agent(sends.slot()) + " sends " + sends.label() + " to " + sends.to());
            case Told.Delivers delivers ->
                packets.add(
                        delivers.at(),
                        Cast.ATTACKER,
                        agent(delivers.slot()),
                        delivers.octets(),
                        Cast.ATTACKER + " delivers " + delivers.message() + " to " + agent(delivers.slot()) + ": "
                                + delivers.recipe().shown());
            default -> {}
        }
    }

    private String agent(int slot) {
        return agents.getOrDefault(slot, "?");
    }
}
