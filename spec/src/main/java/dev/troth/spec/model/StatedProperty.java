package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;

/**
 * What a specification says of itself, because no run and no claim shows it: whether it has a property that some document
 * asks for, and why.
 *
 * @param refs the requirements that it answers, at least one
 */
public record StatedProperty(String name, Answer answer, String reason, List<Ref> refs, Span span) {
    public enum Answer {
        YES,
        PARTLY,
        NO
    }

    /** Whether it answers a requirement of a document. */
    public boolean answers(String document, String section) {
        return refs.contains(new Ref(document, section));
    }
}
