package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A signalling path: two user agents with proxies in a line between them, each at an address for documentation (RFC
 * 5737): agents in 192.0.2.0/24, proxies in 198.51.100.0/24, numbered from the left. Either agent can call the other.
 */
public final class SipPath {

    private static final String DOMAIN = "example.com";
    private static final int MOST_PROXIES = 254;

    private final List<Node> nodes;
    private final Transport transport;
    private final Directory directory;

    private SipPath(List<Node> nodes, Transport transport, Directory directory) {
        this.nodes = List.copyOf(nodes);
        this.transport = transport;
        this.directory = directory;
    }

    /**
     * Builds a path with fresh nodes.
     *
     * @param names from left to right, such as Alice, ProxyA, ProxyB, Bob; the first and the last are user agents
     * @throws IllegalArgumentException if there are fewer than two names, or two are alike
     */
    public static SipPath of(List<String> names, Transport transport, Tokens tokens) {
        if (names.size() < 2 || names.size() > MOST_PROXIES + 2) {
            throw new IllegalArgumentException("A path has two user agents and at most 254 proxies: " + names);
        }
        if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() != names.size()) {
            throw new IllegalArgumentException("Two nodes of a path have the same name: " + names);
        }
        List<NodeAddress> addresses = addresses(names, transport);
        Directory directory = new Directory(addresses);
        int last = names.size() - 1;
        UserAgent left = agent(addresses.getFirst(), names.get(1), transport, directory, tokens);
        UserAgent right = agent(addresses.getLast(), names.get(last - 1), transport, directory, tokens);
        List<Node> nodes = new ArrayList<>();
        nodes.add(left);
        for (int i = 1; i < last; i++) {
            // The proxy next to an agent is that of its domain and knows its contact.
            Proxy.Target toLeft =
                    new Proxy.Target(left.addressOfRecord(), names.get(i - 1), i == 1 ? left.contact() : "");
            Proxy.Target toRight =
                    new Proxy.Target(right.addressOfRecord(), names.get(i + 1), i == last - 1 ? right.contact() : "");
            nodes.add(new Proxy(addresses.get(i), transport, directory, List.of(toLeft, toRight), tokens));
        }
        nodes.add(right);
        return new SipPath(nodes, transport, directory);
    }

    private static List<NodeAddress> addresses(List<String> names, Transport transport) {
        List<NodeAddress> addresses = new ArrayList<>();
        int last = names.size() - 1;
        for (int i = 0; i <= last; i++) {
            String address = i == 0 ? "192.0.2.1" : i == last ? "192.0.2.2" : "198.51.100." + i;
            addresses.add(new NodeAddress(names.get(i), address, transport.port()));
        }
        return addresses;
    }

    private static UserAgent agent(
            NodeAddress address, String neighbour, Transport transport, Directory directory, Tokens tokens) {
        return new UserAgent(address, addressOfRecord(address.name()), transport, directory, neighbour, tokens);
    }

    /** The address of record of an agent: {@code sip:alice@example.com} for Alice. */
    public static String addressOfRecord(String name) {
        return "sip:" + name.toLowerCase(Locale.ROOT) + "@" + DOMAIN;
    }

    /** All nodes from left to right. */
    public List<Node> nodes() {
        return nodes;
    }

    /**
     * A node by its name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Node node(String name) {
        return nodes.stream()
                .filter(node -> node.address().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No node of the path is called " + name + "."));
    }

    /**
     * A user agent by its name.
     *
     * @throws IllegalArgumentException if there is none, or it is a proxy
     */
    public UserAgent agent(String name) {
        if (node(name) instanceof UserAgent agent) {
            return agent;
        }
        throw new IllegalArgumentException(name + " is a proxy.");
    }

    /** Where a node is reached. */
    public NodeAddress address(String name) {
        return node(name).address();
    }

    public Transport transport() {
        return transport;
    }

    public Directory directory() {
        return directory;
    }
}
