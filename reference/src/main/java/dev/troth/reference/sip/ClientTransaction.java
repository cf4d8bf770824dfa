package dev.troth.reference.sip;

import org.jspecify.annotations.Nullable;

/** A client transaction (RFC 3261 section 17.1): a request that was sent, and what came of it. */
final class ClientTransaction {
    final SipRequest request;
    final Envelope envelope;
    /** The next hop. */
    final String peer;

    private @Nullable SipResponse answer;

    ClientTransaction(SipRequest request, Envelope envelope, String peer) {
        this.request = request;
        this.envelope = envelope;
        this.peer = peer;
    }

    Action send() {
        return new Action.Transmit(peer, request);
    }

    boolean isOpen() {
        return answer == null;
    }

    boolean isAccepted() {
        return answer != null && answer.isSuccess();
    }

    boolean isRefused() {
        return answer != null && !answer.isSuccess();
    }

    void close(SipResponse response) {
        answer = response;
    }

    /** The CANCEL of this INVITE (9.1): on this hop only, with its branch. */
    Action cancel() {
        Headers headers = Headers.NONE
                .with("Via", envelope.via().toString())
                .with("Max-Forwards", "70")
                .withAll("Route", request.headers().values("Route"))
                .with("To", request.headers().first("To").orElseThrow())
                .with("From", request.headers().first("From").orElseThrow())
                .with("Call-ID", envelope.callId())
                .with("CSeq", new CSeq(envelope.cseq().number(), "CANCEL").toString());
        return new Action.Transmit(peer, new SipRequest("CANCEL", request.uri(), headers, new byte[0]));
    }

    /** What answers to the CANCEL have. */
    TransactionKey cancelKey() {
        return new TransactionKey(envelope.via().branch(), envelope.via().sentBy(), "CANCEL");
    }

    /** True if a response comes from the same callee as the one that closed the transaction. */
    boolean isRepeated(SipResponse response) {
        return answer != null
                && answer.headers().first("To").equals(response.headers().first("To"));
    }

    /**
     * The ACK of a refusal (17.1.1.3): on this hop only, with the branch of the INVITE, and with the tag of whoever
     * refused.
     */
    Action acknowledge(SipResponse refusal) {
        Headers headers = Headers.NONE
                .with("Via", envelope.via().toString())
                .with("Max-Forwards", "70")
                .withAll("Route", request.headers().values("Route"))
                .with("To", refusal.headers().first("To").orElseThrow())
                .with("From", request.headers().first("From").orElseThrow())
                .with("Call-ID", envelope.callId())
                .with("CSeq", new CSeq(envelope.cseq().number(), "ACK").toString());
        return new Action.Transmit(peer, new SipRequest("ACK", request.uri(), headers, new byte[0]));
    }
}
