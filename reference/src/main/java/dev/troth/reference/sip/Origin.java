package dev.troth.reference.sip;

/**
 * The origin of a session description (RFC 8866 section 5.2). The network is always {@code IN IP4}.
 *
 * @param user without spaces, such as {@code alice}
 * @param session unique for this user at this address
 * @param version one more for each change of the description (RFC 3264 section 8)
 * @param address where the description comes from, and where media is expected
 */
public record Origin(String user, long session, long version, String address) {

    public Origin {
        if (user.isEmpty() || !Grammar.all(user, c -> c > ' ' && c != 0x7F)) {
            throw new IllegalArgumentException("Not a user name of an origin: " + user);
        }
        if (session < 0 || version < 0) {
            throw new IllegalArgumentException("The numbers of an origin are not negative.");
        }
        if (HostPort.parse(address).filter(place -> place.port() < 0).isEmpty()) {
            throw new IllegalArgumentException("Not an address: " + address);
        }
    }

    SdpLine line() {
        return new SdpLine('o', user + " " + session + " " + version + " IN IP4 " + address);
    }

    SdpLine connection() {
        return new SdpLine('c', "IN IP4 " + address);
    }
}
