package dev.troth.proofs.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.compare.Branching;
import dev.troth.reference.compare.Comparison;
import dev.troth.reference.compare.ComparisonJson;
import dev.troth.reference.compare.ComparisonTable;
import dev.troth.reference.compare.DelayPlot;
import dev.troth.reference.compare.NetworkProfile;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Protocol;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ForkJoinPool;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Integrated and native keying side by side, and RFC 5479's evaluation of them. */
class ComparisonTest {
    private static final long MILLI = 1_000_000;

    private static Comparison.Subject subject(String name, String... settings) {
        Protocol protocol = Specs.read(new Library().named(name));
        Map<Integer, Integer> options = new LinkedHashMap<>();
        for (String setting : settings) {
            String[] both = setting.split("=", -1);
            int option = protocol.option(both[0]);
            options.put(option, protocol.options().get(option).values().indexOf(both[1]));
        }
        return new Comparison.Subject(name, protocol, options);
    }

    private static List<Comparison> all(NetworkProfile profile) {
        return Comparison.of(
                List.of(subject("sdes"), subject("mikey-psk"), subject("zrtp-dh"), subject("dtls-srtp")),
                profile,
                one -> {});
    }

    private static NetworkProfile network(int rtt, int loss, int runs) {
        return new NetworkProfile(rtt * MILLI, 0, loss, -1, false, runs, 1);
    }

    private static Comparison one(NetworkProfile profile, String name, String... settings) {
        return Comparison.of(List.of(subject(name, settings)), profile, one -> {})
                .getFirst();
    }

    /** RFC 5479 section 4.5, and appendix A.1 and A.2: what rides in offer and answer needs no message of its own. */
    @ParameterizedTest
    @CsvSource({"sdes, 2, 0", "mikey-psk, 2, 0", "zrtp-dh, 0, 14", "dtls-srtp, 2, 6"})
    void whatEachSendsBeyondTheCall(String name, int riding, int media) {
        Comparison compared = one(network(100, 0, 1), name);
        assertEquals(riding, compared.cost().riding());
        assertEquals(media, compared.cost().media());
    }

    /** A handshake of its own takes round trips, so its delay grows with them; what rides in the call takes half a one. */
    @Test
    void theDelayOfNativeKeyingGrowsWithTheRoundTrip() {
        List<Comparison> near = all(network(20, 0, 1));
        List<Comparison> far = all(network(320, 0, 1));
        for (int i = 0; i < near.size(); i++) {
            long grown = far.get(i).both().percentile(50) - near.get(i).both().percentile(50);
            boolean integrated = i < 2;
            long trips = grown / (300 * MILLI);
            assertTrue(integrated ? trips == 0 : trips >= 2, near.get(i).name() + " " + grown);
        }
    }

    /** With 2 % loss the tails are those of the timers: T1 and T2 of ZRTP, a second of DTLS, half a second of SIP. */
    @Test
    void lossShowsTheTimersInTheTails() {
        List<Comparison> quiet = all(network(100, 0, 1));
        List<Comparison> lossy = all(network(100, 2, 400));
        long[] timers = {500, 500, 50, 1000};
        for (int i = 0; i < quiet.size(); i++) {
            long tail = lossy.get(i).both().percentile(99) - quiet.get(i).both().percentile(50);
            assertTrue(tail >= timers[i] * MILLI - MILLI, quiet.get(i).name() + " " + tail);
            assertEquals(0, lossy.get(i).both().missing(), quiet.get(i).name());
            assertEquals(
                    quiet.get(i).both().percentile(50) / MILLI,
                    lossy.get(i).both().percentile(50) / MILLI,
                    quiet.get(i).name());
        }
    }

