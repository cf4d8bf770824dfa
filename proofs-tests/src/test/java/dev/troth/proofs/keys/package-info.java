/** Key schedules computed again, by other code. */
@NullMarked
package dev.troth.proofs.keys;

import org.jspecify.annotations.NullMarked;
