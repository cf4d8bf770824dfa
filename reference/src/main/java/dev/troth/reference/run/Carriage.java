package dev.troth.reference.run;

import dev.troth.spec.model.Port;

/** How a channel brings octets from one session to another: datagrams, or bodies of a session set-up. */
interface Carriage {
    /**
     * Sends a message of a session.
     *
     * @param label its kind and number in this run, such as {@code Init#1}
     * @param sending its place on the tape of the run
     */
    void send(Call call, String to, Port port, String label, byte[] octets, int sending);

    /** Sends recorded octets again as the attacker, to an agent, under the name of an agent. */
    void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending);
}
