/*
 * Protects or unprotects the packets of one SRTP stream with libsrtp2, in the order given.
 *
 *   srtp_unprotect unprotect|protect AES_CM_128_HMAC_SHA1_80|AES_CM_128_HMAC_SHA1_32 KEYSALT PACKET...
 *
 * KEYSALT is the master key (16 octets) followed by the master salt (14), PACKET a whole packet from its RTP header
 * on; all in hex. Prints one line per packet: the resulting packet in hex, or "refused N" with libsrtp's status
 * (srtp_err_status_t: 7 authentication failed, 9 replayed). Exit 2: wrong use.
 *
 * Build: cc srtp_unprotect.c $(pkg-config --cflags --libs libsrtp2)
 */
#include <srtp2/srtp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_AND_SALT = 30, LARGEST_PACKET = 65507 };

static int octets_of(const char *hex, unsigned char *octets, int room) {
    int length = 0;
    for (; hex[0] && hex[1] && length < room; hex += 2) {
        char digits[3] = {hex[0], hex[1], 0};
        octets[length++] = (unsigned char) strtoul(digits, NULL, 16);
    }
    return *hex ? -1 : length;
}

int main(int argc, char **argv) {
    static unsigned char key[KEY_AND_SALT];
    static union { /* libsrtp wants a packet aligned to 32 bits. */
        unsigned int alignment;
        unsigned char octets[LARGEST_PACKET + SRTP_MAX_TRAILER_LEN];
    } packet;
    srtp_policy_t policy;
    srtp_t session;

    if (argc < 5 || octets_of(argv[3], key, KEY_AND_SALT) != KEY_AND_SALT) return 2;
    int protect = strcmp(argv[1], "protect") == 0;
    if (!protect && strcmp(argv[1], "unprotect") != 0) return 2;

    memset(&policy, 0, sizeof policy);
    if (strcmp(argv[2], "AES_CM_128_HMAC_SHA1_80") == 0) {
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_80(&policy.rtp);
    } else if (strcmp(argv[2], "AES_CM_128_HMAC_SHA1_32") == 0) {
        srtp_crypto_policy_set_aes_cm_128_hmac_sha1_32(&policy.rtp);
    } else {
        return 2;
    }
    srtp_crypto_policy_set_rtcp_default(&policy.rtcp);
    policy.ssrc.type = protect ? ssrc_any_outbound : ssrc_any_inbound;
    policy.key = key;
    if (srtp_init() != srtp_err_status_ok || srtp_create(&session, &policy) != srtp_err_status_ok) return 2;

    for (int i = 4; i < argc; i++) {
        int length = octets_of(argv[i], packet.octets, LARGEST_PACKET);
        if (length < 0) return 2;
        srtp_err_status_t status = protect ? srtp_protect(session, packet.octets, &length)
                                           : srtp_unprotect(session, packet.octets, &length);
        if (status == srtp_err_status_ok) {
            for (int j = 0; j < length; j++) printf("%02x", packet.octets[j]);
            printf("\n");
        } else {
            printf("refused %d\n", status);
        }
    }
    return 0;
}
