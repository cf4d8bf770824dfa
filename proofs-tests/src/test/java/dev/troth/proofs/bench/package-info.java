/** Benchmarks: what the interpreter costs beside the cryptography that it calls. */
@NullMarked
package dev.troth.proofs.bench;

import org.jspecify.annotations.NullMarked;
