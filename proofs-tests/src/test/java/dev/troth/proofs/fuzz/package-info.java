/** Random schedules on the running machines, and what they agree on with the search. */
@NullMarked
package dev.troth.proofs.fuzz;

import org.jspecify.annotations.NullMarked;
