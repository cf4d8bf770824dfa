/** Which questions a specification asks. */
@NullMarked
package dev.troth.statemachine.claim;

import org.jspecify.annotations.NullMarked;
