package dev.troth.proofs.peers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.troth.reference.json.Json;
import dev.troth.reference.json.JsonArray;
import dev.troth.reference.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Another JSON reader, Jackson, finds in our texts what was put into them. */
class JsonIsReadByJacksonPropertiesTest {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper JACKSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS);

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsRead(@ForAll("documents") Json document) throws IOException {
        JsonNode read = JACKSON.readTree(document.writeUtf8());
        assertEquals(expected(document), read);
        // Jackson's equality leaves the order of members aside; its own text does not.
        assertEquals(expected(document).toString(), read.toString());
    }

    @Provide
    Arbitrary<Json> documents() {
        Arbitrary<Json> leaves = Arbitraries.oneOf(
                texts().map(Json::of),
                Arbitraries.bigIntegers().map(Json::of),
                Arbitraries.longs().map(Json::of),
                Arbitraries.of(true, false).map(Json::of),
                Arbitraries.just(Json.ofNull()));
        return Arbitraries.recursive(() -> leaves, JsonIsReadByJacksonPropertiesTest::containers, 0, 3);
    }

    private static Arbitrary<Json> containers(Arbitrary<Json> inner) {
        return Arbitraries.oneOf(
                inner,
                inner.list().ofMaxSize(4).map(Json::array),
                Arbitraries.maps(names(), inner).ofMaxSize(4).map(JsonIsReadByJacksonPropertiesTest::object));
    }

    /** Any UTF-16, also surrogates without a partner, which Jackson reads from their escapes. */
    private static Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().all().ofMaxLength(12),
                Arbitraries.strings()
                        .withChars('a', '"', '\\', '/', '\n', '\t', '\0', '\u007f', '\u2028', '\ud834', '\udd1e')
                        .ofMaxLength(6));
    }

    /** Jackson refuses half a surrogate pair in the name of a member. */
    private static Arbitrary<String> names() {
        return texts().filter(name -> UTF_8.newEncoder().canEncode(name));
    }

    private static Json object(Map<String, Json> members) {
        JsonObject object = Json.object();
        members.forEach(object::put);
        return object;
    }

    private static JsonNode expected(Json document) {
        return switch (document) {
            case JsonObject object -> {
                ObjectNode node = NODES.objectNode();
                object.members().forEach((name, value) -> node.set(name, expected(value)));
                yield node;
            }
            case JsonArray array ->
                NODES.arrayNode()
                        .addAll(array.elements().stream()
                                .map(JsonIsReadByJacksonPropertiesTest::expected)
                                .toList());
            case Json.Text(var text) -> NODES.textNode(text);
            case Json.Whole(var number) -> NODES.numberNode(number);
            case Json.Truth(var truth) -> NODES.booleanNode(truth);
            case Json.Null() -> NODES.nullNode();
        };
    }
}
