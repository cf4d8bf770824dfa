package dev.troth.spec.resolve;

import dev.troth.spec.model.Expr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes the terms of one message: a name that two variables have is given to the second with a number behind it. */
final class TermText {
    private final Map<Integer, String> names = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    String of(Expr term) {
        if (term instanceof Expr.Apply apply) {
            return apply.function().name()
                    + apply.arguments().stream().map(this::of).collect(Collectors.joining(", ", "(", ")"));
        }
        return term instanceof Expr.Argument variable
                ? names.computeIfAbsent(variable.index(), i -> free(variable.name()))
                : term.toString();
    }

    private String free(String name) {
        String free = name;
        for (int i = 2; !taken.add(free); i++) {
            free = name + i;
        }
        return free;
    }
}
