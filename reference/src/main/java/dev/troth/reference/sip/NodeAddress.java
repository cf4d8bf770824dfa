package dev.troth.reference.sip;

/**
 * Where a node is reached.
 *
 * @param name letters and digits, such as {@code ProxyA}
 * @param address an IPv4 address, such as {@code 192.0.2.1}
 * @param port 1 to 65535
 */
public record NodeAddress(String name, String address, int port) {

    public NodeAddress {
        if (name.isEmpty() || !Grammar.all(name, Grammar::isAlphanumeric)) {
            throw new IllegalArgumentException("The name of a node has letters and digits only, but is " + name + ".");
        }
        if (port < 1 || port > 65535 || HostPort.parse(address + ":" + port).isEmpty()) {
            throw new IllegalArgumentException("Not an address with a port: " + address + ":" + port);
        }
    }

    String hostPort() {
        return address + ":" + port;
    }
}
