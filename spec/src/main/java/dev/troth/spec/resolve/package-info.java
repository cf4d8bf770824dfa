/** From syntax tree to Protocol: imports, names and types. */
@NullMarked
package dev.troth.spec.resolve;

import org.jspecify.annotations.NullMarked;
