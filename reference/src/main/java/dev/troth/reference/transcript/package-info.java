/** What happened in a run, and the forms in which it is told: text, JSON, packets, test vectors. */
@NullMarked
package dev.troth.reference.transcript;

import org.jspecify.annotations.NullMarked;
