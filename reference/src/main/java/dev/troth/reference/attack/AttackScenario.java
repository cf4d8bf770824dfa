package dev.troth.reference.attack;

import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.claim.Question;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An attack as a scenario of the specification language: nothing arrives but what the attacker sends, octet for octet. The
 * block is read and run before it is handed out; it shows what it should, or it is not written.
 */
public final class AttackScenario {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final Replay.Result attack;
    private final Question question;
    private final String name;
    private final Map<Integer, Told.Begins> runs = new TreeMap<>();
    private final Map<Integer, String> states = new LinkedHashMap<>();
    private final List<String> lines = new ArrayList<>();

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

    private AttackScenario(Replay.Result attack, Question question) {
        this.attack = attack;
        this.question = question;
        this.name = "attack_on_" + question.claim().name();
    }

    /** The scenario of a confirmed attack. */
    public static Result of(Replay.Result attack, Question question, Library library) {
        if (!attack.isConfirmed()) {
            return Result.none("the attack is not confirmed on bytes");
        }
        if (!attack.scene().cast().aliases().isEmpty()) {
            return Result.none("a scenario has no agents that are registered under the key of another");
        }
        AttackScenario scenario = new AttackScenario(attack, question);
        String unsaid = scenario.read();
        if (!unsaid.isEmpty()) {
            return Result.none(unsaid);
        }
        String block = scenario.block();
        String difference = scenario.difference(block, library);
        return difference.isEmpty() ? new Result(block, "") : Result.none(difference);
    }

    /** Takes down what happens; returns what cannot be said in a scenario, or nothing. */
    private String read() {
        for (Told told : attack.told()) {
            if (told.at() % MILLISECOND != 0) {
                return "a time of the attack is no whole number of milliseconds";
            }
            switch (told) {
                case Told.Begins begins -> runs.put(begins.slot(), begins);
                case Told.Own(long at, int slot, String what) -> {
                    if (!what.matches("\\w+\\.\\w+")) {
                        return "in a scenario the attacker cannot choose when a timer runs out";
                    }
                    lines.add("at " + time(at) + " " + run(slot) + " " + what);
                }
                case Told.Delivers delivers ->
                    lines.add(sends(
                            delivers.octets(), delivers.slot(), delivers.port().toString(), delivers.at()));
                case Told.Arrives arrives ->
                    lines.add(sends(
                            arrives.octets(), arrives.slot(), arrives.port().toString(), arrives.at()));
                case Told.Enters(long ignored, int slot, String state, String alsoIgnored) -> states.put(slot, state);
                default -> {}
            }
        }
        return "";
    }

    private String sends(byte[] octets, int slot, String port, long at) {
        return "attacker sends 0x" + HexFormat.of().formatHex(octets) + " to " + run(slot) + " on " + port + " after "
                + time(at);
    }

    private static String time(long nanos) {
        return nanos % SECOND == 0 ? nanos / SECOND + " s" : nanos / MILLISECOND + " ms";
    }

    private String run(int slot) {
        Told.Begins begins = runs.get(slot);
        return (begins == null ? "?" : begins.agents().getFirst()) + "#" + (slot + 1);
    }

    private String block() {
        StringBuilder out = new StringBuilder("scenario " + name + " {\n");
        line(out, "# " + question.claim().name() + " is violated: " + attack.violation());
        Protocol protocol = question.protocol();
        List<String> settings = new ArrayList<>();
        question.options().forEach((option, value) -> {
            Protocol.Option of = protocol.options().get(option);
            settings.add(of.name() + " = " + of.values().get(value));
        });
        if (!settings.isEmpty()) {
            line(out, "with " + String.join(", ", settings));
        }
        runs.forEach((slot, begins) -> {
            List<String> parameters = new ArrayList<>();
            for (int i = 1; i < begins.agents().size(); i++) {
                parameters.add(
                        begins.role().agents().get(i) + " " + begins.agents().get(i));
            }
            line(out, "run " + run(slot) + " = " + begins.role().name() + "(" + String.join(", ", parameters) + ")");
        });
        line(out, "seed " + attack.seed());
        for (Channel channel : protocol.channels()) {
            line(out, "attacker blocks " + channel.name());
        }
        lines.forEach(l -> line(out, l));
        states.forEach((slot, state) -> line(out, "expect " + run(slot) + "." + state));
        return out.append("}\n").toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append("  ").append(text).append('\n');
    }

    /** Reads and runs the block; returns how it differs from the attack, or nothing. */
    private String difference(String block, Library library) {
        Source source = question.where().source();
        String text = source.text();
        int end = text.lastIndexOf('}');
        Source longer = new Source(source.name(), text.substring(0, end) + block + text.substring(end));
        Protocol protocol = Specification.read(longer, library).protocol();
        Scenario scenario = protocol == null ? null : protocol.scenario(name);
        if (protocol == null || scenario == null) {
            return "the scenario cannot be read";
        }
        Simulation.Result run = Simulation.run(protocol, Settings.of(scenario));
        if (!run.transcript().asExpected()) {
            return "a run of the scenario ends in other states";
        }
        Map<Integer, List<String>> sent = new TreeMap<>();
        for (Entry entry : run.transcript().entries()) {
            if (entry instanceof Entry.MessageSent message && !message.again()) {
                octets(sent, message.who().session() - 1, message.message().octets());
            }
        }
        Map<Integer, List<String>> wanted = new TreeMap<>();
        for (Told told : attack.told()) {
            if (told instanceof Told.Sends sends) {
                octets(wanted, sends.slot(), sends.octets());
            }
        }
        return sent.equals(wanted) ? "" : "a run of the scenario sends other octets";
    }

    private static void octets(Map<Integer, List<String>> sent, int slot, byte[] octets) {
        sent.computeIfAbsent(slot, s -> new ArrayList<>()).add(HexFormat.of().formatHex(octets));
    }
}
