package dev.troth.reference.wire;

import static dev.troth.reference.wire.LayoutBuilder.exactly;
import static dev.troth.reference.wire.LayoutBuilder.layout;
import static dev.troth.reference.wire.Values.element;
import static dev.troth.reference.wire.Values.hex;
import static dev.troth.reference.wire.Values.rec;

import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Message.Element;
import dev.troth.spec.model.Message.Multiplicity;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The payloads of RFC 3830 section 6 and the messages of its section 3.1, and an example of each. */
final class MikeyLayouts {
    private MikeyLayouts() {}

    /** RFC 3830 table 6.1.b; PKE and DH are there to be refused. */
    static final Chain CHAIN = new Chain(
            8,
            new TreeMap<>(Map.of(
                    0L, "Last", 1L, "KEMAC", 2L, "PKE", 5L, "T", 6L, "ID", 9L, "V", 10L, "SP", 11L, "RAND", 12L, "ERR",
                    20L, "KEY")));

    static final Layout.Binary CS =
            layout("HDR.cs").bits("policy", 8).bits("ssrc", 32).bits("roc", 32).build();

    static final Layout.Binary HDR = header();

    private static Layout.Binary header() {
        LayoutBuilder hdr = layout("HDR")
                .fixed("version", 8, 1)
                .bits("type", 8, Map.of(0L, "PskInit", 1L, "PskResp", 6L, "Error"))
                .next()
                .bits("v", 1)
                .bits("prf", 7, Map.of(0L, "MIKEY_1"))
                .bits("csb", 32)
                .countOf("ncs", 8, "cs")
                .bits("map", 8, Map.of(0L, "SRTP_ID"));
        return hdr.group("cs", hdr.of("ncs"), CS).build();
    }

    static final Layout.Binary T =
            layout("T").next().fixed("kind", 8, 0).time("ts").build();

    static final Layout.Binary RAND = rand();

    private static Layout.Binary rand() {
        LayoutBuilder rand = layout("RAND").next().sizeOf("len", 8, "rand");
        return rand.octets("rand", rand.of("len")).build();
    }

    static final Layout.Binary ID = layout("ID")
            .next()
            .bits("kind", 8, Map.of(0L, "NAI", 1L, "URI"))
            .sizeOf("len", 16, "name")
            .text("name", "len")
            .build();

    static final Layout.Binary PARAM = param();

    private static Layout.Binary param() {
        LayoutBuilder param = layout("SP.params").bits("type", 8).sizeOf("len", 8, "value");
        return param.octets("value", param.of("len")).build();
    }

    static final Layout.Binary SP = policy();

    private static Layout.Binary policy() {
        LayoutBuilder sp = layout("SP").next().bits("policy", 8).bits("prot", 8).sizeOf("len", 16, "params");
        return sp.group("params", sp.fill("len"), PARAM).build();
    }

    static final Layout.Binary KEMAC = kemac();

    private static Layout.Binary kemac() {
        LayoutBuilder kemac = layout("KEMAC")
                .next()
                .bits("encr", 8, Map.of(0L, "NULL", 1L, "AES_CM_128"))
                .sizeOf("len", 16, "data");
        return kemac.octets("data", kemac.of("len"))
                .bits("alg", 8, Map.of(0L, "NULL", 1L, "HMAC_SHA_1_160"))
                .when("alg", 1L)
                .octets("mac", exactly(20))
                .build();
    }

    static final Layout.Binary V = layout("V")
            .next()
            .bits("alg", 8)
            .when("alg", 1L)
            .octets("ver", exactly(20))
            .build();

    static final Layout.Binary ERR =
            layout("ERR").next().bits("no", 8).bits("zero", 16).build();

    static final Layout.Binary KEY = key();

    private static Layout.Binary key() {
        LayoutBuilder key = layout("KEY").next().bits("type", 4).bits("kv", 4).sizeOf("len", 16, "key");
        key.octets("key", key.of("len")).when("type", 1L, 3L).sizeOf("saltlen", 16, "salt");
        key.when("type", 1L, 3L).octets("salt", key.of("saltlen"));
        key.when("kv", 1L).sizeOf("spilen", 8, "spi").when("kv", 1L).octets("spi", key.of("spilen"));
        return key.build();
    }

