package dev.troth.reference.sip;

/** What {@link SipParser} makes of octets. */
public sealed interface SipParsing {

    /**
     * A message.
     *
     * @param octets how many octets it takes; what follows is no part of it (RFC 3261 section 18.3)
     */
    record Parsed(SipMessage message, int octets) implements SipParsing {}

    /**
     * No message.
     *
     * @param offset the octet at which this shows
     */
    record Malformed(String reason, int offset) implements SipParsing {}
}
