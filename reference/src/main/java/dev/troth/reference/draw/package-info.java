/** Pictures of specifications and of runs: models of what is drawn, and one writer for each format. */
@NullMarked
package dev.troth.reference.draw;

import org.jspecify.annotations.NullMarked;
