package dev.troth.proofs.negative;

import static dev.troth.proofs.negative.Fault.corrupts;
import static dev.troth.proofs.negative.Fault.peer;
import static dev.troth.proofs.negative.Fault.replays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For each check of each specification at least one run in which it fails, because of an attacker on the way, or, for
 * what lies behind a MAC, because the peer itself is faulty. What must then happen stands in the RFC section of the row.
 */
class RefusalTest {
    /** How it must end. */
    sealed interface End {}

    /** The session ends in state Failed; with an error number if the specification sends an error message. */
    record Fails(String reason, int error) implements End {}

    /** The message is dropped as if it had not come. */
    record Discards(String reason) implements End {}

    /** That message is dropped, and the run comes to its end all the same: what was sent again was unharmed. */
    record Recovers(String reason) implements End {}

    /** Nothing is refused: there is another way, and the run comes to its end on it. */
    record GoesOn() implements End {}

    private static final int SILENT = -1;

    static Fails fails(String reason) {
        return new Fails(reason, SILENT);
    }

    /**
     * A row of the table.
     *
     * @param options {@code name=value}, with blanks between them
     * @param section the RFC section that asks for the check; empty where the specification names none
     */
    record Case(
            String name,
            String spec,
            String options,
            Fault fault,
            String role,
            String state,
            String check,
            String section,
            End end) {
        @Override
        public String toString() {
            return spec + ": " + name;
        }
    }

    private static Case responder(String name, Fault fault, String check, String section, End end) {
        return new Case(name, "mikey-psk", "", fault, "Responder", "Idle", check, section, end);
    }

    private static Case initiator(String name, Fault fault, String check, String section, End end) {
        return new Case(name, "mikey-psk", "", fault, "Initiator", "AwaitV", check, section, end);
    }

    private static Case keyed(String name, Fault fault, String role, String check, String section, End end) {
        return new Case(name, "mikey-psk", "", fault, role, "Keyed", check, section, end);
    }

    private static Case offerer(String name, String options, Fault fault, String check, String section, End end) {
        return new Case(name, "sdes", options, fault, "Offerer", "Offered", check, section, end);
    }

    private static Case answerer(String name, String options, Fault fault, String check, String section, End end) {
        return new Case(name, "sdes", options, fault, "Answerer", "Idle", check, section, end);
    }

    private static Case again(
            String name, Fault fault, String role, String state, String check, String section, End end) {
        return new Case(name, "sdes", "rekey=on", fault.in("rekeyed"), role, state, check, section, end);
    }

    private static Case talking(String name, Fault fault, String role) {
        return new Case(
                name,
                "sdes",
                "",
                fault,
                role,
                "Talking",
                "p.tag = srtp_tag(",
                "RFC 3711 3.3",
                new Discards("SRTP tag"));
    }

    // Numbers of error payloads: RFC 3830 section 6.12.
    private static final int AUTH_FAILURE = 0;
    private static final int INVALID_PRF = 2;
    private static final int INVALID_MAC = 3;
    private static final int INVALID_EA = 4;
    private static final int INVALID_ID = 7;
    private static final int INVALID_SP_PARAMETERS = 10;
    private static final int UNSPECIFIED = 12;

    /** An Init of the scenario basic has 172 octets, a Resp 83; without the MAC 20 less. */
    private static final int INIT_WITHOUT_MAC = 152;

    private static final int RESP_WITHOUT_MAC = 63;

    private static final String AES80 = "choose c in o.Crypto where c.suite = \"AES_CM_128_HMAC_SHA1_80\"";
    private static final String AES32 = "choose c in o.Crypto where c.suite = \"AES_CM_128_HMAC_SHA1_32\"";
    private static final String OFFER80 = "suite = \"AES_CM_128_HMAC_SHA1_80\", ks = k80)";
    private static final String OFFER32 = "suite = \"AES_CM_128_HMAC_SHA1_32\", ks = k32)";
    private static final String ANSWER = "Answer(tag = c.tag, suite = c.suite, ks = mine)";

