/** Terms and their normal forms. */
@NullMarked
package dev.troth.statemachine.term;

import org.jspecify.annotations.NullMarked;
