/** The published verdicts: what the specifications expect of their claims, and what the search answers. */
@NullMarked
package dev.troth.proofs.verdicts;

import org.jspecify.annotations.NullMarked;
