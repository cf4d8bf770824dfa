/** What proves the product across modules: laws, published vectors and verdicts, other people's software. */
@NullMarked
package dev.troth.proofs;

import org.jspecify.annotations.NullMarked;
