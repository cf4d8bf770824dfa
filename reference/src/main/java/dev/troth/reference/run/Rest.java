package dev.troth.reference.run;

import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.State;
import dev.troth.spec.text.Span;
import dev.troth.statemachine.machine.Event;
import dev.troth.statemachine.machine.RunFaultException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Watches whether a run comes to rest. Virtual time costs nothing, so only the number of events bounds a run in which timers expire at
 * once, or two sessions answer each other for ever.
 */
final class Rest {
    /** Events at one instant: no key exchange has so many. */
    private static final int AT_ONCE = 10_000;
    /** So many of the last events are told, at most. */
    private static final int LAST = 16;

    private final int most;
    private final Deque<Step> last = new ArrayDeque<>();
    private int events;
    private int atOnce;
    private long now = -1;

    /** Which reaction of whom an event set off, or in which state it found him. */
    private record Step(String who, String state, Span span) {}

    /** @param most events of a run */
    Rest(int most) {
        this.most = most;
    }

    /**
     * An event comes to a session.
     *
     * @throws RunFaultException if there are too many, in all or at this instant; tells the last of them
     */
    void event(Call call, Event<?> event, long time) {
        atOnce = time == now ? atOnce + 1 : 1;
        now = time;
        events++;
        boolean ends = events > most || atOnce > AT_ONCE;
        if (ends || events > most - LAST || atOnce > AT_ONCE - LAST) {
            State state = call.session.currentState();
            last.addLast(new Step(call.agent(), state.name(), span(state, event)));
        }
        if (ends) {
            throw fault();
        }
        while (last.size() > LAST) {
            last.removeFirst();
        }
    }

    private static Span span(State state, Event<?> event) {
        for (int i = 0; i < state.reactions().size(); i++) {
            Reaction reaction = state.reactions().get(i);
            boolean meant = switch (event) {
                case Event.TimerFired<?>(int index, int ignored) -> index == i;
                case Event.Local<?>(String source, String name) ->
                    reaction.trigger().equals(new Reaction.Local(source, name));
                case Event.Received<?> received ->
                    reaction.trigger() instanceof Reaction.Receive receive
                            && receive.port().channel() == received.port().channel();
                case Event.Started<?>() -> reaction.trigger() instanceof Reaction.Entry;
            };
            if (meant) {
                return reaction.span();
            }
        }
        return state.nameSpan();
    }

    private RunFaultException fault() {
        Map<String, Span> loop = new LinkedHashMap<>();
        last.forEach(step -> loop.put(
                step.who() + " in " + step.state() + " (line " + step.span().line() + ")", step.span()));
        boolean all = events > most;
        String how = String.format(
                Locale.ROOT, "%,d events%s by %.3f s", all ? most : AT_ONCE, all ? "" : " at one instant", now / 1e9);
        return new RunFaultException(
                loop.values().iterator().next(),
                "the run does not come to rest: " + how + ", and these go on: " + String.join(", ", loop.keySet())
                        + "\n   help: let time pass between them, or end in a state without them"
                        + (all ? "; `troth run --max-events N` goes on for more" : ""));
    }
}
