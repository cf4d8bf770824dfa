package dev.troth.reference.wire;

import static dev.troth.reference.wire.Values.decode;
import static dev.troth.reference.wire.Values.hex;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.troth.spec.model.Ref;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DissectionTest {
    private static String told(Datum.Msg message) {
        return Dissection.dissect(message).stream()
                .map(view -> view.bitStart() + "+" + view.bitLength() + " " + view.path() + " " + view.shown() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void fieldsOfAMessageAreToldInWireOrder() {
        assertEquals("""
                0+8 HDR.version 1
                8+8 HDR.type 1 (PskResp)
                16+8 HDR.next 5 (T)
                24+1 HDR.v 0
                25+7 HDR.prf 0 (MIKEY_1)
                32+32 HDR.csb 305419896
                64+8 HDR.ncs 2
                72+8 HDR.map 0 (SRTP_ID)
                80+8 HDR.cs[0].policy 0
                88+32 HDR.cs[0].ssrc 3737844653
                120+32 HDR.cs[0].roc 0
                152+8 HDR.cs[1].policy 0
                160+32 HDR.cs[1].ssrc 0
                192+32 HDR.cs[1].roc 0
                224+8 T.next 6 (ID)
                232+8 T.kind 0
                240+64 T.ts NTP 0x0102030405060708
                304+8 IDr.next 9 (V)
                312+8 IDr.kind 1 (URI)
                320+16 IDr.len 19
                336+152 IDr.name "sip:bob@example.com"
                488+8 V.next 0 (Last)
                496+8 V.alg 1
                504+160 V.ver f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff00112233
                """, told(decode(MikeyLayouts.RESP, MikeyLayouts.RESP_OCTETS)));
    }

    @Test
    void aPayloadOfAListIsToldWithItsPlace() {
        Datum.Msg error = decode(
                MikeyLayouts.ERROR, hex("01 06 05 00 12345678 00 00 0c 00 0102030405060708 0c 00 0000 00 0c 0000"));
        List<String> paths = Dissection.dissect(error).stream()
                .map(Dissection.FieldView::path)
                .filter(path -> path.startsWith("ERR"))
                .toList();
        assertEquals(
                List.of("ERR[0].next", "ERR[0].no", "ERR[0].zero", "ERR[1].next", "ERR[1].no", "ERR[1].zero"), paths);
    }

    @Test
    void fieldsOfALineAreToldWithoutItsPunctuation() {
        String line = "a=crypto:1 \t AES_CM_128_HMAC_SHA1_80 inline:"
                + "WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:4 FEC_ORDER=FEC_SRTP\r\n";
        Datum.Msg answer = decode(SdesLayouts.ANSWER, line.getBytes(US_ASCII));
        assertEquals("""
                72+8 tag 1
                104+184 suite "AES_CM_128_HMAC_SHA1_80"
                352+320 ks 59535f5f5f73656d63746c202829207b093232303b7d0a7d0a756e6c6573
                696+16 power 20
                720+8 mki 1
                736+8 mkilen 4
                752+144 params[0].param "FEC_ORDER=FEC_SRTP"
                """, told(answer));
    }

    @Test
    void vectorsAndPendingFieldsAreTold() {
        Datum.Msg message = Codec.encode(MikeyLayouts.RESP, MikeyLayouts.resp(new Datum.Pending(20)));
        assertEquals("20 octets to come", Dissection.dissect(message).getLast().shown());
    }

    @Test
    void aFieldHasItsReferences() {
        Datum.Msg message = decode(MikeyLayouts.RESP, MikeyLayouts.RESP_OCTETS);
        assertEquals(
                List.of(new Ref("test", "version")),
                Dissection.dissect(message).getFirst().refs());
    }

    @Test
    void textFromStrangersCannotSteerATerminal() {
        assertEquals(
                "\"\\u{1b}[2J\\\"\\\\\\r\\n\\t\\u{202e}\"",
                Dissection.shown(new Datum.Text("\u001b[2J\"\\\r\n\t\u202e")));
        assertEquals("\"Zoë 鍵 \uD83D\uDD11\"", Dissection.shown(new Datum.Text("Zoë 鍵 \uD83D\uDD11")));
        assertEquals("\"\\u{d800}\\u{10ffff}\"", Dissection.shown(new Datum.Text("\uD800\uDBFF\uDFFF")));
    }
}
