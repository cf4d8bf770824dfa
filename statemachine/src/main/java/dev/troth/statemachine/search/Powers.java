package dev.troth.statemachine.search;

import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Channel.Power;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the attacker can do on each channel: what the specification says, else what the protection of the hops leaves
 * open; and everything on the channels that pass a relay which he holds.
 */
public final class Powers {
    /** What a proxy forks: later offers go to the device that took the call (RFC 3261 section 12.2). */
    private static final String FORKED = "offer";

    private final Protocol protocol;
    private final List<String> relays;

    /**
     * @param protocol a variant
     * @param relays the relays and branches that the attacker holds
     */
    public Powers(Protocol protocol, List<String> relays) {
        this.protocol = protocol;
        this.relays = relays;
    }

    /** The protection of the hops of a channel. */
    String protection(Channel channel) {
        return channel.hop().fixed();
    }

    Set<Power> on(int channel) {
        Channel of = protocol.channels().get(channel);
        if (of.relays().stream().anyMatch(relays::contains)) {
            return EnumSet.allOf(Power.class);
        }
        if (of.attacker() != null) {
            return of.attacker();
        }
        return switch (protection(of)) {
            case "clear" -> EnumSet.allOf(Power.class);
            case "authentic" -> EnumSet.of(Power.READ, Power.BLOCK);
            default -> EnumSet.of(Power.BLOCK);
        };
    }

    /** Whether the attacker reads what is sent; who holds the other branch of a forked call reads the first offer. */
    public boolean reads(Port port) {
        Channel of = protocol.channels().get(port.channel());
        boolean forked = relays.contains(of.branch()) && port.name().equals(FORKED);
        return forked || on(port.channel()).contains(Power.READ);
    }

    /** Whether messages of the attacker arrive on a channel. */
    public boolean injects(int channel) {
        return on(channel).contains(Power.INJECT);
    }

    /** The variables of a sender that stand in the packet around what he sends on a channel, in the open. */
    List<Expr> framed(Port port, Role sender) {
        Channel.Frame frame = protocol.channels().get(port.channel()).frame();
        if (frame == null) {
            return List.of();
        }
        List<Expr> framed = new ArrayList<>();
        for (int slot = 0; slot < frame.layout().data().size(); slot++) {
            Role.Variable variable =
                    sender.variable(frame.layout().data().get(slot).name());
            if (slot != frame.message() && variable != null) {
                framed.add(new Expr.Variable(variable.index(), variable.name(), variable.type()));
            }
        }
        return framed;
    }
}
