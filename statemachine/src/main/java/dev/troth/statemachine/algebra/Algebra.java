package dev.troth.statemachine.algebra;

import dev.troth.spec.model.Expr.Coverage;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Type;
import java.util.List;
import java.util.Map;

/**
 * Values and what can be done with them. The step function never looks inside a value: it asks an algebra. Over bytes
 * every question has one answer; over terms it may have several, each under a condition.
 *
 * <p>Every operation is total: an operand that is absent makes the result absent.
 *
 * @param <V> the values
 */
public interface Algebra<V> {
    V absent();

    /** An unsigned integer of {@code bits} bits. */
    V integer(long value, int bits);

    V octets(byte[] octets);

    V text(String text);

    V agent(String name);

    /** A length of time in nanoseconds. */
    V duration(long nanos);

    /** A point in time: {@code ntp} is an unsigned 64-bit NTP timestamp. */
    V time(long ntp);

    /** A fresh value: octets of a fixed length, or an integer. */
    V fresh(Label label, Type type);

    /** A long-term secret of some agents, the same whoever names it and in whatever order. */
    V shared(String name, List<String> agents, Type type);

    V apply(Function function, V[] arguments);

    V concat(V[] parts);

    V xor(V left, V right);

    /** Sum or difference of integers (modulo their width), times and durations. */
    V arithmetic(boolean minus, V left, V right);

    /** The amount of a duration. */
    V abs(V duration);

    /** The length in octets. */
    V size(V value);

    /** How many items a list has. */
    V count(V list);

    V list(List<V> items);

    /** The items of a list, in order; empty if it is not a list. */
    List<V> items(V list);

    V record(Layout layout, V[] fields);

    V field(V record, int slot);

    /**
     * A message of its elements.
     *
     * @throws UnbuildableException if the values do not fit the layouts
     */
    V message(Message message, V[] elements);

    V payload(V message, int element);

    /** Holds the place of a field that is computed from its own message: so many octets. */
    V pending(int octets);

    /** As {@link #pending}, so many octets as a number says. */
    V pendingLike(V length);

    /** The message with a pending field filled. */
    V fill(V message, int element, int slot, V value);

    /** The octets of a message that a coverage names; absent if the message does not have that field. */
    V covered(V message, Coverage coverage);

    /**
     * Reads a value as a message.
     *
     * @param parameters values of the parameters of its layout, by slot
     */
    List<Match<V>> match(Message message, V value, Map<Integer, V> parameters, Condition condition);

    /** Whether a value could be read as a message, without reading it. */
    boolean isReadable(Message message, V value, Map<Integer, V> parameters);

    List<Decision> decide(Formula<V> formula, Condition condition);

    /** True if two values are the same whatever is assumed. */
    boolean identical(V left, V right);

    /** A text value as a string, for reasons told to people. */
    String shownText(V text);

    /** An array of values. */
    V[] array(int length);
}
