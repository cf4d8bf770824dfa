/** What it means that a claim is false: once, for whoever searches, replays or tries. */
@NullMarked
package dev.troth.statemachine.property;

import org.jspecify.annotations.NullMarked;
