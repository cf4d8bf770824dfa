/** Files that are written whole or not at all. */
@NullMarked
package dev.troth.reference.file;

import org.jspecify.annotations.NullMarked;
