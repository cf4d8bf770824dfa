/** The canonical layout of a specification text: the same tokens, comments and line breaks, spaced by one rule. */
@NullMarked
package dev.troth.spec.format;

import org.jspecify.annotations.NullMarked;
