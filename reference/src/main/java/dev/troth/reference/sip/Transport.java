package dev.troth.reference.sip;

/** Over what a path carries its messages: the name in Via, and the parameter of URIs. */
public enum Transport {
    UDP(5060, ""),
    TCP(5060, ";transport=tcp"),
    /** RFC 3261 section 26.2.2 deprecates {@code transport=tls}, but with {@code sip:} it is what peers write. */
    TLS(5061, ";transport=tls");

    private final int port;
    private final String uriParameter;

    Transport(int port, String uriParameter) {
        this.port = port;
        this.uriParameter = uriParameter;
    }

    /** The default port (RFC 3261 section 19.1.2). */
    public int port() {
        return port;
    }

    /** With the semicolon; empty for the default transport. */
    String uriParameter() {
        return uriParameter;
    }
}
