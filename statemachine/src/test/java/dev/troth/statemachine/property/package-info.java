/** What it means that a claim is false. */
@NullMarked
package dev.troth.statemachine.property;

import org.jspecify.annotations.NullMarked;
