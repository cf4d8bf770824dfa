package dev.troth.reference.sip;

/** What every node needs to speak: its address, its transport, and unique values under its name. */
record Station(NodeAddress address, Transport transport, Tokens tokens) {

    String name() {
        return address.name();
    }

    /** A Via for a new transaction (RFC 3261 section 8.1.1.7). */
    Via newVia() {
        return via(Via.MAGIC_COOKIE + token("branch"));
    }

    Via via(String branch) {
        return new Via(transport.name(), address.hostPort(), branch);
    }

    String token(String purpose) {
        String token = tokens.next(name() + "." + purpose);
        if (!Grammar.isToken(token)) {
            throw new IllegalArgumentException("Tokens gave no token for " + name() + "." + purpose + ": " + token);
        }
        return token;
    }

    /** The URI of this node: with a user for a Contact, without one for a Record-Route. */
    String uri(String user) {
        return "sip:" + (user.isEmpty() ? "" : user + "@") + address.hostPort() + transport.uriParameter();
    }

    /** True if a URI points here. */
    boolean isAt(SipUri uri) {
        return uri.host().equals(address.address()) && uri.effectivePort() == address.port();
    }
}
