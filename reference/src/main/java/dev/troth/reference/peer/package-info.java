/** The real network, as far as a run needs it. */
@NullMarked
package dev.troth.reference.peer;

import org.jspecify.annotations.NullMarked;
