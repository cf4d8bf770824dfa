package dev.troth.reference.concrete;

import dev.troth.spec.model.Function;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A function that a specification declares for itself is to be computed on octets: only terms are made of it. */
public final class NoConcreteFaceException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String function;
    private final String place;

    NoConcreteFaceException(Function function, List<Source> sources) {
        super("the function " + function.name() + " has no concrete face");
        this.function = function.name();
        Span declared = declaration(function.name(), sources);
        this.place = declared == null ? "" : declared.toString();
    }

    /** The name of the function. */
    public String function() {
        return function;
    }

    /** Where it is declared; empty if that is not known. */
    public String place() {
        return place;
    }

    private static @Nullable Span declaration(String name, List<Source> sources) {
        Pattern pattern =
                Pattern.compile("^[^#\\n]*?\\bfunction\\s+(" + Pattern.quote(name) + ")\\s*\\(", Pattern.MULTILINE);
        for (Source source : sources) {
            Matcher matcher = pattern.matcher(source.text());
            if (matcher.find()) {
                return new Span(source, matcher.start(1), matcher.end(1));
            }
        }
        return null;
    }
}
