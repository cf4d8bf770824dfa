package dev.troth.proofs.negative;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.reference.wire.Dissection.FieldView;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.machine.Effect;
import dev.troth.statemachine.machine.Outcome;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages of an honest run, altered in every small way and in many large ones, at the session that waits for them.
 * Nothing throws; whatever is not the message leaves a reason; and nothing that a MAC covers is ever taken.
 *
 * <p>Bits that no check covers: of Init, Resp and of SRTP packets there are none. An Error is not authenticated
 * (RFC 3830 section 5.1.2), so it is taken as a hint whatever its numbers are. The lines of SDES carry no MAC of their
 * own, they rely on the protection of the signalling (RFC 4568 section 10.3); the fields in which they can be changed
 * are listed at the tests.
 */
class MalformedTest {
    static Stream<Target> authenticated() {
        return Stream.of("", "ids=none", "cache=off ids=none")
                .flatMap(options -> Target.of("mikey-psk", options).stream());
    }

    static Stream<Target> protectedByMac() {
        return Stream.concat(
                authenticated(),
                Stream.of("", "prefer=aes32")
                        .flatMap(options -> Target.of("sdes", options).stream().skip(2)));
    }

    static Stream<Target> unauthenticated() {
        return Stream.concat(
                Stream.of(Target.error()),
                Stream.of("", "prefer=aes32")
                        .flatMap(options -> Target.of("sdes", options).stream().limit(2)));
    }

    static Stream<Target> every() {
        return Stream.concat(protectedByMac(), unauthenticated());
    }

    static Stream<Target> chained() {
        return Stream.concat(
                authenticated().filter(t -> t.port().channelName().equals("sip")), Stream.of(Target.error()));
    }

    @ParameterizedTest
    @MethodSource("every")
    void theMessageItselfIsTaken(Target target) {
        assertTrue(isTaken(target.deliver(target.original().octets())));
    }

    @ParameterizedTest
    @MethodSource("every")
    void noTruncationIsTaken(Target target) {
        List<Alteration> truncations =
                new ArrayList<>(Alteration.truncations(target.original().octets()));
        if (target.name().equals("sdes, first message")) {
            // An offer of the first line alone is an offer, and the answerer prefers that line.
            Alteration firstLine = truncations.remove(FIRST_LINE);
            assertTrue(isTaken(target.deliver(firstLine.octets())));
        }
        noneIsTaken(target, truncations);
    }

    /** The octets of the first line of an SDES offer, with its end. */
    private static final int FIRST_LINE = 84;

    @ParameterizedTest
    @MethodSource("protectedByMac")
    void noFlippedBitIsTaken(Target target) {
        noneIsTaken(target, Alteration.bitFlips(target.original().octets()));
    }

    @ParameterizedTest
    @MethodSource("every")
    void nothingAfterTheEndIsTaken(Target target) {
        noneIsTaken(target, Alteration.trailing(target.original().octets()));
    }

    @ParameterizedTest
    @MethodSource("every")
    void noMessageTwiceIsTaken(Target target) {
        Alteration twice = Alteration.twice(target.original().octets());
        if (target.name().startsWith("sdes") && target.name().endsWith("first message")) {
            // More lines, though with tags that stand twice: the specification leaves RFC 4568 section 5.1.1 to the
            // peer.
            assertTrue(isTaken(target.deliver(twice.octets())));
        } else {
            noneIsTaken(target, List.of(twice));
        }
    }

    @ParameterizedTest
    @MethodSource("every")
    void noRubbishIsTaken(Target target) {
        noneIsTaken(target, Alteration.rubbish());
    }

    @ParameterizedTest
    @MethodSource("chained")
    void noOtherLinkBetweenPayloadsIsTaken(Target target) {
        noneIsTaken(target, Alteration.nextFields(target.original()));
    }

    @ParameterizedTest
    @MethodSource("chained")
    void noWrongLengthIsTaken(Target target) {
        noneIsTaken(target, Alteration.lengths(target.original()));
    }

