package dev.troth.statemachine.machine;

import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One run of a role by an agent. Immutable: a step makes a new one.
 *
 * @param id which run it is, unique in a configuration
 * @param agents its agent parameters, the agent itself first
 * @param state index of its state
 * @param epoch how many states it has entered; timers of earlier epochs are void
 * @param variables by index of the role's variables; null while unset
 * @param sent the last message of each kind, for sending again
 * @param deferred what waits for the next state, oldest first
 * @param tries how often each timer of this state has fired, by reaction
 */
@SuppressWarnings("ArrayRecordComponent")
public record Session<V>(
        int id,
        Role role,
        List<String> agents,
        int state,
        int epoch,
        @Nullable V[] variables,
        Map<Message, Sending<V>> sent,
        List<Event.Received<V>> deferred,
        Map<Integer, Integer> tries) {

    /** A message that went out, where and to whom. */
    public record Sending<V>(Port port, String to, V value) {}

    public String agent() {
        return agents.getFirst();
    }

    public State currentState() {
        return role.states().get(state);
    }

    /** The same run with its values replaced. */
    public Session<V> replaced(UnaryOperator<V> by) {
        @Nullable V[] values = variables.clone();
        for (int i = 0; i < values.length; i++) {
            V value = values[i];
            values[i] = value == null ? null : by.apply(value);
        }
        Map<Message, Sending<V>> sendings = new LinkedHashMap<>();
        sent.forEach((message, s) -> sendings.put(message, new Sending<>(s.port(), s.to(), by.apply(s.value()))));
        List<Event.Received<V>> waiting = deferred.stream()
                .map(e -> new Event.Received<>(e.port(), by.apply(e.value())))
                .toList();
        return new Session<>(id, role, agents, state, epoch, values, sendings, waiting, tries);
    }

    /** The same run after a timer of its state has fired so many times. */
    public Session<V> tried(int reaction, int times) {
        Map<Integer, Integer> more = new LinkedHashMap<>(tries);
        more.put(reaction, times);
        return new Session<>(id, role, agents, state, epoch, variables, sent, deferred, Map.copyOf(more));
    }

    /** The value of a variable, or null while it has none. */
    public @Nullable V variable(String name) {
        Role.Variable variable = role.variable(name);
        return variable == null ? null : variables[variable.index()];
    }

    @Override
    public String toString() {
        return agent() + "." + role.name() + "#" + id + " in " + currentState().name();
    }
}
