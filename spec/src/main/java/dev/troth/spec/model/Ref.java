package dev.troth.spec.model;

/** Where something is specified: a section of a cited document, such as {@code RFC 3830} section {@code 5.4}. */
public record Ref(String document, String section) {
    @Override
    public String toString() {
        return document + " section " + section;
    }
}