    @ParameterizedTest
    @MethodSource("chained")
    void noPayloadCanBeLeftOut(Target target) {
        noneIsTaken(target, Chained.shortened(target.original()));
    }

    @ParameterizedTest
    @MethodSource("chained")
    void noOtherOrderOfPayloadsIsTaken(Target target) {
        noneIsTaken(target, Chained.reordered(target.original()));
    }

    /** Twice the same payload leaves open which one is meant: no message, before any MAC is computed. */
    @ParameterizedTest
    @MethodSource("chained")
    void aPayloadThatStandsTwiceIsNoMessage(Target target) {
        for (Chained.Piece piece : Chained.apart(target.original())) {
            // Any number of SP and ERR is allowed; without identities one or two would be.
            if (Set.of("T", "RAND", "KEMAC", "V").contains(piece.name())) {
                for (Alteration altered : Chained.repeated(target.original(), piece.name())) {
                    Outcome<Datum> outcome = target.deliver(altered.octets());
                    assertTrue(isMalformed(outcome), () -> altered.what() + ": " + outcome.effects());
                    refused(target, altered, outcome);
                }
            } else if (!piece.name().equals("HDR") && !piece.name().startsWith("ERR")) {
                noneIsTaken(target, Chained.repeated(target.original(), piece.name()));
            }
        }
    }

    @Test
    void takenApartAndPutTogetherAMessageIsTheSame() {
        chained()
                .forEach(target -> assertArrayEquals(
                        target.original().octets(), Chained.together(Chained.apart(target.original()))));
    }

    @Test
    void noSpliceOfTwoValidOffersIsTaken() {
        Target target = Target.of("mikey-psk", "").getFirst();
        byte[] other = target.another().octets();
        assertTrue(isTaken(target.deliver(other)));
        noneIsTaken(target, Alteration.splices(target.original().octets(), other, 20_000, 3830));
    }

    @Test
    void noSpliceOfOfferAndAnswerIsTaken() {
        List<Target> exchange = Target.of("mikey-psk", "");
        Target target = exchange.get(1);
        byte[] offer = exchange.getFirst().original().octets();
        noneIsTaken(target, Alteration.splices(target.original().octets(), offer, 5_000, 3830));
    }

    @Test
    void spliceOfSdesLinesIsALineOrRefused() {
        Target target = Target.of("sdes", "").getFirst();
        byte[] other = target.another().octets();
        for (Alteration altered : Alteration.splices(target.original().octets(), other, 20_000, 4568)) {
            Outcome<Datum> outcome = delivered(target, altered);
            if (!isTaken(outcome)) {
                refused(target, altered, outcome);
            }
        }
    }

    /** An error is a hint whatever its numbers: header, timestamp and error number may all be another. */
    @Test
    void fieldsOfAnErrorThatNoCheckCovers() {
        assertEquals(
                Set.of("HDR.v", "HDR.prf", "HDR.csb", "HDR.map", "T.ts", "ERR[0].no", "ERR[0].zero"),
                uncovered(Target.error()));
    }

    /** The answerer takes any tag and any key; and of the line that it does not choose, whatever is a line. */
    @Test
    void fieldsOfAnSdesOfferThatNoCheckCovers() {
        assertEquals(
                Set.of("Crypto[0].tag", "Crypto[0].ks", "Crypto[1].tag", "Crypto[1].suite", "Crypto[1].ks"),
                uncovered(Target.of("sdes", "").getFirst()));
    }

    /** The tag and the suite must be those of a line offered; the key may be any but our own. */
    @Test
    void fieldsOfAnSdesAnswerThatNoCheckCovers() {
        assertEquals(Set.of("ks"), uncovered(Target.of("sdes", "").get(1)));
    }

