package dev.troth.reference.attack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.wire.Datum;
import dev.troth.statemachine.term.Term;
import java.util.stream.LongStream;

/** What an attacker does who may choose last: he tries values until two short strings are equal. */
final class Collisions {
    /** About how many bits of a short string can be met, with a good chance. */
    private static final long MOST = 1L << 22;

    private static final long AT_ONCE = 1 << 10;

    private Collisions() {}

    /**
     * Finds a value that makes two terms equal on bytes, and gives it to the name.
     *
     * @return how many values were tried, or -1 if none of those that were does it
     */
    static long search(ByteAlgebra bytes, Term left, Term right, Term.Name choice) {
        for (long first = 0; first < MOST; first += AT_ONCE) {
            long hit = LongStream.range(first, first + AT_ONCE)
                    .parallel()
                    .filter(trial -> meets(bytes, left, right, choice, value(trial, choice)))
                    .min()
                    .orElse(-1);
            if (hit >= 0) {
                bytes.fix(choice.label(), value(hit, choice));
                return hit + 1;
            }
        }
        return -1;
    }

    private static boolean meets(ByteAlgebra bytes, Term left, Term right, Term.Name choice, Datum value) {
        Valuation valuation = new Valuation(bytes);
        valuation.put(choice, value);
        return bytes.isSame(valuation.of(left), valuation.of(right));
    }

    /** The candidates, the same in every run. */
    private static Datum value(long trial, Term.Name choice) {
        int octets = choice.type() instanceof dev.troth.spec.model.Type.Octets(int min, int ignored) ? min : 1;
        return new Datum.Octets(new LabelledRandom(trial).bytes("attacker", 0, "choice", 0, octets));
    }
}
