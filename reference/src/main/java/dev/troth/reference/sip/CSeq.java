package dev.troth.reference.sip;

import java.util.Optional;
import java.util.OptionalLong;

/** A CSeq (RFC 3261 section 20.16): a number below 2^31 (8.1.1.5) and a method. */
record CSeq(long number, String method) {

    static Optional<CSeq> parse(String value) {
        String[] parts = Grammar.BLANKS.split(value, -1);
        if (parts.length != 2 || !Grammar.isToken(parts[1])) {
            return Optional.empty();
        }
        OptionalLong number = Grammar.number(parts[0], Integer.MAX_VALUE);
        return number.isPresent() ? Optional.of(new CSeq(number.getAsLong(), parts[1])) : Optional.empty();
    }

    @Override
    public String toString() {
        return number + " " + method;
    }
}
