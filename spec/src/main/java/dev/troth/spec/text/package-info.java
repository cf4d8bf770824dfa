/** Specification texts and places in them. */
@NullMarked
package dev.troth.spec.text;

import org.jspecify.annotations.NullMarked;
