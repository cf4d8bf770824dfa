package dev.troth.reference.attack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.crypto.LabelledRandom;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.run.SymbolicTwin;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Viewer;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.search.Cast;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Typing;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a listener to a run can derive a value of an agent, and how, or what he would need. */
public final class Insight {
    private final String what;
    private final String party;
    private final List<String> heard;
    private final Pocket.@Nullable Holding holding;
    private final List<String> missing;

    private Insight(
            String what, String party, List<String> heard, Pocket.@Nullable Holding holding, List<String> missing) {
        this.what = what;
        this.party = party;
        this.heard = heard;
        this.holding = holding;
        this.missing = missing;
    }

    public boolean isKnown() {
        return holding != null;
    }

    /**
     * Runs a scenario and listens.
     *
     * @param party a relay or the network
     * @param at how many messages are sent before the question; -1 for all
     * @throws IllegalArgumentException if the agent has no such value; the message says so
     */
    public static Insight of(
            Protocol protocol, Settings settings, String party, String agent, String variable, int at) {
        Simulation.Result run = Simulation.run(protocol, settings);
        Terms terms = new Terms(protocol.equations());
        SymbolicTwin.Result twin = SymbolicTwin.follow(protocol, settings, run.schedule(), terms);
        Session<Term> owner = owner(twin, agent, variable);
        Role.Variable of = owner.role().variable(variable);
        Term term = of == null ? null : owner.variables()[of.index()];
        if (term == null) {
            throw new IllegalArgumentException(agent + " has no value " + variable + " in this scenario");
        }
        Knowledge.Theory theory = Knowledge.Theory.of(terms, Set.of(Cast.ATTACKER));
        SymbolicAlgebra algebra = new SymbolicAlgebra(terms, protocol, new Typing(true), Map.of());
        ByteAlgebra bytes = new ByteAlgebra(protocol, new LabelledRandom(settings.seed()));
        Pocket pocket = new Pocket(protocol, theory, algebra, bytes);
        List<String> heard = listen(run, twin, party, at, pocket, bytes);
        Pocket.Holding holding = pocket.derive(term);
        List<String> missing = new ArrayList<>();
        if (holding == null) {
            Set<String> frontier = new LinkedHashSet<>();
            frontier(term, pocket, frontier);
            missing.addAll(frontier);
        }
        return new Insight(agent + "." + variable, party, heard, holding, missing);
    }

    private static Session<Term> owner(SymbolicTwin.Result twin, String agent, String variable) {
        for (Session<Term> session : twin.sessions().values()) {
            if (session.agent().equals(agent) && session.role().variable(variable) != null) {
                return session;
            }
        }
        throw new IllegalArgumentException("no agent " + agent + " with a variable " + variable + " takes part");
    }

    private static List<String> listen(
            Simulation.Result run, SymbolicTwin.Result twin, String party, int at, Pocket pocket, ByteAlgebra bytes) {
        Viewer viewer = Viewer.of(party);
        Set<String> readable = new LinkedHashSet<>();
        for (Entry entry : run.transcript().entries()) {
            if (entry instanceof Entry.Hop hop && !hop.carries().isEmpty() && viewer.reads(hop)) {
                readable.add(hop.carries());
            }
        }
        List<String> heard = new ArrayList<>();
        Map<String, Boolean> done = new LinkedHashMap<>();
        int number = 0;
        for (Entry entry : run.transcript().entries()) {
            if (entry instanceof Entry.MessageSent sent && number < twin.tape().size()) {
                Term term = twin.tape().get(number++);
                boolean early = at < 0 || number <= at;
                if (early && readable.contains(sent.label()) && done.putIfAbsent(sent.label(), true) == null) {
                    heard.add(sent.label());
                    pocket.add(term, new Valuation(bytes).of(term), new Recipe.Heard(sent.label()));
                }
            }
        }
        return heard;
    }

    /** The secrets that would have to be known. */
    private static void frontier(Term term, Pocket pocket, Set<String> out) {
        if (pocket.derive(term) != null) {
            return;
        }
        if (term instanceof Term.Compound compound) {
            compound.arguments().forEach(argument -> frontier(argument, pocket, out));
        } else {
            out.add(term.toString());
        }
    }

    /** In words. */
    public String text() {
        StringBuilder out = new StringBuilder(party)
                .append(" hears ")
                .append(heard.isEmpty() ? "nothing" : String.join(", ", heard))
                .append(".\n");
        if (holding == null) {
            return out.append(party)
                    .append(" does not know ")
                    .append(what)
                    .append("; needed: ")
                    .append(String.join(", ", missing))
                    .append(".\n")
                    .toString();
        }
        return out.append(party)
                .append(" knows ")
                .append(what)
                .append(" = ")
                .append(HexFormat.of().formatHex(Octetting.octets(holding.value())))
                .append("\n    as ")
                .append(holding.recipe().shown())
                .append('\n')
                .toString();
    }
}
