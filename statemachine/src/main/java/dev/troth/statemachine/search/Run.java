package dev.troth.statemachine.search;

import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.search.Configuration.Said;
import dev.troth.statemachine.term.Bindings;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run in a configuration. Immutable. */
final class Run {
    /**
     * One of the times that a run comes to the point of the claim.
     *
     * @param session the run as it was then
     * @param past whether what it holds as it is there has changed since, or it has come there again
     */
    record Coming(Session<Term> session, boolean past) {
        /** Whether it is the same time, whatever has been found out about its values. */
        boolean isSame(@Nullable Coming other) {
            return other != null && session.epoch() == other.session.epoch();
        }
    }

    private final Session<Term> session;
    private final List<Said> said;
    private final List<Term> exported;
    private final @Nullable Coming coming;
    private final int fired;
    private final boolean given;
    private final int deliveries;
    private final long entered;
    /** The classes of the variables that stand in it: most bindings are about other runs. */
    private final long variables;

    private Run(
            Session<Term> session,
            List<Said> said,
            List<Term> exported,
            @Nullable Coming coming,
            int fired,
            boolean given,
            int deliveries,
            long entered) {
        this.session = session;
        this.said = said;
        this.exported = exported;
        this.coming = coming;
        this.fired = fired;
        this.given = given;
        this.deliveries = deliveries;
        this.entered = entered;
        long any = Configuration.variables(session);
        for (Said each : said) {
            any |= each.value().variables();
        }
        for (Term each : exported) {
            any |= each.variables();
        }
        any |= coming == null ? 0 : Configuration.variables(coming.session());
        this.variables = any;
    }

    /**
     * @param given the attacker is given its secrets
     * @param now when it begins
     */
    static Run begun(Session<Term> session, boolean given, long now) {
        return new Run(session, List.of(), List.of(), null, -1, given, 0, now);
    }

    Session<Term> session() {
        return session;
    }

    /** What it sent and received, in order. */
    List<Said> said() {
        return said;
    }

    /** Whether it has sent anything. */
    boolean spoke() {
        return said.stream().anyMatch(Said::sent);
    }

    /** How it came to the point of the claim; null until it has. */
    @Nullable
    Coming coming() {
        return coming;
    }

    /** Whether it has come to the point of the claim. */
    boolean hasCome() {
        return coming != null;
    }

    /** The state (by epoch) whose local events have happened. */
    int fired() {
        return fired;
    }

    /** Whether the attacker was given its secrets. */
    boolean given() {
        return given;
    }

    /** When it came into its present state. */
    long entered() {
        return entered;
    }

    /** How often something was delivered to it. */
    int deliveries() {
        return deliveries;
    }

    Run saying(boolean sent, Term value) {
        return new Run(session, and(said, new Said(sent, value)), exported, coming, fired, given, deliveries, entered);
    }

    Run exporting(Term key) {
        return new Run(session, said, and(exported, key), coming, fired, given, deliveries, entered);
    }

    /** After a step at a time. */
    Run stepped(Session<Term> now, long clock) {
        long since = now.epoch() == session.epoch() ? entered : clock;
        return new Run(now, said, exported, coming, fired, given, deliveries, since);
    }

    /** The claim is asked of this time that it came to the point; others are asked of elsewhere. */
    Run coming(Coming as) {
        return new Run(session, said, exported, as, fired, given, deliveries, entered);
    }

    Run firedIn(int epoch) {
        return new Run(session, said, exported, coming, epoch, given, deliveries, entered);
    }

    Run delivered() {
        return new Run(session, said, exported, coming, fired, given, deliveries + 1, entered);
    }

    /** With variables bound; the same run if none of them stands in it. */
    Run bound(Bindings bindings, Terms terms) {
        if (!bindings.touch(variables)) {
            return this;
        }
        return new Run(
                bound(session, bindings, terms),
                said.stream()
                        .map(s -> new Said(s.sent(), bindings.apply(s.value(), terms)))
                        .toList(),
                exported.stream().map(e -> bindings.apply(e, terms)).toList(),
                coming == null ? null : new Coming(bound(coming.session(), bindings, terms), coming.past()),
                fired,
                given,
                deliveries,
                entered);
    }

    private static Session<Term> bound(Session<Term> session, Bindings bindings, Terms terms) {
        return bindings.touch(Configuration.variables(session))
                ? session.replaced(term -> bindings.apply(term, terms))
                : session;
    }

    private static <T> List<T> and(List<T> list, T item) {
        List<T> more = new ArrayList<>(list.size() + 1);
        more.addAll(list);
        more.add(item);
        return more;
    }
}
