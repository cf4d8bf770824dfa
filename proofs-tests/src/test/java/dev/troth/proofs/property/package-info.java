/** Claims mean one thing, whoever asks. */
@NullMarked
package dev.troth.proofs.property;

import org.jspecify.annotations.NullMarked;