    private static final String REOFFERED = "mine := later\n          send " + ANSWER;

    private static String reanswered(String answer) {
        return "mine := later\n          send " + answer;
    }

    static Stream<Case> cases() {
        return Stream.of(integrated(), ZrtpRefusals.cases(), DtlsRefusals.cases())
                .flatMap(rows -> rows);
    }

    private static Stream<Case> integrated() {
        return Stream.of(
                // ---- MIKEY, the responder reads the first message
                responder(
                        "the timestamp is moved by 194 days",
                        corrupts("Init", 1, "T.ts"),
                        "abs(ts - now(me)) <= window",
                        "RFC 3830 5.3",
                        new Discards("timestamp outside the window")),
                responder(
                        "another PRF function is asked for",
                        corrupts("Init", 1, "HDR.prf"),
                        "m.HDR.prf = MIKEY_1",
                        "",
                        new Fails("PRF function", INVALID_PRF)),
                responder(
                        "the MAC is cut off and its algorithm said to be NULL",
                        corrupts("Init", 1, "KEMAC.alg").andCuts("Init", 1, INIT_WITHOUT_MAC),
                        "m.KEMAC.alg = HMAC_SHA_1_160",
                        "",
                        new Fails("MAC algorithm", INVALID_MAC)),
                responder(
                        "the encryption algorithm is said to be NULL",
                        corrupts("Init", 1, "KEMAC.encr"),
                        "m.KEMAC.encr = AES_CM_128",
                        "",
                        new Fails("encryption algorithm", INVALID_EA)),
                responder(
                        "the message comes again inside the window",
                        replays("Init", 1, "Bob", 5),
                        "m.KEMAC.mac not in seen",
                        "RFC 3830 5.4",
                        new Discards("replay")),
                responder(
                        "the identity of the initiator is another",
                        corrupts("Init", 1, "IDi.name"),
                        "m.IDi.name = peer and m.IDr.name = me",
                        "",
                        new Fails("identity", INVALID_ID)),
                responder(
                        "the identity of the responder is another",
                        corrupts("Init", 1, "IDr.name"),
                        "m.IDi.name = peer and m.IDr.name = me",
                        "",
                        new Fails("identity", INVALID_ID)),
                responder(
                        "identities are left out where they are required",
                        peer("Initiator", "if ids = both { IDi(name = me) IDr(name = peer) }", ""),
                        "m.IDi.name = peer and m.IDr.name = me",
                        "",
                        new Fails("identity", INVALID_ID)),
                responder(
                        "a bit of the MAC is wrong",
                        corrupts("Init", 1, "KEMAC.mac"),
                        "m.KEMAC.mac = hmac_sha1(",
                        "RFC 3830 5.3",
                        new Fails("MAC", AUTH_FAILURE)),
                responder(
                        "a bit of the encrypted key is wrong",
                        corrupts("Init", 1, "KEMAC.data"),
                        "m.KEMAC.mac = hmac_sha1(",
                        "RFC 3830 5.3",
                        new Fails("MAC", AUTH_FAILURE)),
                responder(
                        "a bit of RAND is wrong",
                        corrupts("Init", 1, "RAND.rand"),
                        "m.KEMAC.mac = hmac_sha1(",
                        "RFC 3830 5.3",
                        new Fails("MAC", AUTH_FAILURE)),
                responder(
                        "one crypto session instead of two",
                        peer("Initiator", "cs = [(ssrc = ssrc), (ssrc = 0)]", "cs = [(ssrc = ssrc)]"),
                        "count(m.HDR.cs) = 2",
                        "",
                        new Fails("crypto sessions", UNSPECIFIED)),
                responder(
                        "no crypto session at all",
                        peer("Initiator", "cs = [(ssrc = ssrc), (ssrc = 0)]", "cs = []"),
                        "count(m.HDR.cs) = 2",
                        "",
                        new Fails("crypto sessions", UNSPECIFIED)),
                responder(
                        "the SRTP policy is not ours",
                        peer("Initiator", "(type = 11, value = 0x0A)", "(type = 11, value = 0x04)"),
                        "m.SP[0].params = [(type = 0, value = 0x01), (type = 1, value = 0x10), (type = 2, value = 0x01),",
                        "RFC 3830 5.1.1",
                        new Fails("SP parameters", INVALID_SP_PARAMETERS)),
                responder(
                        "what is encrypted is no key payload",
                        peer("Initiator", "KEY(key = tgk)", "0xDEADBEEF"),
                        "open aes_cm(encr(psk, csb, rand), iv(psk, csb, rand, ts), m.KEMAC.data) as KeyData",
                        "",
                        new Fails("key data", UNSPECIFIED)),
                responder(
                        "nothing is encrypted",
                        peer("Initiator", "KEY(key = tgk)", "part(tgk, 0, 0)"),
                        "open aes_cm(encr(psk, csb, rand), iv(psk, csb, rand, ts), m.KEMAC.data) as KeyData",
                        "",
                        new Fails("key data", UNSPECIFIED)),
                responder(
                        "the key is said to be a TEK",
                        peer("Initiator", "KEY(key = tgk)", "KEY(type = TEK, key = tgk)"),
                        "d.KEY[0].type = TGK and size(d.KEY[0].key) = 16",
                        "",
                        new Fails("key type", UNSPECIFIED)),
                responder(
                        "the key is shorter than 16 octets",
                        peer("Initiator", "KEY(key = tgk)", "KEY(key = part(tgk, 0, 15))"),
                        "d.KEY[0].type = TGK and size(d.KEY[0].key) = 16",
                        "",
                        new Fails("key type", UNSPECIFIED)),

                // ---- MIKEY, the initiator reads the verification message
                initiator(
                        "the answer belongs to another crypto session bundle",
                        corrupts("Resp", 1, "HDR.csb"),
                        "m.HDR.csb = csb",
                        "",
                        new Discards("not our CSB")),
                initiator(
                        "the timestamp is not the one sent",
                        corrupts("Resp", 1, "T.ts"),
                        "m.T.ts = t",
                        "RFC 3830 5.2",
                        fails("stale timestamp")),
                initiator(
                        "the MAC is cut off and its algorithm said to be NULL",
                        corrupts("Resp", 1, "V.alg").andCuts("Resp", 1, RESP_WITHOUT_MAC),
                        "m.V.alg = HMAC_SHA_1_160",
                        "",
                        fails("MAC algorithm")),
                initiator(
                        "a bit of the verification MAC is wrong",
                        corrupts("Resp", 1, "V.ver"),
                        "m.V.ver = hmac_sha1(",
                        "RFC 3830 5.2",
                        fails("verification message")),
                initiator(
                        "the SSRC of the responder is another",
                        corrupts("Resp", 1, "HDR.cs[1].ssrc"),
                        "m.V.ver = hmac_sha1(",
                        "RFC 3830 5.2",
                        fails("verification message")),
                initiator(
                        "the responder signs as the initiator",
                        peer("Responder", "until V.ver) || peer || me || ts", "until V.ver) || me || peer || ts"),
                        "m.V.ver = hmac_sha1(",
                        "RFC 3830 5.2",
                        fails("verification message")),
                initiator(
                        "the responder names another identity",
                        peer("Responder", "IDr(name = me)", "IDr(name = peer)"),
                        "m.IDr.name = peer",
                        "",
                        fails("identity")),
                initiator(
                        "the responder names no identity",
                        peer("Responder", "if ids = both { IDr(name = me) }", ""),
                        "m.IDr.name = peer",
                        "",
                        fails("identity")),
                initiator(
                        "the responder announces one crypto session",
                        peer("Responder", "cs = [(ssrc = theirs), (ssrc = ssrc)]", "cs = [(ssrc = theirs)]"),
                        "count(m.HDR.cs) = 2",
                        "",
                        fails("crypto sessions")),

                // ---- MIKEY, media
                keyed(
                        "a packet to the initiator has another SSRC",
                        corrupts("Srtp", 2, "ssrc"),
                        "Initiator",
                        "p.ssrc = theirs",
                        "RFC 3830 6.1.1",
                        new Discards("SSRC not announced")),
                keyed(
                        "a packet to the initiator has a wrong tag",
                        corrupts("Srtp", 2, "tag"),
                        "Initiator",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                keyed(
                        "a packet to the responder has another SSRC",
                        corrupts("Srtp", 1, "ssrc"),
                        "Responder",
                        "p.ssrc = theirs",
                        "RFC 3830 6.1.1",
                        new Discards("SSRC not announced")),
                keyed(
                        "a packet to the responder has a wrong payload",
                        corrupts("Srtp", 1, "payload"),
                        "Responder",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),

                // ---- SDES, the answerer reads the offer
                answerer(
                        "no line with the suite that the answerer knows",
                        "prefer=aes80",
                        peer("Offerer", OFFER80, "suite = \"F8_128_HMAC_SHA1_80\", ks = k80)"),
                        AES80,
                        "RFC 4568 5.1.2",
                        fails("no common suite")),
                answerer(
                        "the line asks for session parameters that the answerer does not know",
                        "prefer=aes80",
                        peer(
                                "Offerer",
                                OFFER80,
                                "suite = \"AES_CM_128_HMAC_SHA1_80\", ks = k80, params = [(param = \"UNENCRYPTED_SRTP\")])"),
                        AES80,
                        "RFC 4568 5.1.2",
                        fails("no common suite")),
                answerer(
                        "no line with the suite that the answerer prefers",
                        "prefer=aes32",
                        peer("Offerer", OFFER32, "suite = \"F8_128_HMAC_SHA1_80\", ks = k32)"),
                        AES32,
                        "RFC 4568 5.1.2",
                        fails("no common suite")),
                answerer(
                        "the preferred suite comes with an MKI",
                        "prefer=aes32",
                        peer("Offerer", OFFER32, "suite = \"AES_CM_128_HMAC_SHA1_32\", ks = k32, mki = 1, mkilen = 4)"),
                        AES32,
                        "RFC 4568 5.1.2",
                        fails("no common suite")),

                // ---- SDES, the offerer reads the answer
                offerer(
                        "the answer has the tag of the first line and the suite of the second",
                        "prefer=aes80",
                        peer("Answerer", ANSWER, "Answer(tag = c.tag, suite = \"AES_CM_128_HMAC_SHA1_32\", ks = mine)"),
                        "a.suite = \"AES_CM_128_HMAC_SHA1_80\"",
                        "RFC 4568 5.1.3",
                        fails("tag and suite differ")),
                offerer(
                        "the answer has a tag that nobody offered",
                        "prefer=aes32",
                        corrupts("Answer", 1, "tag"),
                        "a.tag = 2 and a.suite = \"AES_CM_128_HMAC_SHA1_32\"",
                        "RFC 4568 5.1.3",
                        fails("not one of our offers")),
                offerer(
                        "the answer has the tag of the second line and the suite of the first",
                        "prefer=aes80",
                        peer("Answerer", ANSWER, "Answer(tag = 2, suite = c.suite, ks = mine)"),
                        "a.tag = 2 and a.suite = \"AES_CM_128_HMAC_SHA1_32\"",
                        "RFC 4568 5.1.3",
                        fails("not one of our offers")),
                offerer(
                        "the answer has an MKI that was not offered",
                        "prefer=aes80",
                        peer(
                                "Answerer",
                                ANSWER,
                                "Answer(tag = c.tag, suite = c.suite, ks = mine, mki = 1, mkilen = 4)"),
                        "not present(a.mki)",
                        "RFC 4568 6.1",
                        fails("MKI not offered")),
                offerer(
                        "the answer has session parameters",
                        "prefer=aes80",
                        peer(
                                "Answerer",
                                ANSWER,
                                "Answer(tag = c.tag, suite = c.suite, ks = mine, params = [(param = \"KDR=1\")])"),
                        "count(a.params) = 0",
                        "RFC 4568 6.3.7",
                        fails("session parameter")),
                offerer(
                        "the offerer's own key comes back, and with it the keystream twice",
                        "prefer=aes80",
                        peer("Answerer", ANSWER, "Answer(tag = c.tag, suite = c.suite, ks = c.ks)"),
                        "a.ks != k80 and a.ks != k32",
                        "RFC 4568 7.1.2",
                        fails("our own key comes back")),
                offerer(
                        "the key of the line that was not chosen comes back",
                        "prefer=aes80",
                        peer("Answerer", ANSWER, "Answer(tag = c.tag, suite = c.suite, ks = o.Crypto[1].ks)"),
                        "a.ks != k80 and a.ks != k32",
                        "RFC 4568 7.1.2",
                        fails("our own key comes back")),

                // ---- SDES, a new offer within the call
                again(
                        "the new offer has no suite that is known",
                        peer(
                                "Offerer",
                                "Crypto(tag = 1, suite = \"AES_CM_128_HMAC_SHA1_80\", ks = later)",
                                "Crypto(tag = 1, suite = \"F8_128_HMAC_SHA1_80\", ks = later)"),
                        "Answerer",
                        "Talking",
                        AES80,
                        "RFC 4568 5.1.2",
                        new Discards("no common suite")),
                again(
                        "the answer to the new offer has another tag",
                        peer("Answerer", REOFFERED, reanswered("Answer(tag = 2, suite = c.suite, ks = mine)")),
                        "Offerer",
                        "Rekeying",
                        "a.tag = 1 and a.suite = \"AES_CM_128_HMAC_SHA1_80\"",
                        "RFC 4568 5.1.3",
                        fails("not what was offered")),
                again(
                        "the answer to the new offer has an MKI",
                        peer(
                                "Answerer",
                                REOFFERED,
                                reanswered("Answer(tag = c.tag, suite = c.suite, ks = mine, mki = 1, mkilen = 4)")),
                        "Offerer",
                        "Rekeying",
                        "not present(a.mki) and count(a.params) = 0",
                        "RFC 4568 6.1",
                        fails("not offered")),
                again(
                        "the offerer's own new key comes back",
                        peer("Answerer", REOFFERED, reanswered("Answer(tag = c.tag, suite = c.suite, ks = c.ks)")),
                        "Offerer",
                        "Rekeying",
                        "a.ks != later",
                        "RFC 4568 7.1.2",
                        fails("our own key comes back")),
                again(
                        "a packet to the offerer under the new keys has a wrong tag",
                        corrupts("Srtp", 2, "tag"),
                        "Offerer",
                        "Rekeyed",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                again(
                        "a packet to the answerer under the new keys has a wrong tag",
                        corrupts("Srtp", 1, "tag"),
                        "Answerer",
                        "Rekeyed",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),

                // ---- SDES, media
                talking("a packet to the offerer has a wrong tag", corrupts("Srtp", 2, "tag"), "Offerer"),
                talking("a packet to the offerer has a wrong header", corrupts("Srtp", 2, "seq"), "Offerer"),
                talking("a packet to the answerer has a wrong tag", corrupts("Srtp", 1, "tag"), "Answerer"),
                talking("a packet to the answerer has a wrong payload", corrupts("Srtp", 1, "payload"), "Answerer"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void isRefusedAsTheSpecificationSays(Case row) {
        Protocol protocol = row.fault().protocol(row.spec());
        Settings settings = Settings.of(row.fault().scenario(protocol, options(protocol, row.options())));
        Transcript transcript = Simulation.run(protocol, settings).transcript();
        ModelCheck check = only(protocol, row);

        Entry.Check failed = failed(transcript, check);
        assertEquals(check.refs(), failed.refs());
        if (!row.section().isEmpty()) {
            String[] section = row.section().split(" ");
            String wanted = section[0] + " " + section[1] + " section " + section[2];
            assertTrue(failed.refs().stream().anyMatch(r -> r.toString().equals(wanted)), failed.refs()::toString);
        }
        Entry.Who who = failed.who();
        switch (row.end()) {
            case Fails(String reason, int error) -> {
                assertEquals(List.of("Failed: " + reason), endOf(transcript, who));
                if (!protectsAlready(check)) {
                    assertEquals(List.of(), values(transcript, who, Entry.Kind.EXPORTED));
                }
                if (error != SILENT && onTheMediaPath(row)) {
                    assertEquals(List.of(Integer.toString(error)), errorNumbers(transcript, "code"));
                } else if (error != SILENT) {
                    anErrorGoesOut(transcript, error);
                }
            }
            case Recovers(String reason) -> {
                assertEquals(List.of(reason), discarded(transcript, who));
                assertEquals(2, values(transcript, who, Entry.Kind.EXPORTED).size());
            }
            case GoesOn() -> {
                assertEquals(List.of(), discarded(transcript, who));
                assertEquals(2, values(transcript, who, Entry.Kind.EXPORTED).size());
            }
            case Discards(String reason) -> {
                assertEquals(List.of(reason), discarded(transcript, who));
                List<String> unwanted =
                        check.state().isFinal() ? heard(transcript, who) : values(transcript, who, Entry.Kind.EXPORTED);
                assertEquals(List.of(), unwanted);
            }
        }
    }

    private static boolean onTheMediaPath(Case row) {
        return row.spec().startsWith("zrtp");
    }

    /** Whether the keys are in use before the check: it is about what comes after them. */
    private static boolean protectsAlready(ModelCheck check) {
        return check.state().isFinal() || check.state().name().equals("Rekeying");
    }

    /** The numbers of the error messages that are sent, each once however often it is sent again. */
    private static List<String> errorNumbers(Transcript transcript, String path) {
        List<String> errors = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.MessageSent sent && sent.label().startsWith("Error#")) {
                for (Dissection.FieldView field : Dissection.dissect(sent.message())) {
                    if (field.path().equals(path)) {
                        errors.add(field.shown().replaceFirst(" .*", ""));
                    }
                }
            }
        }
        return errors.stream().distinct().toList();
    }

    /** What the user hears of the other end: octets of media, not the sentences of the machine or the SAS. */
    private static List<String> heard(Transcript transcript, Entry.Who who) {
        return transcript.entries().stream()
                .filter(e -> e instanceof Entry.Value value
                        && value.who().equals(who)
                        && value.kind() == Entry.Kind.SHOWN
                        && !value.name().equals("spoken")
                        && !(value.value() instanceof Datum.Text))
                .map(Object::toString)
                .toList();
    }

    private static Map<Integer, Integer> options(Protocol protocol, String text) {
        Map<Integer, Integer> options = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ")) {
            int option = protocol.option(each.substring(0, each.indexOf('=')));
            int value = protocol.options().get(option).values().indexOf(each.substring(each.indexOf('=') + 1));
            options.put(option, value);
        }
        return options;
    }

    private static ModelCheck only(Protocol protocol, Case row) {
        List<ModelCheck> checks = ModelCheck.of(protocol).stream()
                .filter(c -> c.is(row.role(), row.state(), row.check()))
                .toList();
        // An action that two reactions of a state call is there twice, and one check all the same.
        assertEquals(
                1,
                checks.stream().map(ModelCheck::toString).distinct().count(),
                () -> "checks meant by \"" + row.check() + "\": " + checks);
        return checks.getFirst();
    }

    private static Entry.Check failed(Transcript transcript, ModelCheck wanted) {
        List<Entry.Check> failed = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Check check && !check.passed()) {
                failed.add(check);
            }
        }
        // What is sent again fails again.
        assertEquals(
                1,
                failed.stream().map(Entry.Check::text).distinct().count(),
                () -> "checks that fail: " + failed + "\n" + transcript.outcomes());
        Entry.Check check = failed.getFirst();
        assertEquals(wanted.role().name(), check.who().role());
        assertTrue(check.text().startsWith(wanted.told()), check::text);
        return check;
    }

