/** Published vectors, and laws where nothing is published, for every primitive. */
@NullMarked
package dev.troth.reference.crypto;

import org.jspecify.annotations.NullMarked;
