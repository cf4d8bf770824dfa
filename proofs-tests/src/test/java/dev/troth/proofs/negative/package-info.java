/** What must not happen, does not: a peer that misbehaves, octets that are no message, keys that are refused. */
@NullMarked
package dev.troth.proofs.negative;

import org.jspecify.annotations.NullMarked;
