package dev.troth.reference.sip;

import java.util.Optional;

/** Responses as a server builds them from a request (RFC 3261 section 8.2.6.2). */
final class Responses {

    private Responses() {}

    /**
     * A response without a body.
     *
     * @param tag for To where the request has none; empty for none, which only 100 may have
     */
    static SipResponse to(SipRequest request, int status, String reason, String tag) {
        Headers asked = request.headers();
        Headers headers = Headers.NONE
                .withAll("Via", asked.values("Via"))
                .with("To", taggedTo(asked.first("To").orElseThrow(), tag))
                .with("From", asked.first("From").orElseThrow())
                .with("Call-ID", asked.first("Call-ID").orElseThrow())
                .with("CSeq", asked.first("CSeq").orElseThrow());
        return new SipResponse(status, reason, headers, new byte[0]);
    }

    private static String taggedTo(String to, String tag) {
        Optional<NameAddr> address = NameAddr.parse(to);
        return tag.isEmpty() || address.isEmpty() || address.get().tag().isPresent()
                ? to
                : address.get().tagged(tag).toString();
    }
}
