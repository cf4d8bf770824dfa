/**
 * Session set-up that carries key exchanges: SIP messages (RFC 3261), session descriptions (RFC 8866) with keying in
 * them (RFC 4567, RFC 4568), and user agents and proxies that are driven by messages alone.
 *
 * <p>Nothing here does input or output, reads a clock or draws a random number. Whatever must be unique comes from the
 * caller's {@link dev.troth.reference.sip.Tokens}, so one seed gives the same octets everywhere.
 *
 * <p>What arrives from a network never throws: it is a {@link dev.troth.reference.sip.SipParsing.Malformed}, a
 * {@link dev.troth.reference.sip.Action.Discarded} or an error response. What a caller does wrongly (a call that does
 * not exist, a header field with a line end in it) throws.
 */
@NullMarked
package dev.troth.reference.sip;

import org.jspecify.annotations.NullMarked;
