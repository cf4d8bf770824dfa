package dev.troth.proofs.negative;

import static dev.troth.proofs.negative.Fault.corrupts;
import static dev.troth.proofs.negative.Fault.drops;
import static dev.troth.proofs.negative.Fault.nobody;
import static dev.troth.proofs.negative.Fault.peer;
import static dev.troth.proofs.negative.RefusalTest.fails;

import dev.troth.proofs.negative.RefusalTest.Case;
import dev.troth.proofs.negative.RefusalTest.Discards;
import dev.troth.proofs.negative.RefusalTest.End;
import dev.troth.proofs.negative.RefusalTest.Fails;
import dev.troth.proofs.negative.RefusalTest.GoesOn;
import dev.troth.proofs.negative.RefusalTest.Recovers;
import java.util.stream.Stream;

/** Rows of {@link RefusalTest} for ZRTP. Both ends run one text, so both are faulty where the peer is. */
final class ZrtpRefusals {
    // Error codes: RFC 6189 table 8.
    private static final int MALFORMED = 0x10;
    private static final int UNSUPPORTED_VERSION = 0x30;
    private static final int UNSUPPORTED_HASH = 0x51;
    private static final int UNSUPPORTED_CIPHER = 0x52;
    private static final int UNSUPPORTED_KEY_AGREEMENT = 0x53;
    private static final int UNSUPPORTED_AUTH_TAG = 0x54;
    private static final int UNSUPPORTED_SAS = 0x55;
    private static final int NO_SHARED_SECRET = 0x56;
    private static final int BAD_PUBLIC_VALUE = 0x61;
    private static final int HVI_MISMATCH = 0x62;
    private static final int BAD_CONFIRM_MAC = 0x70;
    private static final int NONCE_REUSE = 0x80;
    private static final int EQUAL_ZID = 0x90;

    private static final String HELLO_MAC = "theirs.mac = mac8(link,";
    private static final String ZEROS = "00".repeat(32);

    private ZrtpRefusals() {}

    private static Case dh(
            String name, String options, Fault fault, String state, String check, String section, End end) {
        return new Case(name, "zrtp-dh", options, fault, "Endpoint", state, check, section(section), end);
    }

    private static Case brief(
            String name, String options, Fault fault, String state, String check, String section, End end) {
        return new Case(name, "zrtp-short", options, fault, "Endpoint", state, check, section(section), end);
    }

    private static String section(String section) {
        return section.isEmpty() || section.startsWith("RFC") ? section : "RFC 6189 " + section;
    }

    static Stream<Case> cases() {
        return Stream.of(discovery(), responder(), initiator(), talking(), shorter(), shorterConfirmed())
                .flatMap(rows -> rows);
    }

    private static Stream<Case> discovery() {
        return Stream.of(
                dh(
                        "a Hello is not the one that the signalling speaks of",
                        "signalled=sip",
                        corrupts("Hello", 1, "client"),
                        "Discovering",
                        "base16(sha256(m)) = said",
                        "8.1",
                        new Recovers("another Hello than in the signalling")),
                dh(
                        "a Hello has version 0.10",
                        "",
                        corrupts("Hello", 1, "version"),
                        "Discovering",
                        "m.version = 0x312E31",
                        "4.1.1",
                        new Fails("version", UNSUPPORTED_VERSION)),
                dh(
                        "a Hello has version 2.10",
                        "",
                        peer("Endpoint", "Hello(version = 0x312E31", "Hello(version = 0x322E31"),
                        "Discovering",
                        "m.version = 0x312E31",
                        "4.1.1",
                        new Discards("a later version")),
                dh(
                        "a Hello has the ZID of who reads it",
                        "",
                        peer("Endpoint", "zid = zid, p = passive", "zid = trunc(sha256(peer), 12), p = passive"),
                        "Discovering",
                        "m.zid != zid",
                        "",
                        new Fails("the other end has our ZID", EQUAL_ZID)),
                dh(
                        "a Hello lists no key agreement type that is known",
                        "",
                        peer(
                                "Endpoint",
                                "ka = [(name = like1), (name = like2), (name = like3)]",
                                "ka = [(name = \"EC38\")]"),
                        "Found",
                        "choose k in theirs.ka",
                        "",
                        new GoesOn()));
    }

