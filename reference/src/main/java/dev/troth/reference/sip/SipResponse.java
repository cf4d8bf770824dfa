package dev.troth.reference.sip;

import java.util.Arrays;

/**
 * A response (RFC 3261 section 7.2). Throws an {@link IllegalArgumentException} if a part of the first line is not what
 * it must be.
 *
 * @param status 100 to 699
 * @param reason the reason phrase, which may be empty, but holds no line end
 */
@SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
public record SipResponse(int status, String reason, Headers headers, byte[] body) implements SipMessage {

    public SipResponse {
        if (status < 100 || status > 699) {
            throw new IllegalArgumentException("Not a status code: " + status);
        }
        if (!Grammar.isLineText(reason)) {
            throw new IllegalArgumentException("Not a reason phrase: " + reason);
        }
    }

    public boolean isProvisional() {
        return status < 200;
    }

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    @Override
    public String startLine() {
        return "SIP/2.0 " + status + " " + reason;
    }

    @Override
    public SipResponse with(Headers changed) {
        return new SipResponse(status, reason, changed, body);
    }

    @Override
    public SipResponse with(byte[] changed) {
        return new SipResponse(status, reason, headers, changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SipResponse that
                && status == that.status
                && reason.equals(that.reason)
                && headers.equals(that.headers)
                && Arrays.equals(body, that.body);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * status + reason.hashCode()) + headers.hashCode()) + Arrays.hashCode(body);
    }

    @Override
    public String toString() {
        return startLine() + " " + headers.lines() + " and " + body.length + " octets";
    }
}
