package dev.troth.reference.sip;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A SIP message (RFC 3261 section 7). Its octets are exact: {@code SipParser.parse(m.encode())} gives {@code m} again.
 *
 * <p>Bodies are not copied: who passes one in or reads one leaves it unchanged.
 */
public sealed interface SipMessage permits SipRequest, SipResponse {

    Headers headers();

    /** The body; no octets when there is none. */
    byte[] body();

    /** The first line, without its line end. */
    String startLine();

    /** The same with other header fields. */
    SipMessage with(Headers changed);

    /** The same with another body. */
    SipMessage with(byte[] changed);

    /** The octets on the wire: long names, one line per field, Content-Length last and correct (section 20.14). */
    default byte[] encode() {
        StringBuilder head = new StringBuilder(512).append(startLine()).append("\r\n");
        for (Header line : headers().lines()) {
            head.append(line).append("\r\n");
        }
        head.append("Content-Length: ").append(body().length).append("\r\n\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body().length);
        out.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(body());
        return out.toByteArray();
    }
}
