package dev.troth.reference.attack;

import dev.troth.spec.model.Function;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How the attacker came by a value. */
public sealed interface Recipe {
    /** Everyone knows it, or it is his own: an agent's name, a number, a key of his, a fresh value. */
    record Own(String text) implements Recipe {}

    /** Something he heard or was given, such as {@code Hello#1}. */
    record Heard(String label) implements Recipe {}

    /** A part of something he has: a field by its name, or an item by its number. */
    record Part(Recipe of, String part) implements Recipe {}

    /** A function applied to values that he has; {@code opens} if it takes something apart. */
    record Apply(Function function, List<Recipe> arguments, boolean opens) implements Recipe {}

    /** A message or payload filled with values that he has; names and recipes of its fields in order. */
    record Build(String name, List<String> fields, List<Recipe> values) implements Recipe {}

    /** Values one after another, or joined by an operator. */
    record Join(List<Recipe> parts, String by) implements Recipe {
        /** One value stands alone. */
        static Recipe of(List<Recipe> parts, String by) {
            return parts.size() == 1 ? parts.getFirst() : new Join(parts, by);
        }
    }

    /** Numbers added, and numbers taken away. */
    record Sum(List<Recipe> added, List<Recipe> taken) implements Recipe {}

    /** The labels of everything heard that goes into it. */
    default Set<String> sources() {
        Set<String> sources = new LinkedHashSet<>();
        switch (this) {
            case Own ignored -> {}
            case Heard(String label) -> sources.add(label);
            case Part(Recipe of, String ignored) -> sources.addAll(of.sources());
            case Apply(Function ignored, List<Recipe> arguments, boolean alsoIgnored) ->
                arguments.forEach(a -> sources.addAll(a.sources()));
            case Build(String ignored, List<String> alsoIgnored, List<Recipe> values) ->
                values.forEach(v -> sources.addAll(v.sources()));
            case Join(List<Recipe> parts, String ignored) -> parts.forEach(p -> sources.addAll(p.sources()));
            case Sum(List<Recipe> added, List<Recipe> taken) -> {
                added.forEach(a -> sources.addAll(a.sources()));
                taken.forEach(t -> sources.addAll(t.sources()));
            }
        }
        return sources;
    }

    /** As a person writes it down. */
    default String shown() {
        return switch (this) {
            case Own(String text) -> text;
            case Heard(String label) -> label;
            case Part(Recipe of, String part) -> of.bracketed() + "." + part;
            case Apply(Function function, List<Recipe> arguments, boolean ignored) ->
                function.name() + "(" + joined(arguments, ", ") + ")";
            case Build(String name, List<String> fields, List<Recipe> values) -> {
                StringBuilder out = new StringBuilder(name).append('(');
                for (int i = 0; i < values.size(); i++) {
                    out.append(i == 0 ? "" : ", ");
                    out.append(fields.get(i).isEmpty() ? "" : fields.get(i) + " = ");
                    out.append(values.get(i).shown());
                }
                yield out.append(')').toString();
            }
            case Join(List<Recipe> parts, String by) ->
                String.join(by, parts.stream().map(Recipe::bracketed).toList());
            case Sum(List<Recipe> added, List<Recipe> taken) -> {
                StringBuilder out = new StringBuilder(
                        String.join(" + ", added.stream().map(Recipe::bracketed).toList()));
                for (Recipe each : taken) {
                    out.append(out.isEmpty() ? "-" : " - ").append(each.bracketed());
                }
                yield out.toString();
            }
        };
    }

    /** The same where something else stands beside it. */
    private String bracketed() {
        return this instanceof Join || this instanceof Sum ? "(" + shown() + ")" : shown();
    }

    private static String joined(List<Recipe> recipes, String by) {
        return String.join(by, recipes.stream().map(Recipe::shown).toList());
    }
}
