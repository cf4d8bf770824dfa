/** The algebra of bytes: every value is real octets, every primitive real cryptography. */
@NullMarked
package dev.troth.reference.concrete;

import org.jspecify.annotations.NullMarked;
