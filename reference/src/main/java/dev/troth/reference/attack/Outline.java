package dev.troth.reference.attack;

import dev.troth.spec.model.Role;
import dev.troth.statemachine.search.Cast;
import dev.troth.statemachine.search.Finding;
import dev.troth.statemachine.search.Move;
import dev.troth.statemachine.search.Scene;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An attack as the search found it, told in terms: for a specification that cannot be done again on octets. */
public final class Outline {
    private final Scene scene;
    private final Finding.Trace trace;
    private final Map<Integer, List<String>> agents = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private int step;

    private Outline(Scene scene, Finding.Trace trace) {
        this.scene = scene;
        this.trace = trace;
    }

    /** The moves, a line for each, and what the honest runs send on the way. */
    public static List<String> of(Scene scene, Finding.Trace trace) {
        Outline outline = new Outline(scene, trace);
        trace.moves().forEach(outline::tell);
        if (!trace.tape().isEmpty()) {
            outline.lines.add("Sent on the way, in this order:");
        }
        for (Finding.Sent sent : trace.tape()) {
            outline.lines.add("    " + outline.who(sent.slot()) + ": " + TermText.of(sent.value())
                    + (sent.heard() ? "" : "; " + Cast.ATTACKER + " cannot read it"));
        }
        return List.copyOf(outline.lines);
    }

    private void tell(Move move) {
        switch (move) {
            case Move.Start(int slot, List<String> cast) -> {
                agents.put(slot, cast);
                step(who(slot) + " begins a run.");
            }
            case Move.Local(int slot, String source, String event) ->
                step(who(slot) + ": " + source + "." + event + ".");
            case Move.Timer(int slot, int ignored) -> step(who(slot) + ": a timer runs out.");
            case Move.Deliver(int slot, var ignored, int delivery) ->
                deliver(slot, trace.delivered().get(delivery));
            case Move.Carry(int slot, var ignored, int sending) ->
                step(TermText.of(trace.tape().get(sending).value()) + " reaches " + who(slot) + ".");
            case Move.Wait(long nanos) -> step(Cast.ATTACKER + " lets " + nanos / 1_000_000_000L + " s pass.");
            case Move.Given given ->
                step(Cast.ATTACKER + " is given "
                        + given.what().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ')
                        + (given.slot() < 0 ? "" : " of " + who(given.slot())) + ".");
        }
    }

    private void deliver(int slot, Term term) {
        boolean repeats = trace.tape().stream().anyMatch(sent -> sent.value() == term);
        step(Cast.ATTACKER + (repeats ? " passes on to " : " sends ") + who(slot) + ":");
        lines.add("        " + TermText.of(term));
    }

    private String who(int slot) {
        Role role = scene.slots().get(slot).role();
        List<String> cast = agents.getOrDefault(slot, List.of("?"));
        return cast.getFirst() + " (" + role.name()
                + (cast.size() > 1 ? " with " + String.join(" and ", cast.subList(1, cast.size())) : "") + ")";
    }

    private void step(String text) {
        step++;
        lines.add((step < 10 ? " " : "") + step + ". " + text);
    }
}
