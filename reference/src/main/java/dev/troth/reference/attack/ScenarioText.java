package dev.troth.reference.attack;

import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A scenario in which nothing arrives but what an attacker sends, octet for octet: the text of the block, and what a run of
 * it shows.
 */
public final class ScenarioText {
    private static final long MILLISECOND = 1_000_000L;
    private static final long SECOND = 1_000 * MILLISECOND;

    private final String name;
    private final String comment;
    private final Protocol protocol;
    private final long seed;
    private final Map<Integer, Integer> options;
    private final Map<Integer, Run> runs = new TreeMap<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<Integer, String> states = new TreeMap<>();
    private String unsaid = "";

    private record Run(Role role, List<String> agents) {}

    /**
     * @param comment what the scenario shows
     * @param options option index to value index
     */
    public ScenarioText(String name, String comment, Protocol protocol, long seed, Map<Integer, Integer> options) {
        this.name = name;
        this.comment = comment;
        this.protocol = protocol;
        this.seed = seed;
        this.options = new TreeMap<>(options);
    }

    public void run(int number, Role role, List<String> agents) {
        runs.put(number, new Run(role, List.copyOf(agents)));
    }

    /** Something at the agent of a run. */
    public void local(int run, String event, long at) {
        lines.add("at " + time(at) + " " + label(run) + " " + event);
    }

    public void sends(int run, String port, byte[] octets, long at) {
        lines.add("attacker sends 0x" + HexFormat.of().formatHex(octets) + " to " + label(run) + " on " + port
                + " after " + time(at));
    }

    public void clock(String agent, long nanos) {
        lines.add("clock " + agent + (nanos < 0 ? " - " : " + ") + time(Math.abs(nanos)));
    }

    /** The state in which a run is at the end. */
    public void ends(int run, String state) {
        states.put(run, state);
    }

    /** Notes that something cannot be said. */
    public void cannotSay(String what) {
        unsaid = unsaid.isEmpty() ? what : unsaid;
    }

    private String time(long nanos) {
        if (nanos % MILLISECOND != 0) {
            cannotSay("a time is no whole number of milliseconds");
        }
        return nanos % SECOND == 0 ? nanos / SECOND + " s" : nanos / MILLISECOND + " ms";
    }

    private String label(int run) {
        Run of = runs.get(run);
        return (of == null ? "?" : of.agents().getFirst()) + "#" + run;
    }

    /** Why the scenario cannot be written, or nothing. */
    public String unsaid() {
        return unsaid;
    }

    /** The block. */
    public String text() {
        StringBuilder out = new StringBuilder("scenario " + name + " {\n");
        line(out, "# " + comment);
        List<String> settings = new ArrayList<>();
        options.forEach((option, value) -> {
            Protocol.Option of = protocol.options().get(option);
            settings.add(of.name() + " = " + of.values().get(value));
        });
        if (!settings.isEmpty()) {
            line(out, "with " + String.join(", ", settings));
        }
        runs.forEach((number, run) -> {
            List<String> parameters = new ArrayList<>();
            for (int i = 1; i < run.agents().size(); i++) {
                parameters.add(run.role().agents().get(i) + " " + run.agents().get(i));
            }
            line(out, "run " + label(number) + " = " + run.role().name() + "(" + String.join(", ", parameters) + ")");
        });
        line(out, "seed " + seed);
        for (Channel channel : protocol.channels()) {
            line(out, "attacker blocks " + channel.name());
        }
        lines.forEach(l -> line(out, l));
        states.forEach((run, state) -> line(out, "expect " + label(run) + "." + state));
        return out.append("}\n").toString();
    }

    private static void line(StringBuilder out, String text) {
        out.append("  ").append(text).append('\n');
    }

    /** What a run of the block shows when it stands at the end of its specification; null if it cannot be read. */
    public Simulation.@Nullable Result run(Source specification, Library library) {
        String whole = specification.text();
        int end = whole.lastIndexOf('}');
        Source longer = new Source(specification.name(), whole.substring(0, end) + text() + whole.substring(end));
        Protocol read = Specification.read(longer, library).protocol();
        Scenario scenario = read == null ? null : read.scenario(name);
        return read == null || scenario == null ? null : Simulation.run(read, Settings.of(scenario));
    }
}
