/** Pictures of every specification of the library, in every view and format. */
@NullMarked
package dev.troth.proofs.draw;

import org.jspecify.annotations.NullMarked;
