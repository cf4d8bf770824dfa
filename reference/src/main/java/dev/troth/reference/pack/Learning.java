package dev.troth.reference.pack;

import dev.troth.reference.attack.Pocket;
import dev.troth.reference.attack.Recipe;
import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Viewer;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.search.Cast;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Typing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which values of the parties a listener can compute, and from which step on: by what he reads and the attacker's theory. */
final class Learning {
    /**
     * One value that a listener comes to have.
     *
     * @param step the index of the entry after which he can compute it
     * @param value such as {@code Alice.tgk}
     * @param recipe how
     */
    record Learned(int step, String value, String recipe) {}

    private final Protocol protocol;
    private final Twin twin;
    private final ByteAlgebra bytes;

    Learning(Protocol protocol, Twin twin, ByteAlgebra bytes) {
        this.protocol = protocol;
        this.twin = twin;
        this.bytes = bytes;
    }

    /** What the listener learns in the course of the entries. */
    List<Learned> of(Viewer viewer, List<Entry> entries) {
        Knowledge.Theory theory = Knowledge.Theory.of(twin.terms(), Set.of(Cast.ATTACKER));
        SymbolicAlgebra algebra = new SymbolicAlgebra(twin.terms(), protocol, new Typing(true), Map.of());
        Pocket pocket = new Pocket(protocol, theory, algebra, bytes);
        Map<Term, String> wanted = new LinkedHashMap<>(twin.names());
        wanted.keySet().removeIf(term -> pocket.derive(term) != null);
        List<Learned> learned = new ArrayList<>();
        Set<String> heard = new HashSet<>();
        for (int i = 0; i < entries.size(); i++) {
            if (!(entries.get(i) instanceof Entry.Hop hop) || !viewer.reads(hop)) {
                continue;
            }
            Term message = twin.byLabel().get(hop.carries());
            if (message == null || !heard.add(hop.carries())) {
                continue;
            }
            pocket.add(message, new Valuation(bytes).of(message), new Recipe.Heard(hop.carries()));
            for (Iterator<Map.Entry<Term, String>> it = wanted.entrySet().iterator(); it.hasNext(); ) {
                Map.Entry<Term, String> value = it.next();
                Pocket.Holding holding = pocket.derive(value.getKey());
                if (holding != null) {
                    learned.add(
                            new Learned(i, value.getValue(), holding.recipe().shown()));
                    it.remove();
                }
            }
        }
        return learned;
    }
}
