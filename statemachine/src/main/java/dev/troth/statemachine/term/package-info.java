/** Symbolic values: terms, their normal forms under the declared equations, and the algebra over them. */
@NullMarked
package dev.troth.statemachine.term;

import org.jspecify.annotations.NullMarked;
