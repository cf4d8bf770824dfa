/** The meaning of a specification: the immutable Protocol that every later stage reads. */
@NullMarked
package dev.troth.spec.model;

import org.jspecify.annotations.NullMarked;