    private static Stream<Case> responder() {
        return Stream.of(
                commit(
                        "the Commit comes from another ZID",
                        "zid",
                        "m.zid = theirs.zid",
                        "",
                        "another ZID than in Hello"),
                commit("the Commit is not on the hash chain", "h2", "sha256(m.h2) = theirs.h3", "9", "hash chain"),
                dh(
                        "the Hello was another than the initiator's",
                        "",
                        corrupts("Hello", 1, "client"),
                        "Found",
                        "theirs.mac = mac8(m.h2",
                        "9",
                        new Discards("MAC of Hello")),
                unsupported("a hash that nobody has", "hash", "m.hash = ", "hash", UNSUPPORTED_HASH),
                unsupported("a cipher that nobody has", "cipher", "m.cipher = ", "cipher", UNSUPPORTED_CIPHER),
                unsupported("an unknown tag", "auth", "m.auth in ", "authentication tag", UNSUPPORTED_AUTH_TAG),
                unsupported(
                        "an unknown key agreement", "ka", "m.ka in ", "key agreement type", UNSUPPORTED_KEY_AGREEMENT),
                unsupported("an unknown rendering", "sas", "m.sas in ", "SAS type", UNSUPPORTED_SAS),
                dh(
                        "DHPart2 is another than the initiator has committed to",
                        "",
                        corrupts("DhPart2", 1, "pv"),
                        "AwaitPart2",
                        "c.hvi = hvi_of(m, mine)",
                        "4.4.1.2",
                        new Fails("commitment: a man in the middle", HVI_MISMATCH)),
                dh(
                        "DHPart2 is not on the hash chain",
                        "commitment=off",
                        corrupts("DhPart2", 1, "h1"),
                        "AwaitPart2",
                        "sha256(m.h1) = c.h2",
                        "9",
                        new Discards("hash chain")),
                dh(
                        "the Commit was another than the initiator's",
                        "",
                        corrupts("Commit", 1, "mac"),
                        "AwaitPart2",
                        "c.mac = mac8(m.h1",
                        "9",
                        new Discards("MAC of Commit")),
                dh(
                        "the initiator's public value is weak",
                        "",
                        peer("Endpoint", "mac8(s3, \"Initiator\"), pv = zrtp_public(ka, x)", weak("Initiator")),
                        "AwaitPart2",
                        "present(dh)",
                        "4.4.1.2",
                        new Fails("weak public value", BAD_PUBLIC_VALUE)),
                dh(
                        "the MAC of Confirm2 is wrong",
                        "",
                        corrupts("Confirm2", 1, "mac"),
                        "AwaitConfirm2",
                        "m.mac = mac8(mackey_i",
                        "4.6",
                        new Fails("MAC of Confirm2", BAD_CONFIRM_MAC)),
                dh(
                        "what Confirm2 encrypts is nothing of the sort",
                        "",
                        peer("Endpoint", sealed("i"), "aes_cfb(zrtpkey_i(s0, ctx), iv, 0xDEADBEEF)"),
                        "AwaitConfirm2",
                        "open aes_cfb_open(zrtpkey_i",
                        "",
                        new Fails("Confirm2", MALFORMED)),
                dh(
                        "Confirm2 is not on the hash chain",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_i(s0, ctx), iv, Confirmed(h0 = h0",
                                "zrtpkey_i(s0, ctx), iv, Confirmed(h0 = x"),
                        "AwaitConfirm2",
                        "chain1(f.h0) = d2.h1",
                        "9",
                        new Fails("hash chain", BAD_CONFIRM_MAC)),
                dh(
                        "the MAC of DHPart2 is wrong",
                        "",
                        peer("Endpoint", "mac8(h0, bytes(DhPart2", "mac8(x, bytes(DhPart2"),
                        "AwaitConfirm2",
                        "d2.mac = mac8(f.h0",
                        "9",
                        new Fails("MAC of DHPart2", BAD_CONFIRM_MAC)));
    }

