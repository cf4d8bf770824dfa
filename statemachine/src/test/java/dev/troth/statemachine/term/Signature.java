package dev.troth.statemachine.term;

import dev.troth.spec.Specification;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.algebra.Label;
import java.util.List;
import java.util.Objects;

/** Terms over the primitives of the library, written briefly. */
public final class Signature {
    public final Protocol protocol = Objects.requireNonNull(
            Specification.read(Objects.requireNonNull(new Library().named("hmqv")), new Library())
                    .protocol());
    public final Terms terms = new Terms(protocol.equations());

    /** A fresh value of an honest agent, of so many octets. */
    public Term name(String variable, int octets) {
        return terms.name(new Label("Alice", 1, variable, 0), new Type.Octets(octets, octets));
    }

    public Term key(String... agents) {
        return terms.shared(agents.length == 1 ? "private" : "shared", List.of(agents), new Type.Octets(32, 32));
    }

    /** A variable for so many octets, or for any value if negative. */
    public Term.Var open(int id, int octets) {
        return terms.variable(id, octets < 0 ? new Type.Unknown() : new Type.Octets(octets, octets), false);
    }

    public Term call(String function, Term... arguments) {
        Function found = protocol.functions().stream()
                .filter(f -> f.name().equals(function))
                .findFirst()
                .orElseThrow();
        return terms.apply(new Symbol.Primitive(found), arguments);
    }

    public Term concat(Term... parts) {
        return terms.apply(new Symbol.Concat(), parts);
    }

    public Term xor(Term... parts) {
        return terms.apply(new Symbol.Xor(), parts);
    }

    /** So many octets of a value from a place on. */
    public Term slice(Term value, int start, int length) {
        return terms.apply(new Symbol.Slice(start, length), value);
    }

    /** A fresh number of an honest agent. */
    public Term number(String variable, int bits) {
        return terms.name(new Label("Alice", 1, variable, 0), new Type.Int(bits));
    }

    public Term plus(Term left, Term right) {
        return terms.apply(new Symbol.Sum(false, 16), left, right);
    }

    public Term minus(Term left, Term right) {
        return terms.apply(new Symbol.Sum(true, 16), left, right);
    }
}
