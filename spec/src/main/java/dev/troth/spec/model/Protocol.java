package dev.troth.spec.model;

import dev.troth.spec.text.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A specification after reading: immutable, every name resolved, every expression typed. All later stages (running,
 * checking, drawing) read this and nothing else.
 *
 * @param sources the texts it was read from, the main file first
 */
public record Protocol(
        String name,
        String title,
        List<String> cites,
        List<Option> options,
        List<Param> params,
        List<Channel> channels,
        List<Layout> layouts,
        List<Message> messages,
        List<KeyFunction> keys,
        List<Function> functions,
        List<Equation> equations,
        List<Role> roles,
        List<Compromise> compromises,
        List<Claim> claims,
        List<StatedProperty> properties,
        List<Scenario> scenarios,
        List<Exercise> exercises,
        List<Source> sources) {

    /** A switch of the specification; the first value is the one taken when nothing is said. */
    public record Option(String name, List<String> values, List<Ref> refs) {}

    /** A number of the specification that may be set. */
    public record Param(String name, Expr value, List<Ref> refs) {}

    public @Nullable Scenario scenario(String name) {
        return scenarios.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    /** The index of the option, or -1. */
    public int option(String name) {
        for (int i = 0; i < options.size(); i++) {
            if (options.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
