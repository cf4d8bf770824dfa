package dev.troth.reference.json;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** An array. Not for use by several threads while it grows. */
public final class JsonArray implements Json {

    private final List<Json> elements = new ArrayList<>();

    JsonArray() {}

    /**
     * Adds an element at the end.
     *
     * @return this array
     */
    public JsonArray add(Json element) {
        elements.add(element);
        return this;
    }

    /** Adds a string. */
    public JsonArray add(String text) {
        return add(Json.of(text));
    }

    /** Adds a whole number. */
    public JsonArray add(long number) {
        return add(Json.of(number));
    }

    /** Adds a whole number of any size. */
    public JsonArray add(BigInteger number) {
        return add(Json.of(number));
    }

    /** Adds true or false. */
    public JsonArray add(boolean truth) {
        return add(Json.of(truth));
    }

    /** Adds null. */
    public JsonArray addNull() {
        return add(Json.ofNull());
    }

    /** Adds these elements in their order. */
    public JsonArray addAll(Iterable<? extends Json> more) {
        more.forEach(this::add);
        return this;
    }

    /** The elements in their order, as they are now and will be. */
    public List<Json> elements() {
        return Collections.unmodifiableList(elements);
    }

    /** {@link #write}, for whoever debugs. */
    @Override
    public String toString() {
        return write();
    }
}
