/** The language: from the text of a key exchange to its model. */
@NullMarked
package dev.troth.spec;

import org.jspecify.annotations.NullMarked;
