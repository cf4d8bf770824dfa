package dev.troth.statemachine.search;

import dev.troth.spec.model.Message;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Matching histories: two runs are partners if each received, as far as it has come, what the other sent. The last message
 * may still be under way. Source: Basin and Cremers, ESORICS 2010, definition of partners.
 */
final class Histories {
    private Histories() {}

    /** Pairs of terms that are equal if the two runs are partners; null if they cannot be. */
    static @Nullable List<Term[]> pairs(Run test, Run other) {
        Role role = test.session().role();
        Role otherRole = other.session().role();
        boolean peers = test.session().agents().contains(other.session().agent())
                && other.session().agents().contains(test.session().agent())
                && (role != otherRole || isSymmetric(test))
                && !test.session().agent().equals(other.session().agent());
        if (!peers) {
            return null;
        }
        List<Term[]> pairs = new ArrayList<>();
        boolean there = add(sent(test, otherRole), received(other, kinds(test)), pairs);
        boolean back = add(sent(other, role), received(test, kinds(other)), pairs);
        return there && back && !pairs.isEmpty() ? pairs : null;
    }

    /** Where both ends send the same kinds of messages, two runs of one role can be each other's partners. */
    private static boolean isSymmetric(Run run) {
        Set<Message> received = new HashSet<>();
        for (Configuration.Said said : run.said()) {
            Message kind = said.sent() ? null : kind(said.value());
            if (kind != null) {
                received.add(kind);
            }
        }
        return kinds(run).equals(received);
    }

    /** Whether the runs are partners whatever is still open. */
    static boolean matching(Run test, Run other) {
        List<Term[]> pairs = pairs(test, other);
        return pairs != null && pairs.stream().allMatch(p -> p[0] == p[1]);
    }

    private static boolean add(List<Term> sent, List<Term> received, List<Term[]> pairs) {
        if (received.size() > sent.size()) {
            return false;
        }
        for (int i = 0; i < received.size(); i++) {
            pairs.add(new Term[] {sent.get(i), received.get(i)});
        }
        return true;
    }

    private static List<Term> sent(Run run) {
        return run.said().stream()
                .filter(Configuration.Said::sent)
                .map(Configuration.Said::value)
                .toList();
    }

    /** What a run sent that the other role takes at all. */
    private static List<Term> sent(Run run, Role to) {
        Set<Message> taken = new HashSet<>();
        to.states()
                .forEach(state -> state.reactions().forEach(reaction -> {
                    if (reaction.trigger() instanceof Reaction.Receive receive) {
                        taken.add(receive.message());
                    }
                }));
        return sent(run).stream().filter(t -> taken.contains(kind(t))).toList();
    }

    private static Set<Message> kinds(Run run) {
        Set<Message> kinds = new HashSet<>();
        for (Term term : sent(run)) {
            Message kind = kind(term);
            if (kind != null) {
                kinds.add(kind);
            }
        }
        return kinds;
    }

    private static List<Term> received(Run run, Set<Message> kinds) {
        return run.said().stream()
                .filter(s -> !s.sent())
                .map(Configuration.Said::value)
                .filter(t -> kinds.contains(kind(t)))
                .toList();
    }

    private static @Nullable Message kind(Term term) {
        return term instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Whole(Message message)
                ? message
                : null;
    }
}
