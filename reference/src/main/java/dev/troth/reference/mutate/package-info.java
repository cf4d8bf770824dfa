/** A specification with one protection taken away at a time, and who notices. */
@NullMarked
package dev.troth.reference.mutate;

import org.jspecify.annotations.NullMarked;
