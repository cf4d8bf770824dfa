/** The command line: thin, it only calls what the other packages do. */
@NullMarked
package dev.troth.reference.cli;

import org.jspecify.annotations.NullMarked;
