package dev.troth.reference.pack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.run.SymbolicTwin;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The terms of what a run sends. Terms go as far as they mean the octets: what a run does after octets that no session
 * made, or after a choice that depends on octets, has none.
 *
 * @param terms which made them
 * @param sent the term of each message sent, by the index of its entry
 * @param byLabel the same by the label of the message
 * @param names of what parties have at the end: octets that are not public, {@code Alice.tgk}; what two of them have is
 *     named after the first
 * @param repeated agents with several runs, whose values are told apart by the number of the run
 */
record Twin(
        Terms terms,
        Map<Integer, Term> sent,
        Map<String, Term> byLabel,
        Map<Term, String> names,
        Set<String> repeated) {

    static Twin of(Simulation.Result run, Settings settings, ByteAlgebra bytes) {
        Protocol protocol = run.transcript().protocol();
        Terms terms = new Terms(protocol.equations());
        SymbolicTwin.Result twin = SymbolicTwin.asFarAsTermsGo(protocol, settings, run.schedule(), terms);
        Map<Integer, Term> sent = new HashMap<>();
        Map<String, Term> byLabel = new LinkedHashMap<>();
        Valuation valuation = new Valuation(bytes);
        int number = 0;
        for (int i = 0;
                i < run.transcript().entries().size() && number < twin.tape().size();
                i++) {
            if (run.transcript().entries().get(i) instanceof Entry.MessageSent message) {
                Term term = twin.tape().get(number++);
                byte[] octets = message.message().octets();
                if (!Arrays.equals(Octetting.octets(valuation.of(term)), octets)) {
                    break;
                }
                sent.put(i, term);
                byLabel.putIfAbsent(message.label(), term);
            }
        }
        Twin found = new Twin(terms, sent, byLabel, new LinkedHashMap<>(), repeated(run));
        twin.sessions().values().forEach(found::name);
        return found;
    }

    /** How the value of a variable is called. */
    String name(String agent, int session, String variable) {
        return agent + "." + variable + (repeated.contains(agent) ? "#" + session : "");
    }

    private void name(Session<Term> session) {
        for (Role.Variable variable : session.role().variables()) {
            Term term = session.variables()[variable.index()];
            boolean octets = variable.type() instanceof Type.Octets && variable.lifetime() != Role.Lifetime.PUBLIC;
            if (octets && term != null && !(term instanceof Term.Absent)) {
                names.putIfAbsent(term, name(session.agent(), session.id(), variable.name()));
            }
        }
    }

    private static Set<String> repeated(Simulation.Result run) {
        Set<String> once = new HashSet<>();
        Set<String> repeated = new HashSet<>();
        run.transcript().outcomes().forEach(o -> {
            if (!once.add(o.who().agent())) {
                repeated.add(o.who().agent());
            }
        });
        return repeated;
    }
}
