package dev.troth.statemachine.knowledge;

import dev.troth.statemachine.term.Term;
import java.util.List;

/**
 * Something that the attacker would have heard from the start if it had happened: what a run tells that begins by itself
 * and needs nothing from anyone. It happens when it turns out to be needed.
 */
public interface Offer {
    /** Offers of one line differ in their places only: the first place that is free is taken first. */
    int line();

    /** Of the offers of one place, one can be taken. */
    int place();

    /** What is heard. No variable stands in it. */
    List<Term> terms();
}
