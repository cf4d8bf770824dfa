@NullMarked
package dev.troth.proofs.check;

import org.jspecify.annotations.NullMarked;
