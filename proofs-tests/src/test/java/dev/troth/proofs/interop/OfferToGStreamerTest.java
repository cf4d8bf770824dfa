package dev.troth.proofs.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.peers.GstMikey;
import dev.troth.proofs.peers.Peer;
import dev.troth.proofs.peers.RequiresPeer;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.wire.Datum;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * GStreamer, which many phones and cameras use, reads the offer of a MIKEY call. It gets one without identities: its
 * reader never ends on the ID payload, see {@link GstMikey}.
 */
@RequiresPeer(Peer.GSTREAMER_MIKEY)
class OfferToGStreamerTest {

    private final Run run = Run.of(Run.MIKEY, "basic", "ids=none");
    private final Entry.MessageSent offer = run.sent("Init#1");
    private final GstMikey.Message read =
            GstMikey.read(offer.message().octets()).orElseThrow();

    /** What Alice drew for a variable, in hexadecimal. */
    private String drawn(String variable) {
        for (Entry entry : run.transcript().entries()) {
            if (entry instanceof Entry.Value value
                    && (value.kind() == Entry.Kind.DRAWN || value.kind() == Entry.Kind.ASSIGNED)
                    && value.who().equals(offer.who())
                    && value.name().equals(variable)) {
                return switch (value.value()) {
                    case Datum.Octets(byte[] octets) -> HexFormat.of().formatHex(octets);
                    case Datum.Num(long number, int bits) -> HexFormat.of().toHexDigits(number, bits / 4);
                    case Datum.Time(long ntp) -> HexFormat.of().toHexDigits(ntp);
                    default -> throw new AssertionError(value);
                };
            }
        }
        throw new AssertionError("no " + variable);
    }

    @Test
    void itIsAPreSharedKeyMessageThatAsksForAnAnswer() {
        assertEquals(List.of(1, 0, true, 0), List.of(read.version(), read.dataType(), read.v(), read.prfFunc()));
    }

    @Test
    void theBundleOfSessionsIsTheOneDrawn() {
        assertEquals(drawn("csb"), read.csbId());
    }

    @Test
    void theSessionsAreOursAndOneYetUnknown() {
        assertEquals(
                List.of(new GstMikey.CryptoSession(0, drawn("ssrc"), 0), new GstMikey.CryptoSession(0, "00000000", 0)),
                read.cs());
    }

    @Test
    void theTimeAndTheRandomValueAreThoseOfTheRun() {
        assertEquals(List.of(new GstMikey.Timestamp(0, drawn("t"))), read.timestamps());
        assertEquals(List.of(drawn("rand")), read.rands());
    }

    @Test
    void thePolicyIsTheSuiteWith80BitTags() {
        // RFC 3830 section 6.10.1: AES-CM, 16 octets of key; HMAC-SHA-1, 20 octets of key; 14 of salt; a tag of 10.
        assertEquals(
                List.of(new GstMikey.Policy(
                        0,
                        0,
                        List.of(
                                new GstMikey.Param(0, "01"),
                                new GstMikey.Param(1, "10"),
                                new GstMikey.Param(2, "01"),
                                new GstMikey.Param(3, "14"),
                                new GstMikey.Param(4, "0e"),
                                new GstMikey.Param(11, "0a")))),
                read.policies());
    }

    @Test
    void theKeyIsEncryptedWithAesCmAndAuthenticatedWithHmacSha1() {
        // RFC 3830 section 6.2: Encr alg 1, Mac alg 1.
        assertEquals(List.of(new GstMikey.Kemac(1, 1)), read.kemacs());
    }

    @Test
    void thePayloadsStandInTheOrderOfTheSpecification() {
        // RFC 3830 section 6.1: T, RAND, SP, KEMAC.
        assertEquals(List.of(5, 11, 10, 1), read.payloads());
    }
}
