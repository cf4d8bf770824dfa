package dev.troth.reference.attack;

import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.library.Library;
import dev.troth.statemachine.claim.Question;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attack as a scenario of the specification language. The block is read and run before it is handed out; it shows what
 * it should, or it is not written.
 */
public final class AttackScenario {
    private AttackScenario() {}

    /**
     * What comes of it.
     *
     * @param block the scenario, or empty
     * @param reason why there is none, or empty
     */
    public record Result(String block, String reason) {
        static Result none(String reason) {
            return new Result("", reason);
        }
    }

    /** The scenario of a confirmed attack. */
    public static Result of(Replay.Result attack, Question question, Library library) {
        if (!attack.isConfirmed()) {
            return Result.none("the attack is not confirmed on bytes");
        }
        if (!attack.scene().cast().aliases().isEmpty()) {
            return Result.none("a scenario has no agents that are registered under the key of another");
        }
        String claim = question.claim().name();
        ScenarioText text = new ScenarioText(
                "attack_on_" + claim,
                claim + " is violated: " + attack.violation(),
                question.protocol(),
                attack.seed(),
                question.options());
        attack.told().forEach(told -> say(told, text));
        if (!text.unsaid().isEmpty()) {
            return Result.none(text.unsaid());
        }
        Simulation.Result run = text.run(question.where().source(), library);
        if (run == null) {
            return Result.none("the scenario cannot be read");
        }
        String difference = difference(attack, run);
        return difference.isEmpty() ? new Result(text.text(), "") : Result.none(difference);
    }

    private static void say(Told told, ScenarioText text) {
        switch (told) {
            case Told.Begins begins -> text.run(begins.slot() + 1, begins.role(), begins.agents());
            case Told.Own(long at, int slot, String what) -> {
                if (what.matches("\\w+\\.\\w+")) {
                    text.local(slot + 1, what, at);
                } else {
                    text.cannotSay("in a scenario the attacker cannot choose when a timer runs out");
                }
            }
            case Told.Delivers delivers ->
                text.sends(delivers.slot() + 1, delivers.port().toString(), delivers.octets(), delivers.at());
            case Told.Arrives arrives ->
                text.sends(arrives.slot() + 1, arrives.port().toString(), arrives.octets(), arrives.at());
            case Told.Enters(long ignored, int slot, String state, String alsoIgnored) -> text.ends(slot + 1, state);
            default -> {}
        }
    }

    /** How a run of the scenario differs from the attack, or nothing. */
    private static String difference(Replay.Result attack, Simulation.Result run) {
        if (!run.transcript().asExpected()) {
            return "a run of the scenario ends in other states";
        }
        Map<Integer, List<String>> sent = new TreeMap<>();
        for (Entry entry : run.transcript().entries()) {
            if (entry instanceof Entry.MessageSent message && !message.again()) {
                octets(sent, message.who().session(), message.message().octets());
            }
        }
        Map<Integer, List<String>> wanted = new TreeMap<>();
        for (Told told : attack.told()) {
            if (told instanceof Told.Sends sends) {
                octets(wanted, sends.slot() + 1, sends.octets());
            }
        }
        return sent.equals(wanted) ? "" : "a run of the scenario sends other octets";
    }

    private static void octets(Map<Integer, List<String>> sent, int run, byte[] octets) {
        sent.computeIfAbsent(run, s -> new ArrayList<>()).add(HexFormat.of().formatHex(octets));
    }
}
