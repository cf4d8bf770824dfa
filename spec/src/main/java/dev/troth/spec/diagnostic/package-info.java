/** Findings about what a user wrote, as values, and how they are told. */
@NullMarked
package dev.troth.spec.diagnostic;

import org.jspecify.annotations.NullMarked;
