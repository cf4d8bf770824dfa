package dev.troth.reference.sip;

import java.util.List;
import java.util.Optional;

/**
 * The fields of a message that say which transaction and which call it belongs to. Every message has them (RFC 3261
 * section 8.1.1); without them a request cannot even be refused, because a response repeats them (8.2.6.2).
 *
 * @param via the topmost Via
 */
record Envelope(Via via, NameAddr from, NameAddr to, String callId, CSeq cseq) {

    /** The envelope of a message, or what is wrong with it. */
    sealed interface Opening {}

    record Opened(Envelope envelope) implements Opening {}

    record Unreadable(String reason) implements Opening {}

    static Opening of(SipMessage message) {
        Headers headers = message.headers();
        for (String name : List.of("From", "To", "Call-ID", "CSeq")) {
            if (headers.count(name) != 1) {
                return new Unreadable("it has " + headers.count(name) + " fields " + name + " instead of one");
            }
        }
        Optional<Via> via = headers.values("Via").stream().findFirst().flatMap(Via::parse);
        Optional<NameAddr> from = headers.first("From").flatMap(NameAddr::parse);
        Optional<NameAddr> to = headers.first("To").flatMap(NameAddr::parse);
        Optional<String> callId = headers.first("Call-ID").filter(Envelope::isWord);
        Optional<CSeq> cseq = headers.first("CSeq").flatMap(CSeq::parse);
        if (via.isEmpty()) {
            return new Unreadable("its topmost Via cannot be read");
        }
        if (from.isEmpty() || from.get().tag().isEmpty()) {
            return new Unreadable("its From cannot be read, or has no tag");
        }
        if (to.isEmpty()) {
            return new Unreadable("its To cannot be read");
        }
        if (callId.isEmpty()) {
            return new Unreadable("its Call-ID is no word");
        }
        if (cseq.isEmpty()) {
            return new Unreadable("its CSeq cannot be read");
        }
        if (message instanceof SipRequest request && !request.is(cseq.get().method())) {
            return new Unreadable("its CSeq names another method");
        }
        return new Opened(new Envelope(via.get(), from.get(), to.get(), callId.get(), cseq.get()));
    }

    /** The envelope of a message that we made. */
    static Envelope ofOurs(SipMessage message) {
        return switch (of(message)) {
            case Opened(Envelope envelope) -> envelope;
            case Unreadable(String reason) -> throw new IllegalStateException(reason + ": " + message);
        };
    }

    private static boolean isWord(String callId) {
        return !callId.isEmpty() && Grammar.all(callId, c -> c > ' ' && c < 0x7F);
    }

    String fromTag() {
        return from.tag().orElseThrow();
    }

    Optional<String> toTag() {
        return to.tag();
    }

    /** What a request or a response matches a transaction by (RFC 3261 sections 17.1.3 and 17.2.3). */
    TransactionKey key() {
        return new TransactionKey(via.branch(), via.sentBy(), cseq.method());
    }
}