    private static Element header(long type) {
        return new Element("HDR", HDR, Multiplicity.ONE, Map.of(HDR.slot("type"), type));
    }

    static final Message INIT = Values.message(
            "Init",
            CHAIN,
            header(0),
            Values.one(T),
            Values.one(RAND),
            element("IDi", ID, Multiplicity.OPTIONAL),
            element("IDr", ID, Multiplicity.OPTIONAL),
            element("SP", SP, Multiplicity.ANY),
            Values.one(KEMAC));

    static final Message RESP = Values.message(
            "Resp", CHAIN, header(1), Values.one(T), element("IDr", ID, Multiplicity.OPTIONAL), Values.one(V));

    static final Message ERROR = Values.message(
            "Error",
            CHAIN,
            header(6),
            Values.one(T),
            element("ERR", ERR, Multiplicity.MANY),
            element("SP", SP, Multiplicity.ANY),
            element("V", V, Multiplicity.OPTIONAL));

    static final Message KEY_DATA = Values.message("KeyData", CHAIN, element("KEY", KEY, Multiplicity.MANY));

    static final byte[] MAC = hex("f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff00112233");

    static Datum.Rec cs(long ssrc) {
        return rec(CS, "policy", 0, "ssrc", ssrc, "roc", 0);
    }

    static Datum.Rec hdr(int type, int v) {
        Datum.Seq sessions = Values.seq(cs(0xDECAFBADL), cs(0));
        return rec(HDR, "type", type, "v", v, "prf", 0, "csb", 0x12345678, "map", 0, "cs", sessions);
    }

    static Datum.Rec time() {
        return rec(T, "ts", new Datum.Time(0x0102030405060708L));
    }

    static Datum.Rec id(String agent) {
        return rec(ID, "kind", 1, "name", Datum.Agent.of(agent));
    }

    static Datum.Rec param(int type, int value) {
        return rec(PARAM, "type", type, "value", new byte[] {(byte) value});
    }

    /** An offer in pre-shared key mode, with the policy that the library's specification offers. */
    static Datum[] init(Datum mac) {
        Datum.Rec rand = rec(RAND, "rand", hex("000102030405060708090a0b0c0d0e0f"));
        List<Datum> params = List.of(param(0, 1), param(1, 16), param(2, 1), param(3, 20), param(4, 14), param(11, 10));
        Datum.Rec sp = rec(SP, "policy", 0, "prot", 0, "params", params);
        byte[] data = hex("a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3");
        Datum.Rec kemac = rec(KEMAC, "encr", 1, "data", data, "alg", 1, "mac", mac);
        return new Datum[] {hdr(0, 1), time(), rand, id("Alice"), id("Bob"), Values.seq(sp), kemac};
    }

    /** The octets of {@link #init}, from the figures of RFC 3830 sections 6.1, 6.6, 6.11, 6.7, 6.10 and 6.2. */
    static final byte[] INIT_OCTETS = hex("""
            01 00 05 80 12345678 02 00
            00 decafbad 00000000
            00 00000000 00000000
            0b 00 0102030405060708
            06 10 000102030405060708090a0b0c0d0e0f
            06 01 0015 7369703a616c696365406578616d706c652e636f6d
            0a 01 0013 7369703a626f62406578616d706c652e636f6d
            01 00 00 0012 00 01 01 01 01 10 02 01 01 03 01 14 04 01 0e 0b 01 0a
            00 01 0014 a0a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3
            01 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff00112233
            """);

    static Datum[] resp(Datum ver) {
        return new Datum[] {hdr(1, 0), time(), id("Bob"), rec(V, "alg", 1, "ver", ver)};
    }

    /** The octets of {@link #resp}, from RFC 3830 sections 6.1, 6.6, 6.7 and 6.9. */
    static final byte[] RESP_OCTETS = hex("""
            01 01 05 00 12345678 02 00
            00 decafbad 00000000
            00 00000000 00000000
            06 00 0102030405060708
            09 01 0013 7369703a626f62406578616d706c652e636f6d
            00 01 f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff00112233
            """);
}
