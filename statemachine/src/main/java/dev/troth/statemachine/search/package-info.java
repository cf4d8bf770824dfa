/** The search for attacks: configurations, moves, the order in which they are explored, and what claims say of them. */
@NullMarked
package dev.troth.statemachine.search;

import org.jspecify.annotations.NullMarked;
