/** The comparison of key exchanges, against what is published about them. */
@NullMarked
package dev.troth.proofs.compare;

import org.jspecify.annotations.NullMarked;
