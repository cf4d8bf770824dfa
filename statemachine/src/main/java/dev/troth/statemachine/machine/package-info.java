/** The step semantics: what one event does to one session. Written once, for terms and for bytes. */
@NullMarked
package dev.troth.statemachine.machine;

import org.jspecify.annotations.NullMarked;
