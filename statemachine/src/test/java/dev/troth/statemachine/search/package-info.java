/** The search, on specifications whose verdicts are published. */
@NullMarked
package dev.troth.statemachine.search;

import org.jspecify.annotations.NullMarked;