    private static Case commit(String name, String field, String check, String section, String reason) {
        return dh(name, "", corrupts("Commit", 1, field), "Found", check, section, new Discards(reason));
    }

    private static Case unsupported(String what, String field, String check, String reason, int error) {
        return dh(
                "the Commit names " + what,
                "",
                corrupts("Commit", 1, field),
                "Found",
                check,
                "",
                new Fails(reason, error));
    }

    private static String weak(String role) {
        return "mac8(s3, \"" + role + "\"), pv = 0x" + ZEROS;
    }

    private static String sealed(String role) {
        return "aes_cfb(zrtpkey_" + role + "(s0, ctx), iv, Confirmed(h0 = h0, v = verified, a = a, expires = life))";
    }

    private static Stream<Case> initiator() {
        return Stream.of(
                dh(
                        "DHPart1 is not on the hash chain",
                        "",
                        corrupts("DhPart1", 1, "h1"),
                        "Committed",
                        "sha256(sha256(m.h1)) = theirs.h3",
                        "9",
                        new Discards("hash chain")),
                dh(
                        "the Hello was another than the responder's",
                        "commitment=off",
                        corrupts("Hello", 2, "client"),
                        "Committed",
                        "theirs.mac = mac8(sha256(m.h1)",
                        "9",
                        new Discards("MAC of Hello")),
                dh(
                        "the responder's public value is weak",
                        "",
                        peer("Endpoint", "mac8(s3, \"Responder\"), pv = zrtp_public(ka, x)", weak("Responder")),
                        "Committed",
                        "present(dh)",
                        "4.4.1.3",
                        new Fails("weak public value", BAD_PUBLIC_VALUE)),
                dh(
                        "the MAC of Confirm1 is wrong",
                        "",
                        corrupts("Confirm1", 1, "mac"),
                        "AwaitConfirm1",
                        "m.mac = mac8(mackey_r",
                        "4.6",
                        new Fails("MAC of Confirm1", BAD_CONFIRM_MAC)),
                dh(
                        "what Confirm1 encrypts is nothing of the sort",
                        "",
                        peer("Endpoint", sealed("r"), "aes_cfb(zrtpkey_r(s0, ctx), iv, 0xDEADBEEF)"),
                        "AwaitConfirm1",
                        "open aes_cfb_open(zrtpkey_r",
                        "",
                        new Fails("Confirm1", MALFORMED)),
                dh(
                        "Confirm1 is not on the hash chain",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_r(s0, ctx), iv, Confirmed(h0 = h0",
                                "zrtpkey_r(s0, ctx), iv, Confirmed(h0 = x"),
                        "AwaitConfirm1",
                        "chain1(f.h0) = d1.h1",
                        "9",
                        new Fails("hash chain", BAD_CONFIRM_MAC)),
                dh(
                        "the MAC of DHPart1 is wrong",
                        "",
                        peer("Endpoint", "mac8(h0, bytes(DhPart1", "mac8(x, bytes(DhPart1"),
                        "AwaitConfirm1",
                        "d1.mac = mac8(f.h0",
                        "9",
                        new Fails("MAC of DHPart1", BAD_CONFIRM_MAC)),
                dh(
                        "media with a wrong tag is no Conf2ACK",
                        "",
                        drops("Conf2Ack", 1).andCorrupts("Srtp", 1, "tag"),
                        "AwaitAck",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")));
    }

    private static Stream<Case> talking() {
        return Stream.of(
                dh(
                        "the users hear another SAS",
                        "",
                        corrupts("Spoken", 1, "sas"),
                        "Secure",
                        "w.sas = spoken",
                        "7",
                        fails("the SAS differs: a man in the middle")),
                dh(
                        "a packet has a wrong tag",
                        "sas=skipped",
                        corrupts("Srtp", 2, "tag"),
                        "Secure",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                dh(
                        "a packet with the long tag has a wrong payload",
                        "sas=skipped auth=hs80",
                        corrupts("Srtp", 2, "payload"),
                        "Secure",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                dh(
                        "the user wants no protection, and the other end does not allow that",
                        "goclear=allowed",
                        peer("Endpoint", "a := 1", "a := 0").in("cleared"),
                        "Verified",
                        "may = 1",
                        "4.7.2",
                        new Recovers("the other end does not allow it")),
                dh(
                        "somebody else asks for a call without protection",
                        "goclear=allowed",
                        corrupts("GoClear", 1, "clear_mac").in("cleared"),
                        "Verified",
                        "m.clear_mac = clear_in",
                        "4.7.2",
                        new Recovers("GoClear is not authentic")));
    }

    private static Stream<Case> shorter() {
        return Stream.of(
                brief(
                        "a Hello has version 0.10",
                        "",
                        corrupts("Hello", 1, "version"),
                        "Discovering",
                        "m.version = 0x312E31",
                        "4.1.1",
                        new Fails("version", UNSUPPORTED_VERSION)),
                brief(
                        "a Hello has version 2.10",
                        "",
                        peer("Endpoint", "Hello(version = 0x312E31", "Hello(version = 0x322E31"),
                        "Discovering",
                        "m.version = 0x312E31",
                        "4.1.1",
                        new Discards("a later version")),
                brief(
                        "a Hello has the ZID of who reads it",
                        "",
                        peer("Endpoint", "zid = zid, p = passive", "zid = trunc(sha256(peer), 12), p = passive"),
                        "Discovering",
                        "m.zid != zid",
                        "",
                        new Fails("the other end has our ZID", EQUAL_ZID)),
                unlisted("Multistream", "mult", "Mult"),
                unlisted("Preshared", "prsh", "Prsh"),
                brief(
                        "the Commit comes from another ZID",
                        "",
                        corrupts("CommitMult", 1, "zid"),
                        "Waiting",
                        "from = theirs.zid",
                        "",
                        new Discards("another ZID than in Hello")),
                brief(
                        "the Commit is not on the hash chain",
                        "",
                        corrupts("CommitMult", 1, "h2"),
                        "Waiting",
                        "sha256(link) = theirs.h3",
                        "9",
                        new Discards("hash chain")),
                brief(
                        "the Hello was another than the initiator's",
                        "",
                        corrupts("Hello", 1, "client"),
                        "Waiting",
                        HELLO_MAC,
                        "9",
                        new Discards("MAC of Hello")),
                brief(
                        "a nonce comes that came before",
                        "",
                        peer(
                                "Endpoint",
                                "require number not in used",
                                "add number to used ; require number not in used"),
                        "Waiting",
                        "number not in used",
                        "4.4.3.1",
                        new Fails("a nonce again", NONCE_REUSE)),
                brief(
                        "the retained secret is another",
                        "mode=prsh",
                        corrupts("CommitPrsh", 1, "keyid"),
                        "Waiting",
                        "m.keyid = key_id(",
                        "4.4.2.3",
                        new Fails("another retained secret", NO_SHARED_SECRET)),
                brief(
                        "both commit",
                        "",
                        nobody().in("contention"),
                        "Committed",
                        "m.nonce > nonce",
                        "",
                        new Recovers("contention: ours goes on")));
    }

    private static Case unlisted(String name, String mode, String type) {
        return brief(
                "the other end has no " + name + " mode",
                "mode=" + mode,
                peer("Endpoint", "(name = \"" + type + "\")", "(name = \"None\")"),
                "Heard",
                "choose k in theirs.ka where k.name = \"" + type,
                "",
                fails("the other end has no " + name + " mode"));
    }

    private static Stream<Case> shorterConfirmed() {
        return Stream.of(
                brief(
                        "the MAC of Confirm1 is wrong",
                        "",
                        corrupts("Confirm1", 1, "mac"),
                        "Committed",
                        "m.mac = mac8(mackey_r",
                        "4.6",
                        new Fails("MAC of Confirm1", BAD_CONFIRM_MAC)),
                brief(
                        "what Confirm1 encrypts is nothing of the sort",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_r(s0, ctx), iv, Confirmed(h0 = h0, v = 0))",
                                "zrtpkey_r(s0, ctx), iv, 0xDEADBEEF)"),
                        "Committed",
                        "open aes_cfb_open(zrtpkey_r",
                        "",
                        new Fails("Confirm1", MALFORMED)),
                brief(
                        "Confirm1 is not on the hash chain",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_r(s0, ctx), iv, Confirmed(h0 = h0",
                                "zrtpkey_r(s0, ctx), iv, Confirmed(h0 = sess"),
                        "Committed",
                        "chain3(f.h0) = theirs.h3",
                        "9",
                        new Fails("hash chain", BAD_CONFIRM_MAC)),
                brief(
                        "the Hello was another than the responder's",
                        "",
                        peer("Endpoint", "mac = mac8(chain2(h0), bytes(Hello", "mac = mac8(chain2(sess), bytes(Hello")
                                .andPeer(
                                        "Endpoint",
                                        "require theirs.mac = mac8(link, bytes(theirs, until mac))",
                                        "require h0 = h0"),
                        "Committed",
                        "theirs.mac = mac8(chain2(f.h0)",
                        "9",
                        new Fails("MAC of Hello", BAD_CONFIRM_MAC)),
                brief(
                        "media with a wrong tag is no Conf2ACK",
                        "",
                        drops("Conf2Ack", 1).andCorrupts("Srtp", 1, "tag"),
                        "AwaitAck",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                brief(
                        "the MAC of Confirm2 is wrong",
                        "",
                        corrupts("Confirm2", 1, "mac"),
                        "AwaitConfirm2",
                        "m.mac = mac8(mackey_i",
                        "4.6",
                        new Fails("MAC of Confirm2", BAD_CONFIRM_MAC)),
                brief(
                        "what Confirm2 encrypts is nothing of the sort",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_i(s0, ctx), iv, Confirmed(h0 = h0, v = 0))",
                                "zrtpkey_i(s0, ctx), iv, 0xDEADBEEF)"),
                        "AwaitConfirm2",
                        "open aes_cfb_open(zrtpkey_i",
                        "",
                        new Fails("Confirm2", MALFORMED)),
                brief(
                        "Confirm2 is not on the hash chain",
                        "",
                        peer(
                                "Endpoint",
                                "zrtpkey_i(s0, ctx), iv, Confirmed(h0 = h0",
                                "zrtpkey_i(s0, ctx), iv, Confirmed(h0 = sess"),
                        "AwaitConfirm2",
                        "chain2(f.h0) = h2",
                        "9",
                        new Fails("hash chain", BAD_CONFIRM_MAC)),
                brief(
                        "the Commit was another than the initiator's",
                        "",
                        peer("Endpoint", "mac8(chain1(h0), bytes(CommitMult", "mac8(chain1(sess), bytes(CommitMult"),
                        "AwaitConfirm2",
                        "commit_mac = mac8(chain1(f.h0)",
                        "9",
                        new Fails("MAC of Commit", BAD_CONFIRM_MAC)),
                brief(
                        "a packet has a wrong tag",
                        "",
                        corrupts("Srtp", 2, "tag"),
                        "Secure",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")));
    }
}
