package dev.troth.statemachine.search;

import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.machine.Stores;
import dev.troth.statemachine.search.Configuration.Run;
import dev.troth.statemachine.search.Configuration.Sending;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text that is equal for configurations from which the same can happen: variables and, with symmetry, the numbers of
 * runs are named in the order in which they are met; what was heard is a set.
 */
final class Canon {
    private final Scene scene;
    private final StringBuilder out = new StringBuilder(512);
    private final Map<Term, Integer> variables = new HashMap<>();
    private final Map<Integer, Integer> sessions = new HashMap<>();

    private Canon(Scene scene) {
        this.scene = scene;
    }

    static String of(Configuration at, Scene scene) {
        return new Canon(scene).text(at);
    }

    private String text(Configuration at) {
        for (Integer slot : order(at)) {
            Run run = at.runs[slot];
            if (run == null) {
                out.append('-');
                continue;
            }
            sessions.put(run.session().id(), sessions.size());
            out.append(run.session().role().index())
                    .append(run.session().agents())
                    .append(run.session().state())
                    .append(run.given() ? 'g' : 'k')
                    .append(run.snapshots().size());
            boolean live = scene.isLive(run, scene.slots.get(slot));
            if (live || scene.isAsked(run, scene.slots.get(slot))) {
                for (Term value : run.session().variables()) {
                    term(value);
                }
            }
            if (live) {
                run.session()
                        .tries()
                        .forEach((timer, tries) -> out.append('t').append(timer).append(tries));
            }
            out.append('|');
        }
        for (Stores.Entry<Term> entry : at.stores.all()) {
            out.append(entry.expires() <= at.clock ? 'x' : 's');
            term(entry.key());
            term(entry.value());
        }
        for (Sending sending : at.tape) {
            if (!sending.arrived()) {
                out.append('>').append(sending.to()).append(sending.from());
                term(sending.value());
            }
        }
        out.append(at.clock).append('w').append(at.waits).append('#');
        if (scene.revealsOtherRuns()) {
            for (Run run : at.runs) {
                if (run != null) {
                    run.said().forEach(s -> term(s.value()));
                }
            }
        }
        heard(at);
        for (Assumptions.Apart apart : at.system.assumptions().apart()) {
            out.append('!');
            term(apart.left());
            term(apart.right());
        }
        for (Assumptions.Compared compared : at.system.assumptions().compared()) {
            out.append(compared.comparison()).append(compared.holds());
            term(compared.left());
            term(compared.right());
        }
        return out.toString();
    }

    /** Slots in an order that does not depend on which run of a role and cast came first. */
    private List<Integer> order(Configuration at) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < at.runs.length; i++) {
            order.add(i);
        }
        if (scene.bounds.symmetric()) {
            List<String> keys = new ArrayList<>();
            for (int i = 0; i < at.runs.length; i++) {
                Run run = at.runs[i];
                String test = i < scene.tests ? "0" + i : "1";
                String what = run == null
                        ? "~"
                        : run.session().agents() + "/" + run.session().state() + "/" + run.deliveries();
                keys.add(test + "/" + scene.role(i).index() + "/" + what);
            }
            order.sort((a, b) -> {
                int byKey = keys.get(a).compareTo(keys.get(b));
                return byKey == 0 ? Integer.compare(a, b) : byKey;
            });
        }
        return order;
    }

    /** What was heard as a set, and for each open variable what was known when it was chosen. */
    private void heard(Configuration at) {
        List<String> texts = new ArrayList<>();
        int before = out.length();
        Map<Integer, List<String>> stages = new HashMap<>();
        for (Knowledge.Heard each : at.system.knowledge().heard()) {
            if (each.stage() > 0) {
                term(each.term());
                String text = out.substring(before);
                out.setLength(before);
                texts.add(text);
                stages.computeIfAbsent(each.stage(), s -> new ArrayList<>()).add(text);
            }
        }
        texts.sort(null);
        texts.forEach(t -> out.append('+').append(t));
        List<Term> open = new ArrayList<>(variables.keySet());
        open.sort((a, b) -> Integer.compare(variables.getOrDefault(a, 0), variables.getOrDefault(b, 0)));
        for (Term variable : open) {
            int time = at.system.times().getOrDefault((Term.Var) variable, 0);
            long sum = 0;
            for (Map.Entry<Integer, List<String>> stage : stages.entrySet()) {
                if (stage.getKey() <= time) {
                    for (String text : stage.getValue()) {
                        sum += text.hashCode() * 0x9E3779B97F4A7C15L;
                    }
                }
            }
            out.append('@').append(Long.toHexString(sum));
        }
    }

    private void term(@Nullable Term term) {
        switch (term) {
            case null -> out.append('_');
            case Term.Var variable -> {
                Integer known = variables.get(variable);
                if (known == null) {
                    known = variables.size();
                    variables.put(variable, known);
                }
                out.append('?').append(known);
            }
            case Term.Name name -> {
                int session = name.label().session();
                Integer known = sessions.get(session);
                out.append(name.label().agent()).append('.').append(name.label().variable());
                if (scene.bounds.symmetric() && known != null) {
                    out.append('%').append(known);
                } else {
                    out.append('#').append(session);
                }
            }
            case Term.Compound compound -> {
                out.append(compound.symbol()).append('(');
                for (Term argument : compound.arguments()) {
                    term(argument);
                    out.append(',');
                }
                out.append(')');
            }
            default -> out.append(term);
        }
    }
}
