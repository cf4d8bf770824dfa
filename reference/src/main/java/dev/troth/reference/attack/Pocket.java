package dev.troth.reference.attack;

import dev.troth.reference.concrete.ByteAlgebra;
import dev.troth.reference.concrete.Valuation;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Match;
import dev.troth.statemachine.knowledge.Knowledge.Theory;
import dev.troth.statemachine.term.Assumptions;
import dev.troth.statemachine.term.Combinations;
import dev.troth.statemachine.term.Composition;
import dev.troth.statemachine.term.Opening;
import dev.troth.statemachine.term.Symbol;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the attacker holds, as terms and as bytes at once. Bytes come only from bytes that were heard, by the primitives:
 * a derivation that exists on terms and fails on bytes shows here.
 */
public final class Pocket {
    private final Protocol protocol;
    private final Theory theory;
    private final SymbolicAlgebra symbolic;
    private final ByteAlgebra concrete;
    private final Map<Term, Holding> known = new LinkedHashMap<>();
    private final List<Term.Compound> sealed = new ArrayList<>();
    private final List<Term.Compound> combined = new ArrayList<>();
    /** What stands in combinations and can be put together: it is put together before anything is made with it. */
    private final Map<Term, Holding> composed = new LinkedHashMap<>();

    private @Nullable Combinations combinations;

    /** A value with its bytes and how it was come by. */
    public record Holding(Datum value, Recipe recipe) {}

    public Pocket(Protocol protocol, Theory theory, SymbolicAlgebra symbolic, ByteAlgebra concrete) {
        this.protocol = protocol;
        this.theory = theory;
        this.symbolic = symbolic;
        this.concrete = concrete;
    }

    /** Everything held, in the order in which it came. */
    public Map<Term, Holding> known() {
        return known;
    }

    /** Puts a value into the pocket and takes apart what can now be taken apart. */
    public void add(Term term, Datum value, Recipe recipe) {
        put(term, value, recipe);
        boolean again = true;
        while (again) {
            int before = known.size();
            Combinations by = combinations();
            for (Map.Entry<Term, Combinations.Made> found : by.found().entrySet()) {
                Holding made = made(found.getValue(), by);
                if (made != null) {
                    put(found.getKey(), made.value(), made.recipe());
                }
            }
            boolean opened = false;
            for (Term.Compound each : List.copyOf(sealed)) {
                if (open(each)) {
                    sealed.remove(each);
                    opened = true;
                }
            }
            again = opened || known.size() > before;
        }
    }

    /** What comes from everything held that combines other values. */
    private Combinations combinations() {
        Combinations now = combinations;
        if (now == null) {
            now = Combinations.of(combined, theory.terms(), (value, by) -> {
                Holding holding = derive(value, by);
                if (holding != null) {
                    composed.put(value, holding);
                }
                return holding != null;
            });
            combinations = now;
        }
        return now;
    }

    private void put(Term term, Datum value, Recipe recipe) {
        if (theory.isOwn(term)) {
            return;
        }
        if (term instanceof Term.Compound compound && Composition.isTransparent(compound)) {
            List<Datum> parts = parts(compound, value);
            for (int i = 0; i < compound.arity(); i++) {
                Datum part = parts == null ? Datum.ABSENT : parts.get(i);
                if (part != Datum.ABSENT) {
                    put(compound.argument(i), part, part(compound, i, recipe));
                }
            }
            return;
        }
        if (known.putIfAbsent(term, new Holding(value, recipe)) == null && term instanceof Term.Compound compound) {
            (Combinations.combines(compound) ? combined : sealed).add(compound);
        }
        combinations = null;
    }

    private static Recipe part(Term.Compound term, int index, Recipe recipe) {
        return switch (term.symbol()) {
            case Symbol.Whole(Message message) when message.elements().size() == 1 -> recipe;
            case Symbol.Whole(Message message) ->
                new Recipe.Part(recipe, message.elements().get(index).label());
            case Symbol.Payload(Layout layout) ->
                new Recipe.Part(recipe, layout.data().get(index).name());
            case Symbol.Primitive _,
                    Symbol.Concat _,
                    Symbol.Xor _,
                    Symbol.Slice _,
                    Symbol.ListOf _,
                    Symbol.Covered _,
                    Symbol.Size _,
                    Symbol.Sum _,
                    Symbol.Abs _,
                    Symbol.FieldOf _ -> new Recipe.Part(recipe, Integer.toString(index + 1));
        };
    }

