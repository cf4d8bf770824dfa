/** The world of a run, from inside. */
@NullMarked
package dev.troth.reference.run;

import org.jspecify.annotations.NullMarked;
