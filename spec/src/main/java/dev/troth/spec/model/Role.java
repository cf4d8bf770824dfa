package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One part in the protocol: a state machine.
 *
 * @param agents the names of its agent parameters; the first is the agent itself
 * @param players for each agent parameter, the server role that it plays, or empty for anyone
 * @param parts for each agent parameter, the role in which this one takes it to be as the text says, or empty; see {@link Players}
 * @param server true if one trusted agent plays it for everyone
 */
public record Role(
        String name,
        int index,
        List<String> agents,
        List<String> players,
        List<String> parts,
        boolean server,
        List<Variable> variables,
        List<Store> stores,
        List<State> states,
        int start,
        Span nameSpan,
        List<Ref> refs) {

    /** How long a variable lives and where its first value comes from. */
    public enum Lifetime {
        /** Known before the run: {@link Variable#known()} says what. */
        KNOWN,
        /** As {@link #KNOWN}, and known to everyone else too: a public key. */
        PUBLIC,
        /** Drawn at random for the run. */
        FRESH,
        /** Set in the run. */
        RUN
    }

    public record Variable(
            String name,
            int index,
            Lifetime lifetime,
            Type type,
            @Nullable Expr known,
            Span span) {}

    /**
     * A {@code node} variable: belongs to the agent, outlives its runs.
     *
     * @param key the type of its members, or of its keys for a map
     * @param value the type of the values of a map, null for a set
     * @param life how long an entry stays, null for ever
     */
    public record Store(
            String name,
            int index,
            Type key,
            @Nullable Type value,
            @Nullable Expr life,
            Span span) {}

    public @Nullable State state(String name) {
        return states.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    public @Nullable Variable variable(String name) {
        return variables.stream().filter(v -> v.name().equals(name)).findFirst().orElse(null);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return name;
    }
}
