/** What an attacker can derive: knowledge, deduction, and the solving of constraints on what he delivers. */
@NullMarked
package dev.troth.statemachine.knowledge;

import org.jspecify.annotations.NullMarked;
