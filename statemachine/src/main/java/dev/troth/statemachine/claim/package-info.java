/** Claims as questions: which searches a specification asks for, and what their answers mean. */
@NullMarked
package dev.troth.statemachine.claim;

import org.jspecify.annotations.NullMarked;
