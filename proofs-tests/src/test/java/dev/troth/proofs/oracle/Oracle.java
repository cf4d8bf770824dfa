package dev.troth.proofs.oracle;

final class Oracle {
    static final String ATTACKER = "Mallory";
}
