@NullMarked
package dev.troth.statemachine.knowledge;

import org.jspecify.annotations.NullMarked;
