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
import java.util.LinkedHashSet;
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
            return 31 * of.hashCode() + index;
        }
    }

    /** Numbers above this are no lengths of lists that somebody sends. */
    private static final int LONGEST = 64;

    /** How many entries a list has whose octets are counted. */
    private static final List<Integer> FEW = List.of(0, 1, 2, 3, 4);

    private final Sources sources;
    private final DeadEnds ends;
    /** Conditions that must be true, or else the run comes to nothing: what makes them false need not be tried. */
    private final Set<Expr> needed;

    private final Map<Spot, Set<Integer>> lengths = new HashMap<>();
    private final Map<Spot, Set<Test>> counted = new HashMap<>();
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
            compared(comparison.left(), comparison.right(), comparison.by());
            compared(comparison.right(), comparison.left(), turned(comparison.by()));
        }
        for (Sources.Membership membership : sources.memberships()) {
            for (Use member : sources.of(membership.members())) {
                compared(membership.value(), member, membership.value().expr());
            }
        }
        for (Use use : sources.all()) {
            if (use.expr() instanceof Expr.Item item) {
                reached(use.with(item.list()), item.index());
            }
            missing(use);
        }
        for (Sources.Iterated iterated : sources.iterated()) {
            addTo(iterated.list(), looked(iterated));
        }
        counted.forEach((spot, tests) -> addAll(spot, classes(tests, lengths.getOrDefault(spot, Set.of()))));
    }

    /** Some list must be long enough for an item that is taken out. */
    private void reached(Use list, int index) {
        for (Spot spot : spots(list)) {
            if (lengths.getOrDefault(spot, Set.of()).stream().noneMatch(length -> length > index)) {
                add(spot, index + 1);
            }
        }
    }

    /** Where it makes something true that an item is not there, a list may end before it. */
    private void missing(Use use) {
        boolean absent = use.expr() instanceof Expr.Present
                || use.expr() instanceof Expr.Not
                || (use.expr() instanceof Expr.Compare compare && compare.comparison() == Expr.Comparison.NOT_EQUAL);
        if (!absent) {
            return;
        }
        Walk.each(use.expr(), inner -> {
            for (Use meaning : sources.meanings(use.with(inner))) {
                Walk.each(meaning.expr(), part -> {
                    if (part instanceof Expr.Item item) {
                        addTo(meaning.with(item.list()), List.of(item.index()));
                    }
                });
            }
        });
    }

    /** What a condition says of a count: that it is so many, fewer or more; {@code needed} if nothing comes of a failure. */
    private record Test(Expr.Comparison how, int number, boolean needed) {
        boolean holds(int length) {
            int order = Integer.compare(length, number);
            return switch (how) {
                case EQUAL -> order == 0;
                case NOT_EQUAL -> order != 0;
                case LESS -> order < 0;
                case LESS_OR_EQUAL -> order <= 0;
                case GREATER -> order > 0;
                case GREATER_OR_EQUAL -> order >= 0;
            };
        }
    }

    /** For each way in which conditions about a count can turn out together, a length with which they do. */
    private static List<Integer> classes(Set<Test> tests, Set<Integer> known) {
        int most = tests.stream().mapToInt(Test::number).max().orElse(0) + 1;
        List<Integer> candidates = new ArrayList<>(known);
        for (int length = 0; length <= most; length++) {
            candidates.add(length);
        }
        Set<List<Boolean>> seen = new HashSet<>();
        List<Integer> chosen = new ArrayList<>();
        for (int length : candidates) {
            boolean pointless = tests.stream().anyMatch(t -> t.needed() && !t.holds(length));
            if (!pointless && seen.add(tests.stream().map(t -> t.holds(length)).toList())) {
                chosen.add(length);
            }
        }
        return chosen;
    }

    private void compared(Use one, Use other, Expr by) {
        if (one.expr().type() instanceof Type.Seq) {
            Set<Integer> others = lengths(other);
            addTo(one, others);
            boolean differs = by instanceof Expr.Compare compare && compare.comparison() == Expr.Comparison.NOT_EQUAL;
            if (differs || !needed.contains(by)) {
                addTo(one, others.stream().map(length -> length + 1).toList());
            }
        }
        Walk.each(one.expr(), inner -> {
            if (inner instanceof Expr.SizeOf(Expr value)) {
                measured(value.type());
            }
        });
        for (Use left : sources.meanings(one)) {
            for (Use right : sources.meanings(other)) {
                if (left.expr() instanceof Expr.CountOf(Expr list)
                        && right.expr() instanceof Expr.IntLiteral(long number, var ignored)
                        && number >= 0
                        && number < LONGEST) {
                    Expr.Comparison how =
                            by instanceof Expr.Compare compare ? compare.comparison() : Expr.Comparison.EQUAL;
                    Test test = new Test(how, (int) number, needed.contains(by));
                    spots(left.with(list))
                            .forEach(spot -> changed |= counted.computeIfAbsent(spot, s -> new LinkedHashSet<>())
                                    .add(test));
                } else {
                    computed(left, right);
                }
            }
        }
    }

    /** What is asked how long it is may be as long as a few entries make it. */
    private void measured(Type type) {
        if (type instanceof Type.Rec(Layout layout)) {
            for (int slot = 0; slot < layout.data().size(); slot++) {
                if (layout.data().get(slot).type() instanceof Type.Seq) {
                    addAll(new Spot(layout, slot), FEW);
                }
            }
        } else if (type instanceof Type.Msg(Message message)) {
            for (int i = 0; i < message.elements().size(); i++) {
                Message.Element element = message.elements().get(i);
                if (element.multiplicity().isList()) {
                    addAll(new Spot(message, i), FEW);
                }
                measured(new Type.Rec(element.layout()));
            }
        }
    }

    /** A count inside a sum, or compared with something else: the numbers there, those beside them, and other counts. */
    private void computed(Use left, Use right) {
        Walk.each(left.expr(), inner -> {
            if (inner instanceof Expr.CountOf(Expr list)) {
                Set<Integer> found = new HashSet<>();
                Walk.each(left.expr(), number -> beside(left.with(number), found));
                Walk.each(right.expr(), number -> beside(right.with(number), found));
                addTo(left.with(list), found);
            }
        });
    }

    private void beside(Use number, Set<Integer> out) {
        if (number.expr() instanceof Expr.IntLiteral(long value, var ignored) && value >= 0 && value < LONGEST) {
            out.addAll(List.of(Math.max(0, (int) value - 1), (int) value, (int) value + 1));
        } else if (number.expr() instanceof Expr.CountOf(Expr list)) {
            out.addAll(lengths(number.with(list)));
        }
    }

    /** The same comparison with its sides exchanged. */
    private Expr turned(Expr by) {
        if (!(by instanceof Expr.Compare(Expr.Comparison how, Expr left, Expr right))) {
            return by;
        }
        Expr.Comparison other = switch (how) {
            case EQUAL, NOT_EQUAL -> how;
            case LESS -> Expr.Comparison.GREATER;
            case LESS_OR_EQUAL -> Expr.Comparison.GREATER_OR_EQUAL;
            case GREATER -> Expr.Comparison.LESS;
            case GREATER_OR_EQUAL -> Expr.Comparison.LESS_OR_EQUAL;
        };
        return other == how ? by : new Expr.Compare(other, right, left);
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
