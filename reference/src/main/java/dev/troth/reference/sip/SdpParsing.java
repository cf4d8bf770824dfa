package dev.troth.reference.sip;

/** What {@link SdpParser} makes of octets. */
public sealed interface SdpParsing {

    /** A description. */
    record Parsed(Sdp description) implements SdpParsing {}

    /**
     * No description.
     *
     * @param offset the octet at which this shows
     */
    record Malformed(String reason, int offset) implements SdpParsing {}
}
