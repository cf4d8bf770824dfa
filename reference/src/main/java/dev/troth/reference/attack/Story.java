package dev.troth.reference.attack;

import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An attack told in words that a student can follow, one line for each thing that happens. */
public final class Story {
    private final Replay.Result result;
    private final Map<Integer, Told.Begins> runs = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();
    private int step;

    private Story(Replay.Result result) {
        this.result = result;
    }

    /** The attack, a line for each step, without line ends. */
    public static List<String> of(Replay.Result result) {
        Story story = new Story(result);
        result.told().forEach(story::tell);
        story.end();
        return List.copyOf(story.lines);
    }

    private void tell(Told told) {
        switch (told) {
            case Told.Begins begins -> {
                runs.put(begins.slot(), begins);
                step(begins.agents().getFirst() + " begins a run as "
                        + begins.role().name() + company(begins) + ".");
            }
            case Told.Own(long ignored, int slot, String what) -> {
                if (!what.startsWith("user.")) {
                    add(agent(slot) + ": " + what + ".");
                }
            }
            case Told.Sends sends ->
                add(agent(sends.slot()) + " sends " + sends.label() + " to " + sends.to() + ", "
                        + octets(sends.octets().length)
                        + (sends.heard() ? "" : "; " + Cast.ATTACKER + " cannot read it") + ".");
            case Told.Delivers delivers -> {
                String whom = agent(delivers.slot()) + who(delivers.slot());
                String repeats = delivers.repeats();
                if (repeats == null) {
                    step(Cast.ATTACKER + " sends " + whom + " a " + delivers.message() + " of his own making:");
                    add("    " + delivers.recipe().shown());
                } else {
                    step(Cast.ATTACKER + " passes " + repeats + " to " + whom + " unchanged.");
                }
            }
            case Told.Arrives arrives ->
                step(arrives.label() + " reaches " + agent(arrives.slot()) + who(arrives.slot()) + ".");
            case Told.Enters(long ignored, int slot, String state, String reason) ->
                add(agent(slot) + " is in " + state + (reason.isEmpty() ? "" : " (" + reason + ")") + ".");
            case Told.Refuses(long ignored, int slot, String reason) ->
                add(agent(slot) + " discards it: " + reason + ".");
            case Told.Waits(long ignored, long nanos) ->
                step(Cast.ATTACKER + " lets " + nanos / 1_000_000_000L + " s pass.");
            case Told.Chooses(long ignored, String what) -> step(Cast.ATTACKER + " chooses " + what + ".");
            case Told.Given(long ignored, String what) -> step(Cast.ATTACKER + " is given " + what + ".");
        }
    }

    private void end() {
        if (!result.isConfirmed()) {
            lines.add("Not confirmed on bytes: " + result.failure() + ".");
            return;
        }
        Pocket.Holding secret = result.secret();
        String bytes = secret == null ? "" : ": " + HexFormat.of().formatHex(Octetting.octets(secret.value()));
        lines.add("In the end " + result.violation() + bytes + ".");
        if (secret != null && !(secret.recipe() instanceof Recipe.Heard)) {
            lines.add("    He has it as " + secret.recipe().shown() + ".");
        }
    }

    private void step(String text) {
        step++;
        lines.add((step < 10 ? " " : "") + step + ". " + text);
    }

    private void add(String text) {
        lines.add("    " + text);
    }

    private static String octets(int count) {
        return count + (count == 1 ? " octet" : " octets");
    }

    private String agent(int slot) {
        Told.Begins run = runs.get(slot);
        return run == null ? "?" : run.agents().getFirst();
    }

    /** Which run of the agent: its role and its peers, as it sees them. */
    private String who(int slot) {
        Told.Begins run = runs.get(slot);
        return run == null ? "" : " (" + run.role().name() + company(run) + ")";
    }

    private static String company(Told.Begins run) {
        Role role = run.role();
        List<String> peers = new ArrayList<>();
        for (int i = 1; i < role.agents().size(); i++) {
            if (role.players().get(i).isEmpty()) {
                peers.add(run.agents().get(i));
            }
        }
        return peers.isEmpty() ? "" : (role.server() ? " for " : " with ") + String.join(" and ", peers);
    }
}
