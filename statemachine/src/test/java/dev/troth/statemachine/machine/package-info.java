/** The step function, construct by construct. */
@NullMarked
package dev.troth.statemachine.machine;

import org.jspecify.annotations.NullMarked;
