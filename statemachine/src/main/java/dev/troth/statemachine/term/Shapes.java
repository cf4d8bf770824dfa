package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Type;
import dev.troth.spec.model.Walk;
import dev.troth.statemachine.term.Sources.Place;
import dev.troth.statemachine.term.Sources.Use;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How long lists are in messages that an attacker makes: as long as somewhere in the specification they are built, and as
 * long as somewhere they are asked to be, by a comparison with a list, by counting, by taking an item out or by looking for
 * one. The only place where the checker bounds the size of a message.
 */
public final class Shapes {
    /** A list in a message: a field of a layout, or an element that may be repeated. */
    private record Spot(Object of, int index) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Spot spot && of == spot.of && index == spot.index;
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(of) + index;
        }
    }

    /** Numbers above this are no lengths of lists that somebody sends. */
    private static final int LONGEST = 64;

    private final Sources sources;
    private final DeadEnds ends;
    /** Conditions that must be true, or else the run comes to nothing: what makes them false need not be tried. */
    private final Set<Expr> needed;

    private final Map<Spot, Set<Integer>> lengths = new HashMap<>();
    private boolean changed;

    public Shapes(Protocol protocol) {
        this.sources = new Sources(protocol);
        this.ends = new DeadEnds(protocol);
        this.needed = ends.needed(protocol);
        sources.all().forEach(this::built);
        do {
            changed = false;
            sources.all().forEach(this::copied);
            asked();
        } while (changed);
    }

    /** The lengths that a list field has, in ascending order; 0 if it is never built. */
    Set<Integer> field(Layout layout, int slot) {
        return lengths.getOrDefault(new Spot(layout, slot), Set.of(0));
    }

    /** How many payloads an element that may be repeated has. */
    Set<Integer> payloads(Message message, int element) {
        int least = least(message, element);
        Set<Integer> known = lengths.get(new Spot(message, element));
        if (known == null) {
            return Set.of(least);
        }
        TreeSet<Integer> possible = new TreeSet<>(known);
        possible.removeIf(length -> length < least);
        return possible.isEmpty() ? Set.of(least) : possible;
    }

    private static int least(Message message, int element) {
        return message.elements().get(element).multiplicity() == Message.Multiplicity.MANY ? 1 : 0;
    }

    /** Every length that some list of a message is tried with, in ascending order; empty if there are no lists. */
    public List<Integer> all() {
        Set<Integer> all = new TreeSet<>();
        lengths.values().forEach(all::addAll);
        return List.copyOf(all);
    }

    // ---- as they are built ----

    private void built(Use use) {
        if (use.expr() instanceof Expr.Build build) {
            for (int slot = 0; slot < build.layout().data().size(); slot++) {
                boolean list = build.layout().data().get(slot).type() instanceof Type.Seq;
                Expr given = build.fields().get(slot);
                if (list && given == null) {
                    add(new Spot(build.layout(), slot), 0);
                } else if (list && given instanceof Expr.ListOf of) {
                    add(new Spot(build.layout(), slot), of.items().size());
                }
            }
        }
        if (use.expr() instanceof Expr.BuildMessage build) {
            message(build);
        }
    }

    /** A payload under a condition is there or not. */
    private void message(Expr.BuildMessage build) {
        int[] most = new int[build.message().elements().size()];
        int[] least = new int[most.length];
        for (Expr.Part part : build.parts()) {
            most[part.element()]++;
            least[part.element()] += part.conditions().isEmpty() ? 1 : 0;
        }
        for (int i = 0; i < most.length; i++) {
            if (build.message().elements().get(i).multiplicity().isList()) {
                for (int length = least[i]; length <= most[i]; length++) {
                    add(new Spot(build.message(), i), length);
                }
            }
        }
    }

    /** A list that is put into a field under a name is as long as what the name stands for. */
    private void copied(Use use) {
        if (use.expr() instanceof Expr.Build build) {
            build.fields().forEach((slot, value) -> {
                if (value.type() instanceof Type.Seq && !(value instanceof Expr.ListOf)) {
                    addAll(new Spot(build.layout(), slot), lengths(use.with(value)));
                    addTo(use.with(value), lengths.getOrDefault(new Spot(build.layout(), slot), Set.of()));
                }
            });
        }
    }

    // ---- as they are asked to be ----

    private void asked() {
        for (Sources.Comparison comparison : sources.comparisons()) {
            boolean exactly = needed.contains(comparison.by());
            compared(comparison.left(), comparison.right(), exactly);
            compared(comparison.right(), comparison.left(), exactly);
        }
        for (Sources.Membership membership : sources.memberships()) {
            for (Use member : sources.of(membership.members())) {
                compared(membership.value(), member, false);
            }
        }
        for (Use use : sources.all()) {
            if (use.expr() instanceof Expr.Item item) {
                addTo(use.with(item.list()), List.of(item.index(), item.index() + 1));
            }
        }
        for (Sources.Iterated iterated : sources.iterated()) {
            addTo(iterated.list(), looked(iterated));
        }
    }

    private void compared(Use one, Use other, boolean exactly) {
        if (one.expr().type() instanceof Type.Seq) {
            addTo(one, lengths(other));
        }
        for (Use counted : sources.meanings(one)) {
            Walk.each(counted.expr(), inner -> {
                if (inner instanceof Expr.CountOf(Expr list)) {
                    addTo(counted.with(list), numbers(other, exactly));
                }
            });
        }
    }

    /** The number that a count is compared with, the lengths beside it if others matter too, and those of another list. */
    private Set<Integer> numbers(Use number, boolean exactly) {
        Set<Integer> found = new HashSet<>();
        for (Use meaning : sources.meanings(number)) {
            Walk.each(meaning.expr(), inner -> {
                if (inner instanceof Expr.IntLiteral(long value, var ignored) && value >= 0 && value < LONGEST) {
                    found.add((int) value);
                    if (!exactly) {
                        found.addAll(List.of(Math.max(0, (int) value - 1), (int) value + 1));
                    }
                } else if (inner instanceof Expr.CountOf(Expr list)) {
                    found.addAll(lengths(meaning.with(list)));
                }
            });
        }
        return found;
    }

    /** To find an entry takes one; to find several in one list takes as many; to find none, if that matters, takes none. */
    private List<Integer> looked(Sources.Iterated iterated) {
        Set<Spot> here = new HashSet<>(spots(iterated.list()));
        long entries = sources.iterated().stream()
                .filter(other -> other.reaction() == iterated.reaction())
                .filter(other -> spots(other.list()).stream().anyMatch(here::contains))
                .count();
        List<Integer> found = new ArrayList<>();
        for (int length =
                        ends.isDead(iterated.choose().failure(), iterated.list().scope()) ? 1 : 0;
                length <= entries;
                length++) {
            found.add(length);
        }
        return found;
    }

    // ---- which lists of messages an expression may be ----

    private List<Spot> spots(Use use) {
        List<Spot> spots = new ArrayList<>();
        for (Use meaning : sources.meanings(use)) {
            switch (meaning.expr()) {
                case Expr.Field field -> {
                    Place place = Sources.place(meaning);
                    if (place != null) {
                        spots.add(new Spot(place.of(), field.slot()));
                    }
                }
                case Expr.Payload payload -> {
                    if (payload.message().type() instanceof Type.Msg(Message message)) {
                        spots.add(new Spot(message, payload.element()));
                    }
                }
                case Expr.Variable _,
                        Expr.Local _,
                        Expr.Argument _,
                        Expr.Lookup _,
                        Expr.Apply _,
                        Expr.Derive _,
                        Expr.Concat _,
                        Expr.IntLiteral _,
                        Expr.OctetsLiteral _,
                        Expr.TextLiteral _,
                        Expr.AgentParameter _,
                        Expr.Shared _,
                        Expr.Now _,
                        Expr.Bit _,
                        Expr.Build _,
                        Expr.BuildMessage _,
                        Expr.Item _,
                        Expr.Xor _,
                        Expr.Arithmetic _,
                        Expr.Abs _,
                        Expr.SizeOf _,
                        Expr.CountOf _,
                        Expr.Covered _,
                        Expr.ListOf _,
                        Expr.DurationLiteral _,
                        Expr.BoolLiteral _,
                        Expr.Param _,
                        Expr.OptionIs _,
                        Expr.Compare _,
                        Expr.And _,
                        Expr.Or _,
                        Expr.Not _,
                        Expr.InStore _,
                        Expr.InList _,
                        Expr.Present _ -> {}
            }
        }
        return spots;
    }

    private Set<Integer> lengths(Use use) {
        Set<Integer> found = new HashSet<>();
        for (Use meaning : sources.meanings(use)) {
            if (meaning.expr() instanceof Expr.ListOf list) {
                found.add(list.items().size());
            }
        }
        spots(use).forEach(spot -> found.addAll(lengths.getOrDefault(spot, Set.of())));
        return found;
    }

    private void addTo(Use list, Collection<Integer> more) {
        spots(list).forEach(spot -> addAll(spot, more));
    }

    private void addAll(Spot spot, Collection<Integer> more) {
        List.copyOf(more).forEach(length -> add(spot, length));
    }

    private void add(Spot spot, int length) {
        changed |= lengths.computeIfAbsent(spot, s -> new TreeSet<>()).add(length);
    }
}
