package dev.troth.statemachine.machine;

import dev.troth.spec.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The {@code node} variables of all agents: they outlive runs. Immutable. */
public final class Stores<V> {
    private static final Stores<Object> EMPTY = new Stores<>(Map.of());

    private final Map<Key, List<Entry<V>>> contents;

    private Stores(Map<Key, List<Entry<V>>> contents) {
        this.contents = contents;
    }

    private record Key(String agent, String role, int store) {}

    /**
     * A member of a set, or an association of a map.
     *
     * @param expires virtual time in nanoseconds from which it is gone; {@link Long#MAX_VALUE} for never
     */
    public record Entry<V>(V key, @Nullable V value, long expires) {}

    @SuppressWarnings("unchecked")
    public static <V> Stores<V> empty() {
        return (Stores<V>) EMPTY;
    }

    /** The entries that are alive, oldest first. */
    public List<Entry<V>> entries(String agent, Role role, int store, long now) {
        List<Entry<V>> all = contents.getOrDefault(new Key(agent, role.name(), store), List.of());
        for (Entry<V> entry : all) {
            if (entry.expires() <= now) {
                return all.stream().filter(e -> e.expires() > now).toList();
            }
        }
        return all;
    }

    /** With an entry added, and those that are dead by now removed. */
    public Stores<V> with(String agent, Role role, int store, long now, Entry<V> entry) {
        List<Entry<V>> entries = new ArrayList<>(entries(agent, role, store, now));
        entries.add(entry);
        return replaced(new Key(agent, role.name(), store), entries);
    }

    /** With the entry at an index replaced. */
    public Stores<V> replacing(String agent, Role role, int store, long now, int index, Entry<V> entry) {
        List<Entry<V>> entries = new ArrayList<>(entries(agent, role, store, now));
        entries.set(index, entry);
        return replaced(new Key(agent, role.name(), store), entries);
    }

    /** The same entries with their values replaced. */
    public Stores<V> replaced(UnaryOperator<V> by) {
        if (contents.isEmpty()) {
            return this;
        }
        Map<Key, List<Entry<V>>> changed = new LinkedHashMap<>();
        contents.forEach((key, entries) -> changed.put(
                key,
                entries.stream()
                        .map(e -> new Entry<>(
                                by.apply(e.key()), e.value() == null ? null : by.apply(e.value()), e.expires()))
                        .toList()));
        return new Stores<>(changed);
    }

    /** Every entry, alive or not, in the order of agents, roles and stores first used. */
    public List<Entry<V>> all() {
        return contents.values().stream().flatMap(List::stream).toList();
    }

    private Stores<V> replaced(Key key, List<Entry<V>> entries) {
        Map<Key, List<Entry<V>>> changed = new LinkedHashMap<>(contents);
        changed.put(key, List.copyOf(entries));
        return new Stores<>(changed);
    }
}
