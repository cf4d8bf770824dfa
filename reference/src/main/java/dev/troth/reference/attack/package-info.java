/** Attacks on bytes: what the checker found is done again with real cryptography, and told in words. */
@NullMarked
package dev.troth.reference.attack;

import org.jspecify.annotations.NullMarked;
