/** Finding specifications: the shipped library and files. */
@NullMarked
package dev.troth.spec.library;

import org.jspecify.annotations.NullMarked;
