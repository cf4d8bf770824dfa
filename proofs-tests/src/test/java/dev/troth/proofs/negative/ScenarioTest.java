package dev.troth.proofs.negative;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Scenarios of the library under many seeds, and what options and refusals do to the calls that carry them. */
class ScenarioTest {
    private static final int SEEDS = 20;

    static Stream<Arguments> scenarios() {
        return Specs.library().stream()
                .flatMap(protocol -> protocol.scenarios().stream()
                        .map(scenario -> Arguments.of(protocol.name(), scenario.name(), protocol, scenario)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("scenarios")
    void runsAsItExpectsUnderEverySeed(String spec, String name, Protocol protocol, Scenario scenario) {
        Settings settings = Settings.of(scenario);
        for (long seed = 0; seed < SEEDS; seed++) {
            Transcript transcript =
                    Simulation.run(protocol, settings.withSeed(seed)).transcript();
            String where = spec + " " + name + " under seed " + seed;
            assertTrue(transcript.asExpected(), () -> where + ": " + transcript.expectations());
        }
    }

    private static Transcript run(String spec, String... options) {
        Protocol protocol = Specs.named(spec);
        Settings settings = Settings.of(Specs.scenario(protocol, "basic"));
        for (String each : options) {
            int option = protocol.option(each.substring(0, each.indexOf('=')));
            List<String> values = protocol.options().get(option).values();
            settings = settings.with(option, values.indexOf(each.substring(each.indexOf('=') + 1)));
        }
        return Simulation.run(protocol, settings).transcript();
    }

    private static Transcript run(String spec, Fault fault) {
        Protocol protocol = fault.protocol(spec);
        return Simulation.run(protocol, Settings.of(fault.scenario(protocol, Map.of())))
                .transcript();
    }

    private static List<String> ends(Transcript transcript) {
        return transcript.outcomes().stream()
                .map(o -> o.who().agent() + " " + o.state() + (o.reason().isEmpty() ? "" : ": " + o.reason()))
                .toList();
    }

    private static List<Entry.Hop> hops(Transcript transcript, String channel) {
        List<Entry.Hop> hops = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop && hop.channel().equals(channel)) {
                hops.add(hop);
            }
        }
        return hops;
    }

    private static String sip(Entry.Hop hop) {
        return new String(hop.octets(), StandardCharsets.UTF_8);
    }

    /** The fields of every message sent. */
    private static List<String> fields(Transcript transcript) {
        List<String> paths = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent sent) {
                Dissection.dissect(sent.message()).forEach(field -> paths.add(field.path()));
            }
        }
        return paths;
    }

    @Test
    void aCallerWhoseInitIsRefusedEndsInFailed() {
        Transcript transcript = run("mikey-psk", Fault.corrupts("Init", 1, "KEMAC.mac"));
        assertEquals(List.of("Alice Failed: peer reports an error", "Bob Failed: MAC"), ends(transcript));
        assertEquals(List.of(), hops(transcript, "media"));
    }

    /** RFC 3830 section 5.3 lets a responder say nothing; SIP still ends the call. */
    @Test
    void aCallerWhoseInitIsDroppedAsStaleIsRejectedWithoutAnErrorMessage() {
        Transcript transcript = run("mikey-psk", Fault.corrupts("Init", 1, "T.ts"));
        assertEquals(List.of("Alice Failed: call rejected", "Bob Idle"), ends(transcript));
        List<Entry.Hop> rejections = hops(transcript, "sip").stream()
                .filter(h -> h.summary().startsWith("SIP/2.0 488 "))
                .toList();
        assertEquals(3, rejections.size());
        assertTrue(rejections.stream().noneMatch(h -> sip(h).contains("key-mgmt")));
        assertEquals(List.of(), hops(transcript, "media"));
    }

    @Test
    void aCallerWhoseOfferIsRefusedEndsInFailed() {
        Transcript transcript = run("sdes", Fault.peer("Offerer", "_80\", ks = k80", "_96\", ks = k80"));
        assertEquals(List.of("Alice Failed: call rejected", "Bob Failed: no common suite"), ends(transcript));
        assertEquals(List.of(), hops(transcript, "media"));
    }

    @Test
    void withConfirmOffNoVerificationMessageTravels() {
        Transcript transcript = run("mikey-psk", "confirm=off");
        assertEquals(List.of("Alice Keyed", "Bob Keyed"), ends(transcript));
        assertTrue(fields(transcript).stream().noneMatch(path -> path.startsWith("V.")));
        for (Entry.Hop hop : hops(transcript, "sip")) {
            assertTrue(hop.carries().isEmpty() || hop.carries().equals("Init#1"), hop::carries);
            assertEquals(hop.carries().equals("Init#1"), sip(hop).contains("a=key-mgmt:mikey "));
        }
    }

    @Test
    void withConfirmOnTheVerificationMessageTravelsInTheAnswer() {
        Transcript transcript = run("mikey-psk");
        assertTrue(fields(transcript).contains("V.ver"));
        assertEquals(
                3,
                hops(transcript, "sip").stream()
                        .filter(h -> h.carries().equals("Resp#1") && h.summary().equals("SIP/2.0 200 OK"))
                        .count());
    }

    @Test
    void withoutIdsNoIdentityPayloadTravels() {
        assertTrue(fields(run("mikey-psk")).containsAll(List.of("IDi.name", "IDr.name")));
        Transcript transcript = run("mikey-psk", "ids=none");
        assertEquals(List.of("Alice Keyed", "Bob Keyed"), ends(transcript));
        assertTrue(fields(transcript).stream().noneMatch(path -> path.startsWith("ID")));
    }

    @Test
    void hopsAreProtectedAsTheOptionSays() {
        for (String hops : List.of("tls_ecdhe", "tls_rsa", "clear")) {
            Transcript transcript = run("sdes", "hops=" + hops);
            assertEquals(List.of("Alice Talking", "Bob Talking"), ends(transcript));
            List<Entry.Hop> signalling = hops(transcript, "sip");
            assertFalse(signalling.isEmpty());
            for (Entry.Hop hop : signalling) {
                assertEquals(hops, hop.protection());
                assertEquals(hops.equals("clear"), hop.isClear());
                String via = hops.equals("clear") ? "Via: SIP/2.0/TCP " : "Via: SIP/2.0/TLS ";
                assertTrue(sip(hop).contains(via), () -> sip(hop));
            }
            assertTrue(hops(transcript, "media").stream().allMatch(Entry.Hop::isClear));
        }
    }

    @Test
    void hopsOfMikeyAreTls() {
        Transcript transcript = run("mikey-psk");
        assertTrue(hops(transcript, "sip").stream().allMatch(h -> h.protection().equals("tls")));
    }

    /** The same octets cut on their way: through SIP, SDP and base64 to the machine, and the call always ends. */
    @ParameterizedTest
    @MethodSource("firstMessages")
    void noTruncatedOfferMakesACall(String spec, String message, int octets) {
        for (int length = 0; length < octets; length += 3) {
            Fault fault = new Fault(List.of(new Fault.Cut(message, 1, length)), List.of(), "basic");
            Transcript transcript = run(spec, fault);
            String where = message + " cut to " + length + ": ";
            assertTrue(ends(transcript).getFirst().startsWith("Alice Failed: "), () -> where + ends(transcript));
            assertEquals(List.of(), hops(transcript, "media"), where);
        }
    }

    /** The offer of SDES is cut inside its first line: one line alone would be an offer. */
    static Stream<Arguments> firstMessages() {
        return Stream.of(Arguments.of("mikey-psk", "Init", 172), Arguments.of("sdes", "Offer", 82));
    }
}
