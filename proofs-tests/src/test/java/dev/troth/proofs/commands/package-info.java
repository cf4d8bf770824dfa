/** The command line as a user has it: arguments in; output, exit code and files out. */
@NullMarked
package dev.troth.proofs.commands;

import org.jspecify.annotations.NullMarked;