    private static List<String> endOf(Transcript transcript, Entry.Who who) {
        return transcript.outcomes().stream()
                .filter(o -> o.who().equals(who))
                .map(o -> o.state() + ": " + o.reason())
                .toList();
    }

    private static List<String> discarded(Transcript transcript, Entry.Who who) {
        List<String> reasons = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.PutAside aside
                    && aside.how() == Entry.How.DISCARDED
                    && aside.who().equals(who)) {
                reasons.add(aside.reason());
            }
        }
        return reasons.stream().distinct().toList();
    }

    private static List<String> values(Transcript transcript, Entry.Who who, Entry.Kind kind) {
        List<String> names = new ArrayList<>();
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Value value
                    && value.kind() == kind
                    && value.who().equals(who)) {
                names.add(value.name());
            }
        }
        return names;
    }

    /** One MIKEY error message with that number, in one 488 response of SIP on every hop (RFC 4567 section 5.1). */
    private static void anErrorGoesOut(Transcript transcript, int number) {
        int hops = 0;
        for (Entry entry : transcript.entries()) {
            if (entry instanceof Entry.Hop hop && hop.carries().equals("Error#1")) {
                String sip = new String(hop.octets(), StandardCharsets.UTF_8);
                assertTrue(hop.summary().startsWith("SIP/2.0 488 "), hop::summary);
                assertTrue(sip.contains("a=key-mgmt:mikey "), sip);
                hops++;
            }
        }
        assertEquals(List.of(Integer.toString(number)), errorNumbers(transcript, "ERR[0].no"));
        assertEquals(3, hops);
        assertEquals(
                List.of("Failed: peer reports an error"),
                transcript.outcomes().stream()
                        .filter(o -> o.who().role().equals("Initiator"))
                        .map(o -> o.state() + ": " + o.reason())
                        .toList());
    }

    /** What several states check in the same words needs one row in these: each of their states has many reactions in common. */
    private static final Set<String> NATIVE = Set.of("zrtp-dh", "zrtp-short", "dtls-srtp");

    @Test
    void everyCheckOfTheLibraryHasARow() {
        List<String> bare = new ArrayList<>();
        List<Case> rows = cases().toList();
        for (String spec : List.of("mikey-psk", "sdes", "zrtp-dh", "zrtp-short", "dtls-srtp")) {
            Protocol protocol = Specs.named(spec);
            Set<String> covered = new HashSet<>();
            for (Case row : rows) {
                if (row.spec().equals(spec)) {
                    covered.add(told(spec, only(protocol, row)));
                }
            }
            for (ModelCheck check : ModelCheck.of(protocol)) {
                if (!covered.contains(told(spec, check))) {
                    bare.add(spec + " " + check);
                }
            }
        }
        assertEquals(List.of(), bare, "checks without a negative vector");
    }

    private static String told(String spec, ModelCheck check) {
        return NATIVE.contains(spec) ? check.role().name() + ": " + check.text() : check.toString();
    }

    @Test
    void theTableKnowsEverySpecificationInASessionSetUp() {
        Set<String> known = new HashSet<>();
        cases().forEach(row -> known.add(Specs.named(row.spec()).name()));
        assertTrue(
                known.containsAll(Specs.onTheWire().stream().map(Protocol::name).toList()));
    }

    @Test
    void everyRowMeansOneCheckOfTheLibrary() {
        cases().forEach(row -> only(Specs.named(row.spec()), row));
    }
}
