package dev.troth.reference.sip;

import java.util.Locale;

/** Tokens that say whose they are and count up: {@code alice-tag-2}. */
final class TestTokens implements Tokens {
    private int count;

    @Override
    public String next(String purpose) {
        count++;
        return purpose.toLowerCase(Locale.ROOT).replace('.', '-') + "-" + count;
    }
}
