/** Changes of a specification that keep its meaning, or take protection away, and what verdicts may do then. */
@NullMarked
package dev.troth.proofs.metamorphic;

import org.jspecify.annotations.NullMarked;
