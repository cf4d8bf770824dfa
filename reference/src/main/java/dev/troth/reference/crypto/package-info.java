/**
 * The cryptographic primitives that specifications name, computed for real.
 *
 * <p>Every operation is a static method (or a method of an immutable value) from octets to octets: it keeps no state
 * between calls, may be called from any thread, and neither changes nor keeps the arrays it is given. Big-endian is
 * meant wherever octets stand for a number, except where a primitive's own RFC says otherwise (X25519, Ed25519).
 *
 * <p>Errors come in two kinds. A size or number that the caller chose wrongly (a key of 15 octets, a nonce of 11) is
 * our mistake and throws {@link java.lang.IllegalArgumentException}. Whatever a peer can bring about by what it sends
 * (a ciphertext too short to hold its tag, a public value outside its group, a forged signature) is a result: an empty
 * {@link java.util.Optional}, or {@code false}.
 *
 * <p>The arithmetic is Bouncy Castle's lightweight implementation, without its security provider.
 */
@NullMarked
package dev.troth.reference.crypto;

import org.jspecify.annotations.NullMarked;