    // ---- taking apart ----

    /** The bytes of the parts of a transparent term; null if they cannot be told. */
    private @Nullable List<Datum> parts(Term.Compound term, Datum value) {
        return switch (term.symbol()) {
            case Symbol.Whole(Message message) -> {
                Datum whole = value instanceof Datum.Msg ? value : read(message, value);
                yield whole == null ? null : indexed(term, i -> concrete.payload(whole, i));
            }
            case Symbol.Payload(Layout layout) -> {
                Datum record = value instanceof Datum.Rec ? value : readPayload(layout, term, value);
                yield record == null ? null : indexed(term, i -> concrete.field(record, i));
            }
            case Symbol.ListOf ignored -> {
                List<Datum> items = concrete.items(value);
                yield items.size() == term.arity() ? items : null;
            }
            case Symbol.Concat ignored -> cut(term, value);
            case Symbol.Primitive _,
                    Symbol.Xor _,
                    Symbol.Slice _,
                    Symbol.Covered _,
                    Symbol.Size _,
                    Symbol.Sum _,
                    Symbol.Abs _,
                    Symbol.FieldOf _ -> null;
        };
    }

    private static List<Datum> indexed(Term.Compound term, java.util.function.IntFunction<Datum> part) {
        List<Datum> parts = new ArrayList<>();
        for (int i = 0; i < term.arity(); i++) {
            parts.add(part.apply(i));
        }
        return parts;
    }

    private @Nullable Datum read(Message message, Datum value) {
        return concrete.match(message, value, Map.of(), Condition.ALWAYS).getFirst()
                        instanceof Match.Fits<Datum>(Datum fits, var ignored)
                ? fits
                : null;
    }

    private @Nullable Datum readPayload(Layout layout, Term term, Datum value) {
        for (Message message : protocol.messages()) {
            boolean holds = message.elements().stream().anyMatch(e -> e.layout() == layout);
            if (holds
                    && symbolic.match(message, term, Map.of(), Assumptions.none(0))
                                    .getFirst()
                            instanceof Match.Fits<Term>(Term.Compound whole, var ignored)) {
                Datum read = read(message, value);
                for (int i = 0; read != null && i < whole.arity(); i++) {
                    Datum element = concrete.payload(read, i);
                    if (whole.argument(i) == term) {
                        return element;
                    }
                    if (whole.argument(i) instanceof Term.Compound list
                            && list.arity() == 1
                            && list.argument(0) == term) {
                        return concrete.items(element).getFirst();
                    }
                }
            }
        }
        return null;
    }

