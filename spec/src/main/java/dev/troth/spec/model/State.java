package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;

/** A named state and its reactions in the order of the text. */
public record State(
        String name,
        int index,
        boolean isStart,
        boolean isFinal,
        List<Reaction> reactions,
        Span nameSpan,
        List<Ref> refs) {
    @Override
    public String toString() {
        return name;
    }
}
