package dev.troth.proofs.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A run told as one party sees it shows what that party can read, and nothing else, in every form of output. */
class ViewpointTest {
    private static final ObjectMapper JACKSON = new ObjectMapper();

    @TempDir
    private Path folder;

    /** The values that a run draws, sets or exports under some names, in hexadecimal. */
    private static Set<String> values(String line, Set<String> names) throws IOException {
        Set<String> values = new LinkedHashSet<>();
        for (JsonNode step : JACKSON.readTree(Ran.line(line + " --json").out()).get("steps")) {
            if (names.contains(step.path("name").asText())) {
                values.add(step.get("value").asText());
            }
        }
        assertFalse(values.isEmpty());
        return values;
    }

    /** Everything that a run puts out for a viewer: text, JSON, the four files. Octets are one character each. */
    private String everything(String line) throws IOException {
        StringBuilder all = new StringBuilder();
        all.append(Ran.line(line).out()).append(Ran.line(line + " --json").out());
        Ran.line(line + " --out " + folder);
        for (String file : new String[] {"capture.pcapng", "transcript.json", "transcript.txt", "vectors.json"}) {
            all.append(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }

    private static boolean holds(String output, String hex) {
        byte[] octets = HexFormat.of().parseHex(hex);
        return output.toLowerCase(Locale.ROOT).contains(hex)
                || output.contains(new String(octets, StandardCharsets.ISO_8859_1))
                || output.contains(Base64.getEncoder().encodeToString(octets));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProxyA", "ProxyB", "Network"})
    void noOneOnTheWaySeesAKeyOfMikey(String viewer) throws IOException {
        String output = everything("run mikey-psk --as " + viewer);
        for (String key : values("run mikey-psk", Set.of("tgk", "send_key", "recv_key", "encr", "auth", "srtp.out"))) {
            assertFalse(holds(output, key), key);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ProxyA", "ProxyB", "Bob"})
    void everyRelaySeesTheKeysOfSdes(String viewer) throws IOException {
        String text = Ran.line("run sdes --as " + viewer).out();
        String json = Ran.line("run sdes --as " + viewer + " --json").out();
        for (String key : values("run sdes", Set.of("k80", "k32"))) {
            assertTrue(text.contains(key), key);
            assertTrue(json.contains(HexFormat.of()
                    .formatHex(Base64.getEncoder()
                            .encodeToString(HexFormat.of().parseHex(key))
                            .getBytes(StandardCharsets.US_ASCII))));
        }
    }

    @Test
    void theNetworkSeesNoKeyOfSdesOverTls() throws IOException {
        String output = everything("run sdes --as Network");
        for (String key : values("run sdes", Set.of("k80", "k32", "mine", "theirs"))) {
            assertFalse(holds(output, key), key);
        }
    }

    @Test
    void theNetworkSeesTheKeysOfSdesInTheClear() throws IOException {
        String output = everything("run sdes --set hops=clear --as Network");
        for (String key : values("run sdes", Set.of("k80", "k32"))) {
            assertTrue(holds(output, key), key);
        }
    }

    @Test
    void theNetworkSeesOnlyLengthsOverTls() throws IOException {
        int hops = 0;
        Set<String> kinds = new TreeSet<>();
        for (JsonNode step :
                JACKSON.readTree(Ran.line("run sdes --as Network --json").out()).get("steps")) {
            kinds.add(step.get("kind").asText());
            if (step.get("channel").asText().equals("sip")) {
                Set<String> names = new TreeSet<>();
                step.fieldNames().forEachRemaining(names::add);
                assertEquals(
                        Set.of(
                                "at",
                                "kind",
                                "channel",
                                "transport",
                                "from",
                                "from_address",
                                "from_port",
                                "to",
                                "to_address",
                                "to_port",
                                "arrives",
                                "fate",
                                "protection",
                                "length"),
                        names);
                hops++;
            }
        }
        assertEquals(Set.of("hop"), kinds);
        assertTrue(hops > 0);
        String text = Ran.line("run sdes --as Network").out();
        assertEquals(hops, text.lines().filter(l -> l.contains("  encrypted, ")).count());
        assertFalse(text.contains("SIP/2.0"));
    }

    @Test
    void aProxyIsNotToldWhatHappensInsideOfAgents() throws IOException {
        JsonNode document =
                JACKSON.readTree(Ran.line("run mikey-psk --as ProxyA --json").out());
        assertEquals("ProxyA", document.get("as").asText());
        assertEquals(0, document.get("outcomes").size());
        for (JsonNode step : document.get("steps")) {
            assertTrue(Set.of("hop", "signal").contains(step.get("kind").asText()), step::toString);
            assertTrue(
                    step.get("kind").asText().equals("signal")
                            || step.get("from").asText().equals("ProxyA")
                            || step.get("to").asText().equals("ProxyA"),
                    step::toString);
        }
    }

    @Test
    void anAgentIsToldWhatHappensInsideOfItAlone() throws IOException {
        JsonNode document =
                JACKSON.readTree(Ran.line("run mikey-psk --as Alice --json").out());
        for (JsonNode step : document.get("steps")) {
            assertTrue(!step.has("agent") || step.get("agent").asText().equals("Alice"), step::toString);
        }
        assertEquals(1, document.get("outcomes").size());
        String vectors = everything("run mikey-psk --as Alice");
        for (String secret : values("run mikey-psk --as Alice", Set.of("tgk"))) {
            assertTrue(holds(vectors, secret));
        }
    }
}
