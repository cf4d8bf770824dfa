package dev.troth.reference.fuzz;

import dev.troth.reference.attack.PacketLog;
import dev.troth.reference.attack.ScenarioText;
import dev.troth.reference.fuzz.Act.Change;
import dev.troth.reference.fuzz.Arena.Happening;
import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.fuzz.Arena.Sending;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import dev.troth.statemachine.algebra.UnbuildableException;
import dev.troth.statemachine.machine.RunFaultException;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A failing schedule for people: in words, as packets, and as a scenario where the language can say it. */
public final class Account {
    private final List<String> words = new ArrayList<>();
    private final PacketLog packets = new PacketLog();
    private final ScenarioText scenario;
    private @Nullable Arena arena;

    private Account(Plan plan, Fuzzer.Failure failure) {
        this.scenario = new ScenarioText(
                "failure_of_" + failure.invariant(), failure.what(), plan.protocol(), plan.seed(), plan.options());
    }

    /** Carries out the schedule of a failure once more. */
    public static Account of(Plan plan, Fuzzer.Failure failure) {
        Account account = new Account(plan, failure);
        Arena arena = new Arena(plan.protocol(), plan.seed(), account::see);
        account.arena = arena;
        int number = 0;
        for (Act act : failure.acts()) {
            account.words.add(++number + ". " + account.said(act));
            if (!account.carriesOut(arena, act)) {
                break;
            }
        }
        account.words.add("In the end: " + failure.what() + ".");
        arena.runs()
                .values()
                .forEach(run -> account.scenario.ends(
                        run.number, run.session.currentState().name()));
        return account;
    }

    /** Whether an act comes to its end; a fault of the specification ends the schedule, and is what failed. */
    private boolean carriesOut(Arena here, Act act) {
        try {
            here.act(act);
            return true;
        } catch (RunFaultException | UnbuildableException fault) {
            scenario.cannotSay("a message cannot be built");
            return false;
        }
    }

    /** What happens, line by line. */
    public List<String> words() {
        return words;
    }

    /** The packets as a pcapng file. */
    public byte[] pcapng() {
        return packets.pcapng();
    }

    /** The scenario, or as a comment why there is none: it is run, and must end in the states that the schedule ends in. */
    public String scenario(Source specification, Library library) {
        if (!scenario.unsaid().isEmpty()) {
            return "# no scenario: " + scenario.unsaid() + "\n";
        }
        Simulation.Result run = scenario.run(specification, library);
        return run == null || !run.transcript().asExpected()
                ? "# no scenario: a run of it ends in other states\n"
                : "# To be put into the specification.\n" + scenario.text();
    }

    private String said(Act act) {
        return switch (act) {
            case Act.Begin(int run, var role, List<String> agents) ->
                agents.getFirst() + " begins run " + run + " as " + role.name()
                        + (agents.size() > 1 ? " with " + String.join(", ", agents.subList(1, agents.size())) : "")
                        + ".";
            case Act.Carry(Act.Letter letter) -> message(letter) + " arrives.";
            case Act.Deliver(Act.Letter letter, int run, Change change) ->
                Cast.ATTACKER + " brings " + message(letter) + changed(change) + " to run " + run + ".";
            case Act.Bring(int run, var port, byte[] octets) ->
                Cast.ATTACKER + " brings " + octets.length + " octets of his own to run " + run + " on " + port + ".";
            case Act.Local(int run, String source, String event) -> source + "." + event + " in run " + run + ".";
            case Act.Timer(int run) -> {
                scenario.cannotSay("in a scenario nobody can choose when a timer runs out");
                yield "A timer of run " + run + " runs out.";
            }
            case Act.Pass(long nanos) -> nanos / 1_000_000 + " ms pass.";
            case Act.Restart(String agent) -> {
                scenario.cannotSay("a scenario has no restart of an agent");
                yield agent + " restarts and keeps only the stores.";
            }
            case Act.Skew(String agent, long nanos) -> {
                scenario.clock(agent, nanos);
                yield "The clock of " + agent + " is " + nanos / 1_000_000 + " ms ahead.";
            }
        };
    }

    private String message(Act.Letter letter) {
        Sending sending = arena == null ? null : arena.sending(letter);
        String kind = sending == null ? "message" : sending.message.message().name();
        return "the " + kind + " of run " + letter.run() + " (its message " + letter.number() + ")";
    }

    private String changed(Change change) {
        return switch (change) {
            case Change.None ignored -> " unchanged";
            case Change.Flip(int bit) -> " with bit " + bit + " turned over";
            case Change.Cut(int octets) -> " cut to " + octets + " octets";
            case Change.Splice(Act.Letter other, int from, int length) ->
                " with octets " + from + " to " + (from + length - 1) + " of " + message(other);
        };
    }

    private void see(Happening happening) {
        long at = arena == null ? 0 : arena.clock();
        switch (happening) {
            case Happening.Begun(Run run) -> scenario.run(run.number, run.session.role(), run.session.agents());
            case Happening.Own(Run run, String event) -> scenario.local(run.number, event, at);
            case Happening.TimedOut ignored -> {}
            case Happening.Brought(Run run, var port, byte[] octets) -> {
                scenario.sends(run.number, port.toString(), octets, at);
                packets.add(at, Cast.ATTACKER, run.session.agent(), octets, "to run " + run.number + " on " + port);
            }
            case Happening.Entered(Run run, var state, var ignored) ->
                words.add("   " + who(run) + " comes to " + state.name() + ".");
            case Happening.Sent(Run run, Sending sending) -> {
                String kind = sending.message.message().name();
                words.add("   " + who(run) + " sends " + kind + " to " + sending.to + ", "
                        + sending.message.octets().length + " octets.");
                packets.add(
                        at,
                        run.session.agent(),
                        sending.heard ? Cast.ATTACKER : sending.to,
                        sending.message.octets(),
                        who(run) + " sends " + kind + " to " + sending.to);
            }
            case Happening.Accepted ignored -> {}
            case Happening.Exported(Run run, String target, var ignored) ->
                words.add("   " + who(run) + " hands a key to " + target + ".");
            case Happening.Refused(Run run, String why) -> words.add("   " + who(run) + " puts it aside: " + why + ".");
            case Happening.Stored ignored -> {}
        }
    }

    private static String who(Run run) {
        return run.session.agent() + " (run " + run.number + ")";
    }
}
