/** Random adversarial schedules on the running machines, and what must be true of every one of them. */
@NullMarked
package dev.troth.reference.fuzz;

import org.jspecify.annotations.NullMarked;
