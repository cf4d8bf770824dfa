package dev.troth.reference.sip;

import java.util.List;

/** A node of the signalling path. It acts only when a message arrives or its user says so, and never throws at one. */
public sealed interface Node permits UserAgent, Proxy {

    NodeAddress address();

    /**
     * Takes a message from the network.
     *
     * @param fromNode the node at the other end of the connection; responses to a request go there (RFC 3261 section
     *     18.2.2, reliable transports)
     * @return what follows, in this order
     */
    List<Action> receive(SipMessage message, String fromNode);
}
