package dev.troth.reference.wire;

/** What reading octets as a message comes to. */
public sealed interface Decoding {
    record Decoded(Datum.Msg message) implements Decoding {}

    /**
     * The octets are not that message.
     *
     * @param reason for people
     * @param offset the octet at which it was found out
     */
    record Refused(String reason, int offset) implements Decoding {}
}
