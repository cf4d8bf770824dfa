package dev.troth.statemachine.search;

import dev.troth.statemachine.knowledge.Offer;
import dev.troth.statemachine.search.Configuration.Draft;
import dev.troth.statemachine.search.Configuration.Sending;
import dev.troth.statemachine.term.Term;
import java.util.List;

/**
 * The beginning of a run that begins by itself. It needs nothing from anyone, so a search takes it to have happened before
 * everything else as soon as somebody needs what it says, or something is delivered to the run; until then it has not
 * happened. Beginnings that nobody needs are never tried.
 *
 * @param line the index of the role
 * @param place the slot
 * @param terms what the attacker hears of it
 */
record Beginning(int line, int place, Run run, List<Term> terms, List<Sending> sendings, List<Move> moves)
        implements Offer {
    /** What has come of a configuration in which the run has just begun and nothing else has happened. */
    static Beginning of(Draft begun, Scene.Slot slot, int movesBefore, int heardBefore) {
        List<Move> moves = begun.trail == null ? List.of() : begun.trail.moves();
        return new Beginning(
                slot.role().index(),
                slot.index(),
                begun.run(slot.index()),
                begun.system.knowledge().heard().stream()
                        .skip(heardBefore)
                        .map(h -> h.term())
                        .toList(),
                List.copyOf(begun.tape),
                List.copyOf(moves.subList(movesBefore, moves.size())));
    }

    /** Lets every run begin whose beginning was needed. */
    static void join(Draft draft) {
        for (Offer offer : draft.system.knowledge().taken()) {
            if (offer instanceof Beginning beginning && draft.runs[beginning.place] == null) {
                draft.runs[beginning.place] = beginning.run;
                draft.tape.addAll(beginning.sendings);
            }
        }
    }
}
