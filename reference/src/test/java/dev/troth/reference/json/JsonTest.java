package dev.troth.reference.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class JsonTest {

    @Test
    void aDocumentReadsFromTheTopInTheOrderItWasBuilt() {
        Json document = Json.object()
                .put("schema", "troth-transcript-1")
                .put("at", 1_000_000_000L)
                .put("csb", new BigInteger("18446744073709551615"))
                .put("accepted", true)
                .putNull("error")
                .put("none", Json.array())
                .put("nothing", Json.object())
                .put(
                        "steps",
                        Json.array()
                                .add("send")
                                .add(-1)
                                .add(BigInteger.TWO)
                                .add(false)
                                .addNull()
                                .add(Json.object().put("a", 0)));
        assertEquals("""
                {
                  "schema": "troth-transcript-1",
                  "at": 1000000000,
                  "csb": 18446744073709551615,
                  "accepted": true,
                  "error": null,
                  "none": [],
                  "nothing": {},
                  "steps": [
                    "send",
                    -1,
                    2,
                    false,
                    null,
                    {
                      "a": 0
                    }
                  ]
                }
                """, document.write());
    }

    @Test
    void whatStringsMayNotHoldIsEscaped() {
        // RFC 8259 section 7.
        assertEquals(
                "\"\\\" \\\\ / \\b \\f \\n \\r \\t \\u0000 \\u001f\"\n",
                Json.of("\" \\ / \b \f \n \r \t \0 \u001f").write());
    }

    @Test
    void namesAreEscapedLikeStrings() {
        assertEquals("{\n  \"\\\"\\n\": 0\n}\n", Json.object().put("\"\n", 0).write());
    }

    @Test
    void controlCharactersBeyondAsciiAreEscaped() {
        assertEquals(
                "\"~\\u007f\\u0080\\u009f\u00a0\"\n",
                Json.of("~\u007f\u0080\u009f\u00a0").write());
    }

    @Test
    void surrogatesAreEscapedOnlyWithoutTheirPartner() {
        // RFC 8259 section 7: U+1D11E is the surrogates D834 DD1E; section 8.2: one alone can't be interchanged.
        assertEquals("\"\uD834\uDD1E\"\n", Json.of("\uD834\uDD1E").write());
        assertEquals("\"\\ud834\"\n", Json.of("\uD834").write());
        assertEquals("\"\\udd1e\\ud834\"\n", Json.of("\uDD1E\uD834").write());
        assertEquals("\"\\ud834\uD834\uDD1E\"\n", Json.of("\uD834\uD834\uDD1E").write());
    }

    @Test
    void octetsAreUtf8() {
        assertArrayEquals(
                "\"ü€\uD834\uDD1E\"\n".getBytes(UTF_8),
                Json.of("ü€\uD834\uDD1E").writeUtf8());
    }

    @Test
    void theLocaleHasNoInfluence() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertEquals(
                    "[\n  -9223372036854775808\n]\n",
                    Json.array().add(Long.MIN_VALUE).write());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void anArrayIsMadeOfWhatIsThere() {
        assertEquals(
                "[\n  1,\n  \"a\"\n]\n",
                Json.array(List.of(Json.of(1), Json.of("a"))).write());
    }

    @Test
    void twoMembersOfOneNameAreRefused() {
        JsonObject object = Json.object().put("a", 1);
        assertThrows(IllegalArgumentException.class, () -> object.put("a", 2));
        assertEquals("{\n  \"a\": 1\n}\n", object.write());
    }
}
