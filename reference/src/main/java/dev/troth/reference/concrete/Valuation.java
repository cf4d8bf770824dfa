package dev.troth.reference.concrete;

import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.CoveredOctets;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Message;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.Term;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The bridge between the two worlds: the bytes that a term stands for under a seed. Fresh names become the values that
 * the interpreter draws under their labels, primitives are computed, layouts are encoded. For every honest run, what the
 * symbolic machine holds evaluates to what the concrete machine holds, octet for octet.
 */
public final class Valuation {
    private final ByteAlgebra algebra;
    private final Map<Term, Datum> known = new HashMap<>();

    public Valuation(ByteAlgebra algebra) {
        this.algebra = algebra;
    }

    /** Takes a term to have a value. */
    public void put(Term term, Datum value) {
        known.put(term, value);
    }

    public Datum of(Term term) {
        Datum value = known.get(term);
        if (value == null) {
            value = evaluate(term);
            known.put(term, value);
        }
        return value;
    }

    private Datum evaluate(Term term) {
        return switch (term) {
            case Term.Name name -> algebra.fresh(name.label(), name.type());
            case Term.Shared shared -> algebra.shared(shared.name(), shared.agents(), shared.type());
            case Term.Agent(String name) -> algebra.agent(name);
            case Term.Int(long value, int bits) -> algebra.integer(value, bits);
            case Term.Text(String text) -> algebra.text(text);
            case Term.Time(long ntp) -> algebra.time(ntp);
            case Term.Duration(long nanos) -> algebra.duration(nanos);
            case Term.Octets octets -> algebra.octets(octets.octets());
            case Term.Absent ignored -> Datum.ABSENT;
            case Term.Var variable -> throw new IllegalArgumentException("a variable has no octets: " + variable);
            case Term.Pending ignored -> throw new IllegalArgumentException("a pending field outside its message");
            case Term.Compound compound -> compound(compound);
        };
    }

    private Datum compound(Term.Compound term) {
        return switch (term.symbol()) {
            case Symbol.Primitive(var function) -> algebra.apply(function, arguments(term));
            case Symbol.Concat ignored -> algebra.concat(arguments(term));
            case Symbol.Xor ignored -> xor(term);
            case Symbol.ListOf ignored -> algebra.list(List.of(arguments(term)));
            case Symbol.Payload(var layout) -> algebra.record(layout, arguments(term));
            case Symbol.Whole(Message message) -> algebra.message(message, arguments(term));
            case Symbol.Covered covered -> covered(covered, arguments(term));
            case Symbol.Size ignored -> algebra.size(of(term.argument(0)));
            case Symbol.Sum(boolean minus, int bits) ->
                algebra.sum(minus, bits, of(term.argument(0)), of(term.argument(1)));
            case Symbol.Slice(int start, int length) -> algebra.slice(of(term.argument(0)), start, length);
            case Symbol.Abs ignored -> algebra.abs(of(term.argument(0)));
            case Symbol.FieldOf(int slot) -> algebra.field(of(term.argument(0)), slot);
        };
    }

    private Datum[] arguments(Term.Compound term) {
        Datum[] arguments = new Datum[term.arity()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = of(term.argument(i));
        }
        return arguments;
    }

    private Datum xor(Term.Compound term) {
        Datum sum = of(term.argument(0));
        for (int i = 1; i < term.arity(); i++) {
            sum = algebra.xor(sum, of(term.argument(i)));
        }
        return sum;
    }

    /**
     * The octets before a field do not depend on the field, but on its length, which other fields may hold. So the message
     * is encoded with zeros in the place of what is not covered.
     */
    public static Datum covered(Symbol.Covered symbol, Datum[] elements) {
        Datum[] filled = Placeholders.fill(symbol.message(), symbol.coverage(), elements);
        Datum.Msg message = Codec.encode(symbol.message(), filled);
        return new Datum.Octets(CoveredOctets.covered(message, symbol.coverage()));
    }
}
