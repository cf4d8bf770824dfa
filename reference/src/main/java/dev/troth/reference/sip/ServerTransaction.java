package dev.troth.reference.sip;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A server transaction (RFC 3261 section 17.2): a request that arrived, and the last response to it. */
final class ServerTransaction {
    final SipRequest request;
    final Envelope envelope;
    /** Where the request came from, and the responses go to. */
    private final String peer;

    private @Nullable SipResponse last;
    private boolean acknowledged;

    ServerTransaction(SipRequest request, Envelope envelope, String peer) {
        this.request = request;
        this.envelope = envelope;
        this.peer = peer;
    }

    Action respond(SipResponse response) {
        last = response;
        return new Action.Transmit(peer, response);
    }

    boolean isAnswered() {
        return last != null && !last.isProvisional();
    }

    boolean isAccepted() {
        return last != null && last.isSuccess();
    }

    boolean isRefused() {
        return isAnswered() && !isAccepted();
    }

    boolean isAcknowledged() {
        return acknowledged;
    }

    void acknowledge() {
        acknowledged = true;
    }

    /** The same request again: the last response again (17.2.1, 17.2.2), until it is acknowledged. */
    List<Action> repeat() {
        if (acknowledged) {
            return List.of(new Action.Discarded(request.method() + " repeats one that is answered and acknowledged"));
        }
        return last == null ? List.of() : List.of(new Action.Transmit(peer, last));
    }
}
