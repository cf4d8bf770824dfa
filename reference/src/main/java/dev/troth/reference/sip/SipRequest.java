package dev.troth.reference.sip;

import java.util.Arrays;

/**
 * A request (RFC 3261 section 7.1). Throws an {@link IllegalArgumentException} if a part of the first line is not what
 * it must be.
 *
 * @param method a token, such as {@code INVITE}
 * @param uri the Request-URI as it is written, of any scheme, with no character that a URI cannot have
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
public record SipRequest(String method, String uri, Headers headers, byte[] body) implements SipMessage {

    public SipRequest {
        if (!Grammar.isToken(method)) {
            throw new IllegalArgumentException("Not a method: " + method);
        }
        if (!isUriText(uri)) {
            throw new IllegalArgumentException("Not a Request-URI: " + uri);
        }
    }

    static boolean isUriText(String uri) {
        return !uri.isEmpty() && Grammar.all(uri, c -> c > ' ' && c < 0x7F && "<>\"".indexOf(c) < 0);
    }

    public boolean is(String other) {
        return method.equals(other);
    }

    @Override
    public String startLine() {
        return method + " " + uri + " SIP/2.0";
    }

    @Override
    public SipRequest with(Headers changed) {
        return new SipRequest(method, uri, changed, body);
    }

    @Override
    public SipRequest with(byte[] changed) {
        return new SipRequest(method, uri, headers, changed);
    }

    /** The same to another Request-URI. */
    public SipRequest to(String changed) {
        return new SipRequest(method, changed, headers, body);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipRequest that
                && method.equals(that.method)
                && uri.equals(that.uri)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * method.hashCode() + uri.hashCode()) + headers.hashCode()) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return startLine() + " " + headers.lines() + " and " + body.length + " octets";
    }
}
