package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import java.util.ArrayList;
import java.util.List;

/** Addresses for documentation (RFC 5737): agents in 192.0.2.0/24, relays in 198.51.100.0/24. */
final class Addresses {
    private static final int SIP_PORT = 5060;
    private static final int MEDIA_PORT = 49170;

    private final List<String> relays;
    private final List<String> agents = new ArrayList<>();

    Addresses(List<String> relays) {
        this.relays = relays;
    }

    private String address(String name) {
        int relay = relays.indexOf(name);
        if (relay >= 0) {
            return "198.51.100." + (relay + 1);
        }
        if (!agents.contains(name)) {
            agents.add(name);
        }
        return "192.0.2." + (agents.indexOf(name) + 1);
    }

    Entry.Place signalling(String name) {
        return new Entry.Place(name, address(name), SIP_PORT);
    }

    Entry.Place media(String name) {
        return new Entry.Place(name, address(name), MEDIA_PORT);
    }

    static int signallingPort() {
        return SIP_PORT;
    }

    static int mediaPort() {
        return MEDIA_PORT;
    }
}