    private @Nullable List<Datum> cut(Term.Compound term, Datum value) {
        byte[] octets = Octetting.octets(value);
        List<Datum> parts = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < term.arity(); i++) {
            boolean last = i == term.arity() - 1;
            int size = symbolic.size(term.argument(i)) instanceof Term.Int(long length, int ignored)
                    ? (int) length
                    : last ? octets.length - at : -1;
            if (size < 0 || at + size > octets.length) {
                return null;
            }
            parts.add(new Datum.Octets(Arrays.copyOfRange(octets, at, at + size)));
            at += size;
        }
        return parts;
    }

    private boolean open(Term.Compound term) {
        if (!(term.symbol() instanceof Symbol.Primitive(Function function))) {
            return false;
        }
        for (Opening opening : theory.openings().getOrDefault(function, List.of())) {
            Opening.Opened inside = opening.open(term);
            if (inside == null) {
                continue;
            }
            List<Holding> needed = all(inside.needed(), combinations());
            Holding held = known.get(term);
            if (needed == null || held == null) {
                continue;
            }
            List<Holding> operands = new ArrayList<>(needed);
            operands.add(opening.place(), held);
            Datum content = concrete.apply(
                    opening.destructor(), operands.stream().map(Holding::value).toArray(Datum[]::new));
            List<Recipe> recipes = operands.stream().map(Holding::recipe).toList();
            if (content != Datum.ABSENT) {
                put(inside.content(), content, new Recipe.Apply(opening.destructor(), recipes, true));
            }
            return true;
        }
        return false;
    }

    // ---- putting together ----

    private @Nullable List<Holding> all(List<Term> terms, Combinations by) {
        List<Holding> holdings = new ArrayList<>(terms.size());
        for (Term term : terms) {
            Holding holding = derive(term, by);
            if (holding == null) {
                return null;
            }
            holdings.add(holding);
        }
        return holdings;
    }

    /** The bytes of a term and how they are come by; null if the attacker cannot have them. */
    public @Nullable Holding derive(Term term) {
        return derive(term, combinations());
    }

    private @Nullable Holding derive(Term term, Combinations by) {
        if (theory.isOwn(term)) {
            return new Holding(new Valuation(concrete).of(term), new Recipe.Own(shown(term)));
        }
        Holding held = known.getOrDefault(term, composed.get(term));
        if (held != null) {
            return held;
        }
        Holding alike = alike(term);
        if (alike != null) {
            return alike;
        }
        if (term instanceof Term.Compound compound) {
            for (List<Term> parts : Composition.parts(compound, theory.terms())) {
                List<Holding> holdings = all(parts, by);
                if (holdings != null) {
                    return compose(compound, holdings);
                }
            }
        }
        Combinations.Made made = Combinations.combines(term) ? by.made(term, value -> derive(value, by) != null) : null;
        return made == null ? null : made(made, by);
    }

    private @Nullable Holding made(Combinations.Made made, Combinations by) {
        return new Combining(value -> derive(value, by)).made(made);
    }

    /** Something held that has the same octets, though it was written as something else. */
    private @Nullable Holding alike(Term term) {
        Term octets = symbolic.octets(term);
        if (octets != term) {
            for (Map.Entry<Term, Holding> held : known.entrySet()) {
                if (symbolic.octets(held.getKey()) == octets) {
                    return held.getValue();
                }
            }
        }
        return null;
    }

    private static String shown(Term term) {
        return term instanceof Term.Name name ? "his own " + name.label().variable() : TermText.of(term);
    }

    private Holding compose(Term.Compound term, List<Holding> parts) {
        Datum[] values = parts.stream().map(Holding::value).toArray(Datum[]::new);
        List<Recipe> recipes = parts.stream().map(Holding::recipe).toList();
        return switch (term.symbol()) {
            case Symbol.Primitive(Function function) ->
                new Holding(concrete.apply(function, values), new Recipe.Apply(function, recipes, false));
            case Symbol.Payload(Layout layout) -> {
                List<String> names =
                        layout.data().stream().map(Layout.DataField::name).toList();
                yield new Holding(concrete.record(layout, values), new Recipe.Build(layout.name(), names, recipes));
            }
            case Symbol.Whole(Message message) -> {
                List<String> names =
                        message.elements().stream().map(ignored -> "").toList();
                Recipe recipe =
                        recipes.size() == 1 ? recipes.getFirst() : new Recipe.Build(message.name(), names, recipes);
                yield new Holding(concrete.message(message, values), recipe);
            }
            case Symbol.ListOf ignored -> new Holding(concrete.list(List.of(values)), new Recipe.Join(recipes, " || "));
            case Symbol.Concat ignored -> new Holding(concrete.concat(values), new Recipe.Join(recipes, " || "));
            case Symbol.Xor ignored -> {
                Datum sum = values[0];
                for (int i = 1; i < values.length; i++) {
                    sum = concrete.xor(sum, values[i]);
                }
                yield new Holding(sum, new Recipe.Join(recipes, " xor "));
            }
            case Symbol.Covered covered ->
                new Holding(
                        Valuation.covered(covered, values),
                        new Recipe.Build(covered.toString(), names(recipes), recipes));
            case Symbol.Size ignored -> new Holding(concrete.size(values[0]), new Recipe.Own("the length"));
            case Symbol.Sum(boolean minus, int bits) ->
                new Holding(
                        concrete.sum(minus, bits, values[0], values[1]),
                        new Recipe.Join(recipes, minus ? " - " : " + "));
            case Symbol.Slice(int start, int length) ->
                new Holding(
                        concrete.slice(values[0], start, length),
                        new Recipe.Part(recipes.getFirst(), "octets " + start + " to " + (start + length)));
            case Symbol.Abs ignored -> new Holding(concrete.abs(values[0]), recipes.getFirst());
            case Symbol.FieldOf(int slot) -> new Holding(concrete.field(values[0], slot), recipes.getFirst());
        };
    }

    private static List<String> names(List<Recipe> recipes) {
        return recipes.stream().map(ignored -> "").toList();
    }
}
