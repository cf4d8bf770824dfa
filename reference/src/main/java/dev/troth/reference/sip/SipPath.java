package dev.troth.reference.sip;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;

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
        return of(
                names, Map.of(), name -> name.equals(names.getFirst()) ? "192.0.2.1" : "192.0.2.2", transport, tokens);
    }

    /**
     * Builds a path with fresh nodes, on which calls to an agent reach other devices.
     *
     * @param names from left to right
     * @param contacts the devices at which the proxy next to an agent at an end reaches it, all of them user agents; an agent
     *     that is not named is reached at its own
     * @param address of each user agent
     * @throws IllegalArgumentException as {@link #of(List, Transport, Tokens)}
     */
    public static SipPath of(
            List<String> names,
            Map<String, List<String>> contacts,
            UnaryOperator<String> address,
            Transport transport,
            Tokens tokens) {
        if (names.size() < 2 || names.size() > MOST_PROXIES + 2) {
            throw new IllegalArgumentException("A path has two user agents and at most 254 proxies: " + names);
        }
        if (names.stream().map(name -> name.toLowerCase(Locale.ROOT)).distinct().count() != names.size()) {
            throw new IllegalArgumentException("Two nodes of a path have the same name: " + names);
        }
        int last = names.size() - 1;
        Map<String, NodeAddress> addresses = new LinkedHashMap<>();
        for (int i = 0; i <= last; i++) {
            String at = i == 0 || i == last ? address.apply(names.get(i)) : "198.51.100." + i;
            addresses.put(names.get(i), new NodeAddress(names.get(i), at, transport.port()));
        }
        List<String> left = devices(names.getFirst(), contacts);
        List<String> right = devices(names.get(last), contacts);
        for (List<String> side : List.of(left, right)) {
            side.forEach(d ->
                    addresses.computeIfAbsent(d, name -> new NodeAddress(name, address.apply(name), transport.port())));
        }
        Directory directory = new Directory(List.copyOf(addresses.values()));
        Map<String, UserAgent> agents = new LinkedHashMap<>();
        left.forEach(d -> agents.put(d, agent(of(addresses, d), names.get(1), transport, directory, tokens)));
        right.forEach(d -> agents.put(d, agent(of(addresses, d), names.get(last - 1), transport, directory, tokens)));
        List<Node> nodes = new ArrayList<>();
        left.forEach(d -> nodes.add(of(agents, d)));
        for (int i = 1; i < last; i++) {
            // The proxy next to an agent is that of its domain and knows its contacts.
            List<Proxy.Target> targets = new ArrayList<>();
            for (String device : left) {
                targets.addAll(targets(device, contacts, agents, i == 1 ? "" : names.get(i - 1)));
            }
            for (String device : right) {
                targets.addAll(targets(device, contacts, agents, i == last - 1 ? "" : names.get(i + 1)));
            }
            nodes.add(new Proxy(of(addresses, names.get(i)), transport, directory, targets, tokens));
        }
        right.forEach(d -> nodes.add(of(agents, d)));
        return new SipPath(nodes, transport, directory);
    }

    /** An agent at an end of the path, and then the others that calls to it reach. */
    private static List<String> devices(String agent, Map<String, List<String>> contacts) {
        Set<String> devices = new LinkedHashSet<>();
        devices.add(agent);
        devices.addAll(contacts.getOrDefault(agent, List.of()));
        return List.copyOf(devices);
    }

    /** Where a proxy sends calls to an agent: to the next proxy, or, next to the agent, to each of its contacts. */
    private static List<Proxy.Target> targets(
            String agent, Map<String, List<String>> contacts, Map<String, UserAgent> agents, String nextProxy) {
        String record = of(agents, agent).addressOfRecord();
        if (!nextProxy.isEmpty()) {
            return List.of(new Proxy.Target(record, nextProxy, ""));
        }
        return contacts.getOrDefault(agent, List.of(agent)).stream()
                .map(device ->
                        new Proxy.Target(record, device, of(agents, device).contact()))
                .toList();
    }

    private static <T> T of(Map<String, T> map, String name) {
        return Objects.requireNonNull(map.get(name), name);
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
