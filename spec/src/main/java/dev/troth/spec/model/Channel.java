package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where messages travel.
 *
 * @param path roles and relays in order; the first and last are roles
 * @param branch another device of the callee, to which the proxies fork the first offer of a call; empty for none
 * @param hop the protection of each hop: fixed, or chosen by an option
 * @param attacker what the attacker can do there, or null for what the hops leave open
 * @param mtu the largest message in octets, or 0 for no limit
 * @param frame what each message is put into on the wire, or null if it travels as it is
 */
public record Channel(
        String name,
        int index,
        Kind kind,
        List<String> path,
        String branch,
        Hop hop,
        @Nullable Body body,
        Set<Property> order,
        @Nullable Set<Power> attacker,
        int mtu,
        @Nullable Frame frame,
        List<Ref> refs) {
    /** What the channel is made of. */
    public enum Kind {
        /** SIP through proxies (RFC 3261). */
        SIGNALLING,
        /** Datagrams from end to end. */
        UDP,
        /** Datagrams of DTLS records: a message is a flight of handshake messages (RFC 6347 section 4.2). */
        DTLS,
        /** Two people who know each other's voice. */
        HUMAN
    }

    public enum Property {
        RELIABLE,
        IN_ORDER,
        LOSSY,
        REORDERING,
        DUPLICATING
    }

    /** What an attacker does to messages on their way. */
    public enum Power {
        READ,
        BLOCK,
        INJECT
    }

    /**
     * The packet around a message. Its other fields compute themselves or are variables of the sender.
     *
     * @param message the index, among the data fields of the layout, of the one that holds the message
     */
    public record Frame(Layout.Binary layout, int message) {}

    /** Hop protection: the word of the specification, or the option that says it. */
    public record Hop(String fixed, int option) {}

    /**
     * How messages ride in SDP.
     *
     * @param ports which messages of the session set-up carry one
     * @param mediaLevel true for an attribute of the media section, false for the session
     * @param attribute the SDP attribute, such as {@code crypto} or {@code key-mgmt:mikey}
     * @param base64 true if the octets are base64 in the value, false if the message is itself whole lines
     */
    public record Body(List<String> ports, boolean mediaLevel, String attribute, boolean base64, List<Ref> refs) {}

    /** The relays between the two ends. */
    public List<String> relays() {
        return path.size() <= 2 ? List.of() : path.subList(1, path.size() - 1);
    }

    /** Those besides the two ends who may see what is sent: the relays, and the other branch of a forked call. */
    public List<String> others() {
        if (branch.isEmpty()) {
            return relays();
        }
        List<String> others = new ArrayList<>(relays());
        others.add(branch);
        return List.copyOf(others);
    }

    @Override
    public String toString() {
        return name;
    }
}
