package dev.troth.proofs.metamorphic;

import dev.troth.spec.model.Compromise;
import dev.troth.spec.text.Source;
import java.util.List;

/** A change of the text of a specification that leaves its meaning as it is. */
interface Change {
    /** What becomes otherwise. */
    String what();

    /** The changed text; the same where there is nothing to change. */
    Source of(Written written);

    /** Whether verdicts under a compromise model stay too. */
    default boolean keepsVerdictsUnder(Compromise model) {
        return true;
    }

    /** All of them. */
    static List<Change> all() {
        return List.of(
                new Renaming(),
                new Reordering(),
                Naming.OPERANDS,
                Naming.SENT,
                new Holding(),
                new Branching(),
                Wrapping.CIPHER,
                Wrapping.SIGNATURE,
                StoreReading.XOR,
                StoreReading.TRUNC,
                StoreReading.PART,
                StoreReading.JOINED,
                new Inlining(),
                Unused.OPTION,
                Unused.ROLE,
                Unused.STORE,
                Unused.VARIABLES,
                Unused.FIELD);
    }
}
