package dev.troth.statemachine.term;

import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import java.util.Set;

/**
 * What stands at the root of the values that roles put into a place: functions, layouts, concatenations. Atoms (names,
 * constants, agents) can stand everywhere.
 */
public final class Kind {
    private final Set<Function> functions;
    private final Set<Layout> layouts;
    private final boolean joined;

    Kind(Set<Function> functions, Set<Layout> layouts, boolean joined) {
        this.functions = functions;
        this.layouts = layouts;
        this.joined = joined;
    }

    /** Functions that may stand at the root. */
    public Set<Function> functions() {
        return functions;
    }

    /** Layouts of which a value may stand there. */
    public Set<Layout> layouts() {
        return layouts;
    }

    /** Whether a concatenation may stand there. */
    public boolean isJoined() {
        return joined;
    }

    private boolean includes(Kind other) {
        return functions.containsAll(other.functions)
                && layouts.containsAll(other.layouts)
                && (joined || !other.joined);
    }

    /** Whether a term that is no variable is of this kind. A destructor that waits may come to be anything. */
    public boolean holds(Term term, Terms terms) {
        if (!(term instanceof Term.Compound compound)) {
            return true;
        }
        return switch (compound.symbol()) {
            case Symbol.Primitive(Function function) ->
                functions.contains(function) || terms.rewriting().isDestructor(function);
            case Symbol.Payload(Layout layout) -> layouts.contains(layout);
            case Symbol.Concat ignored -> joined;
            case Symbol.Xor _,
                    Symbol.Slice _,
                    Symbol.ListOf _,
                    Symbol.Whole _,
                    Symbol.Covered _,
                    Symbol.Size _,
                    Symbol.Sum _,
                    Symbol.Abs _,
                    Symbol.FieldOf _ -> true;
        };
    }

    /** The values of both kinds. */
    Kind and(Kind other) {
        if (includes(other)) {
            return other;
        }
        return other.includes(this)
                ? this
                : new Kind(common(functions, other.functions), common(layouts, other.layouts), joined && other.joined);
    }

    private static <T> Set<T> common(Set<T> left, Set<T> right) {
        return left.stream().filter(right::contains).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }
}
