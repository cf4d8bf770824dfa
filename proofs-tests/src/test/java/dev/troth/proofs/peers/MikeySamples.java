package dev.troth.proofs.peers;

import java.util.HexFormat;

/** MIKEY messages put together by hand from the figures of RFC 3830 section 6; keys and MACs mean nothing. */
final class MikeySamples {

    private static final String HDR = "01 00 05 80 deadbeef 02 00 "; // version, data type, next: T, V, CSB ID, #CS, map
    private static final String SRTP_IDS = "00 11111111 00000000  00 22222222 00000007 "; // policy, SSRC, ROC
    private static final String T = "0b 00 eda5bc8080000000 "; // next: RAND, NTP-UTC: 2026-05-06 13:11:28.5
    private static final String RAND = "0a 10 404142434445464748494a4b4c4d4e4f "; // next: SP, length
    private static final String SP = "01 00 00 0009 000101 010110 0b010a "; // next: KEMAC, no, SRTP, length, params
    private static final String KEY = "00 00 0010 000102030405060708090a0b0c0d0e0f "; // next: last, TGK, length
    static final String MAC = "b0b1b2b3b4b5b6b7b8b9babbbcbdbebfc0c1c2c3";

    /** Encr alg AES-CM-128 over what could be an encrypted key, Mac alg HMAC-SHA-1-160. */
    static final byte[] PSK =
            octets(HDR + SRTP_IDS + T + RAND + SP + "00 01 0014 5e1f00c0ffee5e1f00c0ffee5e1f00c0ffee5e1f 01 " + MAC);

    /** The same with Encr alg NULL: the key is in the clear. */
    static final byte[] PSK_CLEAR = octets(HDR + SRTP_IDS + T + RAND + SP + "00 00 0014 " + KEY + "01 " + MAC);

    /** A verification message: HDR, T, V. */
    static final byte[] VERIFICATION = octets("01 01 05 00 deadbeef 00 00  09 00 eda5bc8080000000  00 01 " + MAC);

    private MikeySamples() {}

    private static byte[] octets(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }
}
