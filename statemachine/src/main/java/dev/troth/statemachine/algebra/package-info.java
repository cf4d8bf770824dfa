/** What the step function asks of values; the only thing that differs between the two worlds. */
@NullMarked
package dev.troth.statemachine.algebra;

import org.jspecify.annotations.NullMarked;
