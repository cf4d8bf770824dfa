/** What is noticed when a protection is taken away. */
@NullMarked
package dev.troth.proofs.mutate;

import org.jspecify.annotations.NullMarked;
