/** Small specifications whose truth is known without a search, each against the answer of the search. */
@NullMarked
package dev.troth.proofs.soundness;

import org.jspecify.annotations.NullMarked;
