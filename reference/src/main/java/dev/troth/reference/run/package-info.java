/** The virtual world of a run: clock, queue, network, carriage, sessions; no wall clock and no chance but the seed's. */
@NullMarked
package dev.troth.reference.run;

import org.jspecify.annotations.NullMarked;
