package dev.troth.proofs.peers;

import static dev.troth.proofs.peers.LibSrtp.Profile.AES_CM_128_HMAC_SHA1_80;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.proofs.peers.LibSrtp.Profile;
import dev.troth.reference.crypto.AesCm;
import dev.troth.reference.crypto.Hmac;
import dev.troth.reference.crypto.SrtpKdf;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** libsrtp opens what it closed and refuses all else; and it agrees with RFC 3711 as computed here. */
@RequiresPeer(Peer.LIBSRTP)
class LibSrtpTest {

    /** RFC 3711 appendix B.3: the master key, then the master salt. */
    private static final byte[] KEY_AND_SALT =
            octets("E1F97A0D3E018BE0D64FA32C06DE4139" + "0EC675AD498AFEEBB6960B3AABE6");

    private static final int HEADER_OCTETS = 12;

    /** RTP (RFC 3550 section 5.1): version 2, payload type 0, sequence number 0xfffe, timestamp, SSRC; "troth". */
    private static final byte[] RTP = octets("8000fffe 000000a0 deadbeef" + "74726f7468");

    @ParameterizedTest
    @EnumSource
    void whatItProtectsItUnprotects(Profile profile) {
        byte[] srtp = LibSrtp.protect(profile, KEY_AND_SALT, RTP);
        assertEquals(
                hex(RTP), hex(LibSrtp.unprotect(profile, KEY_AND_SALT, srtp).orElseThrow()));
    }

    @ParameterizedTest
    @EnumSource
    void itComputesWhatRfc3711Says(Profile profile) {
        byte[] key = Arrays.copyOf(KEY_AND_SALT, 16);
        byte[] salt = Arrays.copyOfRange(KEY_AND_SALT, 16, 30);
        byte[] sessionKey = SrtpKdf.derive(key, salt, 0, 16);
        byte[] authKey = SrtpKdf.derive(key, salt, 1, 20);
        byte[] sessionSalt = SrtpKdf.derive(key, salt, 2, 14);
        byte[] header = Arrays.copyOf(RTP, HEADER_OCTETS);
        byte[] payload = Arrays.copyOfRange(RTP, HEADER_OCTETS, RTP.length);
        byte[] encrypted = AesCm.apply(sessionKey, AesCm.srtpIv(sessionSalt, 0xdeadbeefL, 0xfffe), payload);
        byte[] roc = new byte[4];
        byte[] tag = Hmac.hmacSha1(authKey, header, encrypted, roc);
        int tagOctets = profile == AES_CM_128_HMAC_SHA1_80 ? 10 : 4;
        byte[] expected = ByteBuffer.allocate(RTP.length + tagOctets)
                .put(header)
                .put(encrypted)
                .put(tag, 0, tagOctets)
                .array();
        assertEquals(hex(expected), hex(LibSrtp.protect(profile, KEY_AND_SALT, RTP)));
    }

    @Test
    void anotherKeyOrSaltIsRefused() {
        byte[] srtp = LibSrtp.protect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, RTP);
        assertEquals(Optional.empty(), LibSrtp.unprotect(AES_CM_128_HMAC_SHA1_80, flipped(KEY_AND_SALT, 0), srtp));
        assertEquals(Optional.empty(), LibSrtp.unprotect(AES_CM_128_HMAC_SHA1_80, flipped(KEY_AND_SALT, 29), srtp));
    }

    @Test
    void anotherProfileIsRefused() {
        byte[] srtp = LibSrtp.protect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, RTP);
        assertEquals(Optional.empty(), LibSrtp.unprotect(Profile.AES_CM_128_HMAC_SHA1_32, KEY_AND_SALT, srtp));
    }

    @Test
    void aChangedPacketIsRefused() {
        byte[] srtp = LibSrtp.protect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, RTP);
        for (int octet : new int[] {1, HEADER_OCTETS, srtp.length - 1}) {
            assertEquals(
                    Optional.empty(),
                    LibSrtp.unprotect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, flipped(srtp, octet)),
                    "octet " + octet);
        }
        assertEquals(
                Optional.empty(),
                LibSrtp.unprotect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, Arrays.copyOf(srtp, srtp.length - 1)));
    }

    @Test
    void aReplayedPacketIsRefused() {
        byte[] srtp = LibSrtp.protect(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, RTP);
        List<Optional<byte[]>> received =
                LibSrtp.unprotectAll(AES_CM_128_HMAC_SHA1_80, KEY_AND_SALT, List.of(srtp, srtp));
        assertEquals(
                List.of(true, false), received.stream().map(Optional::isPresent).toList());
    }

    private static byte[] flipped(byte[] octets, int at) {
        byte[] flipped = octets.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String hex(byte[] octets) {
        return HexFormat.of().formatHex(octets);
    }
}
