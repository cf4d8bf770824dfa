package dev.troth.reference.json;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/**
 * A JSON value (RFC 8259 section 3), built in the order in which it is to be read:
 *
 * {@snippet :
 * Json.object()
 *         .put("schema", "troth-transcript-1")
 *         .put("steps", Json.array().add(Json.object().put("at_ns", 0).put("octets", "0100")))
 *         .write();
 * }
 *
 * <p>There is one text for one document: members stay in the order they were put, two spaces indent, lines end in a
 * line feed, and only what must not or should not stand in a string is escaped (see {@link Escaping}). Numbers are
 * whole: times are nanoseconds or microseconds, and no double is ever rounded on its way out. (This is not the
 * canonical form of RFC 8785, which sorts the members and rounds numbers as doubles.)
 *
 * <p>A number of any size is written in full, but a reader that keeps numbers as doubles, as JavaScript does, loses
 * digits beyond 2^53 (RFC 8259 section 6). What can grow as large, such as an NTP timestamp, is better put as text.
 */
public sealed interface Json permits JsonObject, JsonArray, Json.Text, Json.Whole, Json.Truth, Json.Null {

    /** An object without members. */
    static JsonObject object() {
        return new JsonObject();
    }

    /** An array without elements. */
    static JsonArray array() {
        return new JsonArray();
    }

    /** An array of these elements. */
    static JsonArray array(Iterable<? extends Json> elements) {
        return new JsonArray().addAll(elements);
    }

    /** A string. */
    static Json of(String text) {
        return new Text(text);
    }

    /** A whole number. */
    static Json of(long number) {
        return new Whole(BigInteger.valueOf(number));
    }

    /** A whole number of any size. */
    static Json of(BigInteger number) {
        return new Whole(number);
    }

    /** True or false. */
    static Json of(boolean truth) {
        return new Truth(truth);
    }

    /** The value null. */
    static Json ofNull() {
        return new Null();
    }

    /** The document whose only value is this one, with a line feed at its end. */
    default String write() {
        return JsonWriter.write(this);
    }

    /** {@link #write} as UTF-8 (RFC 8259 section 8.1), without a byte order mark. */
    default byte[] writeUtf8() {
        return write().getBytes(StandardCharsets.UTF_8);
    }

    /** A string; may hold any UTF-16, also surrogates without a partner. */
    record Text(String text) implements Json {}

    /** A whole number. */
    record Whole(BigInteger number) implements Json {}

    /** True or false. */
    record Truth(boolean value) implements Json {}

    /** Null. */
    record Null() implements Json {}
}
