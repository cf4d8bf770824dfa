/** Messages as the RFCs draw and print them, octets that mean harm, and the laws of the codec. */
@NullMarked
package dev.troth.reference.wire;

import org.jspecify.annotations.NullMarked;
