/**
 * Small specifications made up at random, whose truth is known without the checker, and what the checker says of them. One half has
 * an attack planted: the attacker's octets come first, then a condition that is true of them. The other half is judged by an oracle
 * that tries ground messages on the concrete machines, without any reduction.
 */
@NullMarked
package dev.troth.proofs.oracle;

import org.jspecify.annotations.NullMarked;
