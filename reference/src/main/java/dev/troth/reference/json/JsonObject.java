package dev.troth.reference.json;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** An object whose members keep the order in which they were put. Not for use by several threads while it grows. */
public final class JsonObject implements Json {

    private final Map<String, Json> members = new LinkedHashMap<>();

    JsonObject() {}

    /**
     * Adds a member at the end.
     *
     * @return this object
     * @throws IllegalArgumentException if there is a member of this name already (RFC 8259 section 4: readers differ)
     */
    public JsonObject put(String name, Json value) {
        if (members.putIfAbsent(name, value) != null) {
            throw new IllegalArgumentException("The JSON object has a member \"" + name + "\" already.");
        }
        return this;
    }

    /** Adds a string, see {@link #put(String, Json)}. */
    public JsonObject put(String name, String text) {
        return put(name, Json.of(text));
    }

    /** Adds a whole number, see {@link #put(String, Json)}. */
    public JsonObject put(String name, long number) {
        return put(name, Json.of(number));
    }

    /** Adds a whole number of any size, see {@link #put(String, Json)}. */
    public JsonObject put(String name, BigInteger number) {
        return put(name, Json.of(number));
    }

    /** Adds true or false, see {@link #put(String, Json)}. */
    public JsonObject put(String name, boolean truth) {
        return put(name, Json.of(truth));
    }

    /** Adds null, see {@link #put(String, Json)}. */
    public JsonObject putNull(String name) {
        return put(name, Json.ofNull());
    }

    /** The members in their order, as they are now and will be. */
    public Map<String, Json> members() {
        return Collections.unmodifiableMap(members);
    }

    /** {@link #write}, for whoever debugs. */
    @Override
    public String toString() {
        return write();
    }
}
