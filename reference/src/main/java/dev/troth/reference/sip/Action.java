package dev.troth.reference.sip;

/** What a node wants done or makes known. */
public sealed interface Action {

    /** Bring a message to a node. */
    record Transmit(String toNode, SipMessage message) implements Action {}

    /**
     * A call, or a new offer within one, waits for {@link UserAgent#accept} or {@link UserAgent#reject}.
     *
     * @param caller the address of record in From: what the other side claims to be
     * @param sdpBody the offer; no octets when the INVITE has none
     */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
    record OfferArrived(String callId, String caller, byte[] sdpBody) implements Action {}

    /** An offer of ours is answered. */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
    record AnswerArrived(String callId, byte[] sdpBody) implements Action {}

    /** An offer of ours is refused; when it was the first one of the call, the call is over. */
    @SuppressWarnings("ArrayRecordComponent") // shared on purpose, see SipMessage
    record CallRejected(String callId, int status, String reason, byte[] body) implements Action {}

    /** An offer that waits is taken back: another device has answered, or the caller gave up. */
    record Cancelled(String callId) implements Action {}

    /** The other side alerts its user (180). */
    record Ringing(String callId) implements Action {}

    /** The handshake is through: the caller sends its ACK, or the ACK reaches the callee. */
    record Established(String callId) implements Action {}

    /** The call is over: a BYE arrives, or ours is answered. */
    record Ended(String callId) implements Action {}

    /** A message that does not fit, and why. */
    record Discarded(String reason) implements Action {}
}
