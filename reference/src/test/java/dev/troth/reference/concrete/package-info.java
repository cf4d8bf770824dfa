/** What specifications say of primitives, asked of their octets. */
@NullMarked
package dev.troth.reference.concrete;

import org.jspecify.annotations.NullMarked;
