/** Documents made of specifications. */
@NullMarked
package dev.troth.proofs.document;

import org.jspecify.annotations.NullMarked;
