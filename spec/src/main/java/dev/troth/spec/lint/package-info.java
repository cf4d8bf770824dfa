/** Findings about a well-formed specification: silence, and other things an attacker would use. */
@NullMarked
package dev.troth.spec.lint;

import org.jspecify.annotations.NullMarked;
