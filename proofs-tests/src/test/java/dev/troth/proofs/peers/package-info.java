/**
 * Other people's programs, as judges of what this project sends and as partners that answer it.
 *
 * <p>A test says which of them it needs with {@link dev.troth.proofs.peers.RequiresPeer}. Each has a small class here
 * that starts it, bounds its time and turns what it prints into a value; and a test that this class can say no.
 */
@NullMarked
package dev.troth.proofs.peers;

import org.jspecify.annotations.NullMarked;
