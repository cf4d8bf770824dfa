package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a state does about one kind of event.
 *
 * @param conditions options under which the reaction exists; all must hold
 * @param locals how many local slots its body uses
 */
public record Reaction(
        Span span, Trigger trigger, List<Expr> conditions, List<Statement> body, int locals, List<Ref> refs) {
    /** The expressions that say when it happens, without those of its body: options, parameters, a delay. */
    public List<Expr> values() {
        List<Expr> values = new ArrayList<>(conditions);
        values.addAll(trigger.values());
        return values;
    }

    /** What sets it off. */
    public sealed interface Trigger {
        /** The expressions that it is made of. */
        default List<Expr> values() {
            return switch (this) {
                case Receive receive -> List.copyOf(receive.arguments().values());
                case After after -> List.of(after.delay());
                case Entry ignored -> List.of();
                case Local ignored -> List.of();
                case Malformed ignored -> List.of();
                case Retransmit ignored -> List.of();
                case Silence ignored -> List.of();
                case Otherwise ignored -> List.of();
            };
        }
    }

    /** The state is entered. */
    public record Entry() implements Trigger {}

    /** A local event: {@code user.call}, {@code sip.established}. */
    public record Local(String source, String event) implements Trigger {}

    /**
     * A message arrives and decodes.
     *
     * @param arguments values for parameters of the layout, by slot
     * @param slot the local slot that holds the message
     */
    public record Receive(Message message, Port port, Map<Integer, Expr> arguments, int slot) implements Trigger {}

    /** Octets arrive that are no message of this state or this protocol. */
    public record Malformed(Port port) implements Trigger {}

    /** The state has lasted this long. */
    public record After(Expr delay) implements Trigger {}

    /** Sends a message again on each tick of a timer; the body runs when the tries are used up. */
    public record Retransmit(Message message, Timer timer) implements Trigger {}

    /** Messages that are taken note of and dropped, or kept until the next state. */
    public record Silence(boolean defer, List<Message> messages) implements Trigger {}

    /** What happens on every message not named. */
    public record Otherwise(boolean defer) implements Trigger {}
}
