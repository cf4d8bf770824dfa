/*
 * Reads one MIKEY message with GStreamer's codec (libgstsdp) and says what it understood, as key=value lines.
 *
 *   gst_mikey HEX      exit 0: understood; 1: refused; killed by SIGXCPU: the codec went round in circles
 *
 * No key is given: the structure is read, nothing is decrypted and no MAC is checked. What is inside a KEMAC payload
 * is read as if it were in the clear. Build: cc gst_mikey.c $(pkg-config --cflags --libs gstreamer-sdp-1.0)
 */
#include <gst/gst.h>
#include <gst/sdp/gstmikey.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

static void print_hex(const char *name, const guint8 *octets, gsize length) {
    printf("%s=", name);
    for (gsize i = 0; i < length; i++) printf("%02x", octets[i]);
    printf("\n");
}

static GByteArray *octets_of(const char *hex) {
    GByteArray *octets = g_byte_array_new();
    for (; hex[0] && hex[1]; hex += 2) {
        char digits[3] = {hex[0], hex[1], 0};
        guint8 octet = (guint8) strtoul(digits, NULL, 16);
        g_byte_array_append(octets, &octet, 1);
    }
    return octets;
}

static void print_key(const GstMIKEYPayloadKeyData *key) {
    printf("key.type=%d\nkey.kv_type=%d\n", key->key_type | (key->salt_len ? 1 : 0), key->kv_type);
    print_hex("key.data", key->key_data, key->key_len);
    print_hex("key.salt", key->salt_data, key->salt_len);
}

static void print_payload(const GstMIKEYPayload *payload) {
    printf("payload=%d\n", payload->type);
    if (payload->type == GST_MIKEY_PT_T) {
        const GstMIKEYPayloadT *t = (const GstMIKEYPayloadT *) payload;
        printf("t.type=%d\n", t->type);
        print_hex("t.value", t->ts_value, t->type == GST_MIKEY_TS_TYPE_COUNTER ? 4 : 8);
    } else if (payload->type == GST_MIKEY_PT_RAND) {
        const GstMIKEYPayloadRAND *rand = (const GstMIKEYPayloadRAND *) payload;
        print_hex("rand", rand->rand, rand->len);
    } else if (payload->type == GST_MIKEY_PT_PKE) {
        const GstMIKEYPayloadPKE *pke = (const GstMIKEYPayloadPKE *) payload;
        printf("pke.c=%d\n", pke->C);
        print_hex("pke.data", pke->data, pke->data_len);
    } else if (payload->type == GST_MIKEY_PT_SP) {
        const GstMIKEYPayloadSP *sp = (const GstMIKEYPayloadSP *) payload;
        printf("sp=%u %d", sp->policy, sp->proto);
        for (guint i = 0; i < gst_mikey_payload_sp_get_n_params(payload); i++) {
            const GstMIKEYPayloadSPParam *param = gst_mikey_payload_sp_get_param(payload, i);
            printf(" %d:", param->type);
            for (guint j = 0; j < param->len; j++) printf("%02x", param->val[j]);
        }
        printf("\n");
    } else if (payload->type == GST_MIKEY_PT_KEMAC) {
        const GstMIKEYPayloadKEMAC *kemac = (const GstMIKEYPayloadKEMAC *) payload;
        printf("kemac.encr_alg=%d\nkemac.mac_alg=%d\n", kemac->enc_alg, kemac->mac_alg);
        for (guint i = 0; i < gst_mikey_payload_kemac_get_n_sub(payload); i++) {
            const GstMIKEYPayload *sub = gst_mikey_payload_kemac_get_sub(payload, i);
            if (sub->type == GST_MIKEY_PT_KEY_DATA) print_key((const GstMIKEYPayloadKeyData *) sub);
        }
    }
}

static void print_again(GstMIKEYMessage *message) {
    gsize length;
    guint8 *octets = g_bytes_unref_to_data(gst_mikey_message_to_bytes(message, NULL, NULL), &length);
    guint n = gst_mikey_message_get_n_payloads(message);
    const GstMIKEYPayload *last = n ? gst_mikey_message_get_payload(message, n - 1) : NULL;
    if (last && last->type == GST_MIKEY_PT_KEMAC
        && ((const GstMIKEYPayloadKEMAC *) last)->mac_alg == GST_MIKEY_MAC_HMAC_SHA_1_160) {
        memset(octets + length - 20, 0, 20); /* The codec leaves room for the MAC and does not fill it. */
    }
    print_hex("again", octets, length);
}

int main(int argc, char **argv) {
    struct rlimit one_second_of_cpu = {1, 2};
    setrlimit(RLIMIT_CPU, &one_second_of_cpu);
    setenv("GST_REGISTRY_DISABLE", "yes", 1); /* No plugin is needed: write no cache of them. */
    gst_init(NULL, NULL);
    if (argc != 2) return 2;
    GByteArray *octets = octets_of(argv[1]);
    GstMIKEYMessage *message = gst_mikey_message_new_from_data(octets->data, octets->len, NULL, NULL);
    if (!message) return 1;
    printf("version=%d\ntype=%d\nv=%d\nprf=%d\n", message->version, message->type, message->V, message->prf_func);
    printf("csb_id=%08x\nmap_type=%d\n", message->CSB_id, message->map_type);
    for (guint i = 0; i < gst_mikey_message_get_n_cs(message); i++) {
        const GstMIKEYMapSRTP *cs = gst_mikey_message_get_cs_srtp(message, i);
        printf("cs=%u %08x %u\n", cs->policy, cs->ssrc, cs->roc);
    }
    for (guint i = 0; i < gst_mikey_message_get_n_payloads(message); i++) {
        print_payload(gst_mikey_message_get_payload(message, i));
    }
    print_again(message);
    return 0;
}
