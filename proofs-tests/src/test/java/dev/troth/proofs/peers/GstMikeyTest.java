package dev.troth.proofs.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** GStreamer understands messages made by hand from RFC 3830, and refuses what is not a message. */
@RequiresPeer(Peer.GSTREAMER_MIKEY)
class GstMikeyTest {

    private static final String ZEROS_FOR_THE_MAC = "00".repeat(20);

    @Test
    void everyFieldIsRead() {
        GstMikey.Message message = GstMikey.read(MikeySamples.PSK_CLEAR).orElseThrow();
        GstMikey.Message expected = new GstMikey.Message(
                1,
                0,
                true,
                0,
                "deadbeef",
                0,
                List.of(new GstMikey.CryptoSession(0, "11111111", 0), new GstMikey.CryptoSession(0, "22222222", 7)),
                List.of(5, 11, 10, 1),
                List.of(new GstMikey.Timestamp(0, "eda5bc8080000000")),
                List.of("404142434445464748494a4b4c4d4e4f"),
                List.of(new GstMikey.Policy(
                        0,
                        0,
                        List.of(
                                new GstMikey.Param(0, "01"),
                                new GstMikey.Param(1, "10"),
                                new GstMikey.Param(11, "0a")))),
                List.of(new GstMikey.Kemac(0, 1)),
                List.of(new GstMikey.Key(0, 0, "000102030405060708090a0b0c0d0e0f", "")),
                hex(MikeySamples.PSK_CLEAR).replace(MikeySamples.MAC, ZEROS_FOR_THE_MAC));
        assertEquals(expected, message);
    }

    @Test
    void anEncryptedKeyIsNotRead() {
        GstMikey.Message message = GstMikey.read(MikeySamples.PSK).orElseThrow();
        assertEquals(List.of(new GstMikey.Kemac(1, 1)), message.kemacs());
        assertEquals(List.of(), message.keys());
    }

    @Test
    void aTruncatedMessageIsRefused() {
        for (int length : new int[] {0, 9, 10, 27, 28, 40, 60, 100, MikeySamples.PSK.length - 1}) {
            assertEquals(Optional.empty(), GstMikey.read(Arrays.copyOf(MikeySamples.PSK, length)), length + " octets");
        }
    }

    @Test
    void anotherVersionIsRefused() {
        byte[] version2 = MikeySamples.PSK.clone();
        version2[0] = 2;
        assertEquals(Optional.empty(), GstMikey.read(version2));
    }

    @Test
    void anUnknownMacAlgorithmIsRefused() {
        byte[] message = MikeySamples.PSK.clone();
        message[message.length - 21] = 2;
        assertEquals(Optional.empty(), GstMikey.read(message));
    }

    @Test
    void octetsAfterTheLastPayloadGoUnnoticed() {
        byte[] longer = Arrays.copyOf(MikeySamples.PSK, MikeySamples.PSK.length + 1);
        assertEquals(GstMikey.read(MikeySamples.PSK), GstMikey.read(longer));
    }

    /** As of GStreamer 1.22; when this fails, more messages can be given to it. */
    @Test
    void payloadsItDoesNotKnowKeepItBusyForEver() {
        assertThrows(GstMikey.NeverAnswers.class, () -> GstMikey.read(MikeySamples.VERIFICATION));
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
