package dev.troth.reference.sip;

/**
 * What names a transaction: the branch and the sender in the topmost Via, and the method (RFC 3261 sections 17.1.3 and
 * 17.2.3).
 */
record TransactionKey(String branch, String sentBy, String method) {

    /** The transaction that an ACK of a refusal, or a CANCEL, belongs to: the INVITE's, with the same branch. */
    TransactionKey ofInvite() {
        return new TransactionKey(branch, sentBy, "INVITE");
    }
}
