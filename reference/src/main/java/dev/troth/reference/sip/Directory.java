package dev.troth.reference.sip;

import java.util.List;
import java.util.Optional;

/**
 * Who is reached at which address: stands for the procedures of RFC 3263. The same for all nodes of a network.
 *
 * @param nodes all nodes that can be addressed
 */
public record Directory(List<NodeAddress> nodes) {

    public Directory {
        nodes = List.copyOf(nodes);
    }

    /** The name of the node at the host and port of a URI. */
    public Optional<String> nodeAt(SipUri uri) {
        return nodes.stream()
                .filter(node -> node.address().equals(uri.host()) && node.port() == uri.effectivePort())
                .map(NodeAddress::name)
                .findFirst();
    }
}
