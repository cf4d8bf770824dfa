/** What equations do to each other: substitutions, and whether their values are the same in whatever order they are used. */
@NullMarked
package dev.troth.spec.equation;

import org.jspecify.annotations.NullMarked;