    /**
     * RFC 5479 appendix A.4 and A.5, as published. Where the specification says otherwise, the last column is what it says,
     * and why: MIKEY-PSK with the verification message (confirm = on) waits for the answer; without it, it does not.
     * RFC 5479 says that ZRTP has forward secrecy; zrtp-dh can have auxiliary secrets, and no claim speaks of their loss.
     * SDES with TLS hops stays secret when a hop's key leaks later, of which RFC 5479 says "not applicable".
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sdes      |               | branches | no, the offer has the key",
                "sdes      |               | early    | no, clipped",
                "sdes      |               | ssrc     | no",
                "sdes      |               | offer    | 0",
                "sdes      |               | forward  | yes",
                "sdes      |               | proxies  | yes",
                "mikey-psk |               | branches | no, the offer has the key",
                "mikey-psk | confirm=off   | early    | yes",
                "mikey-psk |               | early    | no, clipped",
                "mikey-psk |               | ssrc     | yes",
                "mikey-psk |               | offer    | 0",
                "mikey-psk |               | forward  | no",
                "mikey-psk |               | proxies  | no",
                "zrtp-dh   |               | branches | yes",
                "zrtp-dh   |               | early    | keys come on the media path",
                "zrtp-dh   |               | ssrc     | no",
                "zrtp-dh   |               | offer    | 0",
                "zrtp-dh   |               | forward  | not claimed",
                "dtls-srtp |               | branches | yes",
                "dtls-srtp |               | ssrc     | no",
                "dtls-srtp |               | forward  | yes",
                "dtls-srtp |               | early    | keys come on the media path",
                "dtls-srtp |               | proxies  | yes"
            })
    void theCriteriaOfRfc5479(String name, String setting, String criterion, String expected) {
        Comparison compared = setting == null ? one(network(100, 0, 1), name) : one(network(100, 0, 1), name, setting);
        String computed = switch (criterion) {
            case "branches" -> compared.criteria().branches();
            case "early" -> compared.criteria().early();
            case "ssrc" -> compared.criteria().ssrc();
            case "offer" -> compared.criteria().offer();
            case "forward" -> compared.criteria().forward();
            case "proxies" -> compared.criteria().proxies();
            default -> throw new AssertionError(criterion);
        };
        assertEquals(expected, computed);
    }

    /**
     * RFC 5479 sections 4.2 and A.4.1, for a device of somebody else: each branch of SDES sees the offerer's key and none of
     * DTLS-SRTP does; a call of MIKEY-PSK that is retargeted fails, for the target lacks the pre-shared key.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sdes      | yes                 | Talking with Talking",
                "mikey-psk | no                  | Failed (peer reports an error) with Failed (identity)",
                "zrtp-dh   | no offer reaches it | no offer is retargeted",
                "dtls-srtp | no                  | Connected with Connected"
            })
    void whatADeviceOfSomebodyElseLearns(String name, String learns, String retargeted) {
        Branching branching = Objects.requireNonNull(one(forking(0, 1), name).branching());
        assertEquals(learns, branching.learns());
        assertEquals(retargeted, branching.retargeted());
    }

    private static NetworkProfile forking(int loss, int runs) {
        return new NetworkProfile(100 * MILLI, 0, loss, -1, true, runs, 1);
    }

    /** Another device can be the first where packets are lost: the call is with it then, and is protected all the same. */
    @Test
    void aForkedCallIsProtectedWithWhoeverTakesIt() {
        for (Comparison each : all(forking(10, 100))) {
            assertEquals(0, each.both().missing(), each.name());
        }
    }

    /** RFC 5479 section 4.1: what rides in the offer tells the callee while it rings; a handshake tells nobody before it ends. */
    @ParameterizedTest
    @CsvSource({"sdes, true, true", "mikey-psk, true, true", "zrtp-dh, false, false", "dtls-srtp, true, false"})
    void whatTheCalleeIsToldAtRinging(String name, boolean told, boolean protectedAlready) {
        List<String> callee = one(network(100, 0, 1), name).awareness().callee();
        List<String> ringing =
                callee.stream().filter(s -> s.startsWith("ringing: ")).toList();
        assertEquals(told, !ringing.isEmpty());
        assertEquals(protectedAlready, ringing.stream().anyMatch(s -> s.startsWith("ringing: protected")));
        assertTrue(callee.getLast().contains("protected"), callee.toString());
    }

    /** A peer without the mechanism: refused, or told as a call without protection, by the option; ZRTP finds out by silence. */
    @ParameterizedTest
    @CsvSource({"sdes", "mikey-psk", "dtls-srtp"})
    void aPeerWithoutTheMechanismIsRefusedOrTold(String name) {
        Comparison refused = one(network(100, 0, 1), name);
        Comparison accepted = one(network(100, 0, 1), name, "plain=accepted");
        assertTrue(
                refused.criteria().lacking().startsWith("Failed: call rejected"),
                refused.criteria().lacking());
        assertTrue(
                accepted.criteria().lacking().startsWith("Plain,"),
                accepted.criteria().lacking());
        assertTrue(accepted.awareness().alone().getFirst().endsWith(": not protected"));
        assertEquals(
                List.of("after 4000 ms: not protected"),
                one(network(100, 0, 1), "zrtp-dh").awareness().alone());
    }

    @Test
    void theNumbersDoNotDependOnThreads() throws Exception {
        NetworkProfile profile = new NetworkProfile(80 * MILLI, 10 * MILLI, 3, -1, false, 40, 9);
        String many = ComparisonJson.of(all(profile), profile).write();
        try (ForkJoinPool single = new ForkJoinPool(1)) {
            assertEquals(
                    many,
                    single.submit(() -> ComparisonJson.of(all(profile), profile).write())
                            .get());
        }
    }

    /** More proxies on the same round trip change no delay of media keying, and the path is as long as was asked. */
    @Test
    void proxiesAreAsManyAsAskedFor() {
        for (int proxies : new int[] {0, 1, 4}) {
            NetworkProfile profile = new NetworkProfile(120 * MILLI, 0, 0, proxies, false, 1, 1);
            assertEquals(60, (one(profile, "sdes").both().percentile(50) + MILLI / 2) / MILLI);
        }
    }

    @Test
    void thePictureIsXmlAndTheTableHasEveryName() throws Exception {
        NetworkProfile profile = network(100, 2, 30);
        List<Comparison> compared = all(profile);
        String svg = new DelayPlot(compared, profile).svg();
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        ComparisonTable table = new ComparisonTable(compared, profile);
        for (Comparison each : compared) {
            assertTrue(svg.contains(each.name()));
            assertTrue(table.text().contains(each.name()));
            assertTrue(table.markdown().contains("| " + each.name() + " |"));
        }
    }
}
