package dev.troth.spec.resolve;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What names mean at a place inside a role or a derivation. */
final class Scope {
    /** The name of the role, or empty outside roles. */
    final String role;

    /** Agent parameters of the role, the agent itself first. */
    final List<String> agents;

    final Map<String, Role.Variable> variables;
    final Map<String, Role.Store> stores;
    /** Parameters of the key function being resolved. */
    final Map<String, Expr.Argument> arguments;
    /** Names bound in the reaction, innermost last. */
    private final Map<String, Expr.Local> locals;

    private final Slots slots;
    /** The message being built around this place. */
    final @Nullable Message building;
    /** Where long-term secrets can be named: the type of one that stands alone. */
    final @Nullable Type secret;

    private static final class Slots {
        int next;
    }

    private Scope(
            String role,
            List<String> agents,
            Map<String, Role.Variable> variables,
            Map<String, Role.Store> stores,
            Map<String, Expr.Argument> arguments,
            Map<String, Expr.Local> locals,
            Slots slots,
            @Nullable Message building,
            @Nullable Type secret) {
        this.role = role;
        this.agents = agents;
        this.variables = variables;
        this.stores = stores;
        this.arguments = arguments;
        this.locals = locals;
        this.slots = slots;
        this.building = building;
        this.secret = secret;
    }

    /** A place where only constants and key parameters are known. */
    static Scope ofArguments(Map<String, Expr.Argument> arguments) {
        return new Scope("", List.of(), Map.of(), Map.of(), arguments, Map.of(), new Slots(), null, null);
    }

    static Scope ofRole(
            String role, List<String> agents, Map<String, Role.Variable> variables, Map<String, Role.Store> stores) {
        return new Scope(role, agents, variables, stores, Map.of(), Map.of(), new Slots(), null, null);
    }

    /** The scope of a reaction of the role: no locals yet, slots from 0. */
    Scope reaction() {
        return new Scope(role, agents, variables, stores, arguments, new LinkedHashMap<>(), new Slots(), null, null);
    }

    /** A scope whose new locals are not seen outside. */
    Scope block() {
        return new Scope(
                role, agents, variables, stores, arguments, new LinkedHashMap<>(locals), slots, building, secret);
    }

    /** Where a long-term secret may be named; {@code type} is that of one that stands alone. */
    Scope longTerm(Type type) {
        return new Scope(role, agents, variables, stores, arguments, locals, slots, building, type);
    }

    Scope building(Message message) {
        return new Scope(role, agents, variables, stores, arguments, locals, slots, message, secret);
    }

    Expr.Local bind(String name, Type type) {
        Expr.Local local = new Expr.Local(slots.next++, name, type);
        locals.put(name, local);
        return local;
    }

    Expr.@Nullable Local local(String name) {
        return locals.get(name);
    }

    /** What a name stands for that is bound in the reaction or is a variable of the role, or null. */
    @Nullable
    Expr valueOf(String name) {
        Expr.Local local = locals.get(name);
        Role.Variable variable = variables.get(name);
        return local != null || variable == null ? local : new Expr.Variable(variable.index(), name, variable.type());
    }

    int slots() {
        return slots.next;
    }

    /** Every name that means a value here. */
    Collection<String> known() {
        List<String> all = new ArrayList<>(agents);
        all.addAll(variables.keySet());
        all.addAll(stores.keySet());
        all.addAll(arguments.keySet());
        all.addAll(locals.keySet());
        return all;
    }
}
