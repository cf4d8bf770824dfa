package dev.troth.reference.sip;

import org.jspecify.annotations.Nullable;

/** A call as a user agent knows it, from its first INVITE on. Changed in place. */
final class Call {
    final String callId;
    /** Our tag: in From of a call that we make, in To of one that we take. */
    final String localTag;
    /** None before the other side is known. */
    @Nullable
    Dialog dialog;
    /** The number of our latest request; 0 before the first (12.2.1.1). */
    long localNumber;
    /** The number of the other side's latest request; -1 before the first. */
    long remoteNumber = -1;
    /** The INVITE that waits for our user, or for its ACK. */
    @Nullable
    ServerTransaction incoming;
    /** The latest INVITE of ours. */
    @Nullable
    ClientTransaction outgoing;
    /** The latest ACK of an acceptance, to be sent again when the acceptance comes again. */
    @Nullable
    ClientTransaction acknowledgement;

    boolean over;

    Call(String callId, String localTag) {
        this.callId = callId;
        this.localTag = localTag;
    }

    /** True while our user has an offer to answer. */
    boolean hasOffer() {
        return incoming != null && !incoming.isAnswered();
    }

    /** True while an offer of ours is not answered. */
    boolean isOffering() {
        return outgoing != null && outgoing.isOpen();
    }

    Dialog dialogOrThrow() {
        if (dialog == null) {
            throw new IllegalStateException("Call " + callId + " has no dialog yet.");
        }
        return dialog;
    }
}