    /** The fields of which at least one bit can be flipped and the message is still taken. */
    private static Set<String> uncovered(Target target) {
        Set<String> fields = new TreeSet<>();
        List<FieldView> views = Dissection.dissect(target.original());
        List<Alteration> flips = Alteration.bitFlips(target.original().octets());
        for (int bit = 0; bit < flips.size(); bit++) {
            Outcome<Datum> outcome = delivered(target, flips.get(bit));
            if (isTaken(outcome)) {
                fields.add(fieldAt(bit, views));
            } else {
                refused(target, flips.get(bit), outcome);
            }
        }
        return fields;
    }

    private static String fieldAt(int bit, List<FieldView> views) {
        for (FieldView view : views) {
            if (view.bitStart() <= bit && bit < view.bitStart() + view.bitLength()) {
                return view.path();
            }
        }
        return "text at bit " + bit;
    }

    private static void noneIsTaken(Target target, List<Alteration> alterations) {
        assertFalse(alterations.isEmpty());
        for (Alteration altered : alterations) {
            Outcome<Datum> outcome = delivered(target, altered);
            assertFalse(isTaken(outcome), () -> shown(target, altered) + " is taken");
            refused(target, altered, outcome);
        }
    }

    private static Outcome<Datum> delivered(Target target, Alteration altered) {
        try {
            return target.deliver(altered.octets());
        } catch (RuntimeException e) {
            throw new AssertionError(shown(target, altered) + " throws", e);
        }
    }

    private static String shown(Target target, Alteration altered) {
        int length = Math.min(altered.octets().length, 512);
        return target + ", " + altered.what() + " (" + HexFormat.of().formatHex(altered.octets(), 0, length) + ")";
    }

    /** True if something comes of it: a key, something to show, or a new state that is no failure of a check. */
    private static boolean isTaken(Outcome<Datum> outcome) {
        for (Effect<Datum> effect : outcome.effects()) {
            boolean taken = switch (effect) {
                case Effect.Exported<Datum> ignored -> true;
                case Effect.Shown<Datum> ignored -> true;
                case Effect.Entered<Datum>(var state, String reason, var ignored) ->
                    !state.name().equals("Failed") || reason.equals("peer reports an error");
                default -> false;
            };
            if (taken) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMalformed(Outcome<Datum> outcome) {
        return outcome.effects().stream().anyMatch(e -> e instanceof Effect.Malformed<Datum>);
    }

    /** The session is where it was, or has failed; and it says why, in the words of the specification or the decoder. */
    private static void refused(Target target, Alteration altered, Outcome<Datum> outcome) {
        String before = target.session().currentState().name();
        String after = outcome.session().currentState().name();
        String reason = "";
        boolean malformed = false;
        for (Effect<Datum> effect : outcome.effects()) {
            switch (effect) {
                case Effect.Malformed<Datum>(var ignored, String why) -> {
                    assertFalse(why.isBlank());
                    malformed = true;
                }
                case Effect.Discarded<Datum>(String why) -> reason = why;
                case Effect.Entered<Datum>(var ignored, String why, var alsoIgnored) -> reason = why;
                case Effect.Ignored<Datum>(var message) -> reason = message.name();
                case Effect.Deferred<Datum>(var message) -> reason = message.name();
                default -> {}
            }
        }
        String why = reason;
        assertTrue(after.equals(before) || after.equals("Failed"), () -> shown(target, altered) + ": " + after);
        assertTrue(malformed || !why.isEmpty(), () -> shown(target, altered) + ": no reason");
        assertTrue(why.isEmpty() || says(target.machine().protocol(), why), () -> shown(target, altered) + ": " + why);
        assertEquals(
                !after.equals(before),
                outcome.session().epoch() != target.session().epoch());
    }

    /** True for a reason that the specification gives, or the name of a message that it ignores or keeps. */
    private static boolean says(Protocol protocol, String reason) {
        return protocol.messages().stream().anyMatch(m -> m.name().equals(reason))
                || protocol.sources().stream().anyMatch(s -> s.text().contains('"' + reason + '"'));
    }
}
