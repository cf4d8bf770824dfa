/** Values and their bytes: the codec that a layout is. */
@NullMarked
package dev.troth.reference.wire;

import org.jspecify.annotations.NullMarked;
