package dev.troth.reference.pcap;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An IPv4 address with a UDP port.
 *
 * @param address the address, its first octet uppermost
 * @param port 0 to 65535
 */
public record Endpoint(int address, int port) {

    private static final Pattern DOTTED = Pattern.compile("([0-9]{1,3})[.]([0-9]{1,3})[.]([0-9]{1,3})[.]([0-9]{1,3})");

    public Endpoint {
        if (port >>> 16 != 0) {
            throw new IllegalArgumentException("A UDP port has 16 bits, but is " + port + ".");
        }
    }

    /**
     * An endpoint from its address as it is usually written.
     *
     * @param address four decimal numbers with dots between them, such as {@code 192.0.2.1}; nothing is looked up
     * @param port 0 to 65535
     * @throws IllegalArgumentException if the address has another form, or a number is too large
     */
    public static Endpoint of(String address, int port) {
        Matcher matcher = DOTTED.matcher(address);
        if (!matcher.matches()) {
            throw notAnAddress(address);
        }
        int value = 0;
        for (int group = 1; group <= 4; group++) {
            int octet = Integer.parseInt(matcher.group(group));
            if (octet > 255) {
                throw notAnAddress(address);
            }
            value = value << 8 | octet;
        }
        return new Endpoint(value, port);
    }

    private static IllegalArgumentException notAnAddress(String text) {
        return new IllegalArgumentException("Not an IPv4 address: " + text);
    }

    @Override
    public String toString() {
        return (address >>> 24) + "." + (address >>> 16 & 255) + "." + (address >>> 8 & 255) + "." + (address & 255)
                + ":" + port;
    }
}
