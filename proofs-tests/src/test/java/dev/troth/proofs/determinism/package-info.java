/** The same specification, seed and options give the same octets: in another process, place, language and time. */
@NullMarked
package dev.troth.proofs.determinism;

import org.jspecify.annotations.NullMarked;
