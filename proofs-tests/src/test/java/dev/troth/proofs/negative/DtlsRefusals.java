package dev.troth.proofs.negative;

import static dev.troth.proofs.negative.Fault.corrupts;
import static dev.troth.proofs.negative.Fault.peer;
import static dev.troth.proofs.negative.RefusalTest.fails;

import dev.troth.proofs.negative.RefusalTest.Case;
import dev.troth.proofs.negative.RefusalTest.Discards;
import dev.troth.proofs.negative.RefusalTest.End;
import java.util.stream.Stream;

/** Rows of {@link RefusalTest} for DTLS-SRTP. */
final class DtlsRefusals {
    private static final String READS = "ids=on extensions=checked";

    /** No point of P-256: it has no such form. */
    private static final String NO_POINT = "0x05 || part(ecdh_public(random), 1, 64)";

    private static final String SIGNED =
            "who = names(me, peer), signature = signed(own, names(me, peer), sha256(certificate(sk))))";

    private DtlsRefusals() {}

    private static Case server(
            String name, String options, Fault fault, String state, String check, String section, End end) {
        return new Case(name, "dtls-srtp", options, fault, "Offerer", state, check, section, end);
    }

    private static Case client(
            String name, String options, Fault fault, String state, String check, String section, End end) {
        return new Case(name, "dtls-srtp", options, fault, "Answerer", state, check, section, end);
    }

    /** An extension of the client's hello is another. */
    private static Case hello(
            String name, String extension, String other, String check, String section, String reason) {
        return server(name, READS, peer("Answerer", extension, other), "Answered", check, section, fails(reason));
    }

    private static Fault inFlight(String field) {
        return corrupts("ClientFlight", 1, field);
    }

    private static Fault served(String field) {
        return corrupts("ServerFlight", 1, field);
    }

    static Stream<Case> cases() {
        return Stream.of(answers(), hellos(), clients(), offers(), servers(), media())
                .flatMap(rows -> rows);
    }

    private static Stream<Case> answers() {
        return Stream.of(
                server(
                        "the answer holds the connection",
                        "",
                        peer(
                                "Answerer",
                                "} else { send Answer(setup = \"active\"",
                                "} else { send Answer(setup = \"holdconn\""),
                        "Offered",
                        "a.setup = \"active\"",
                        "RFC 5763 5",
                        fails("the answerer does not begin the handshake")),
                server(
                        "the answer does not say whose it is",
                        "identity=on",
                        peer("Answerer", SIGNED + " on sip.answer", ") on sip.answer"),
                        "Offered",
                        "present(a.signature)",
                        "RFC 8224 6.2.3",
                        fails("no identity")),
                server(
                        "the answer is signed with another key",
                        "identity=on",
                        peer("Answerer", "signature = signed(own,", "signature = signed(sk,"),
                        "Offered",
                        "a.who = names(peer, me)",
                        "RFC 8224 6.2",
                        fails("identity")),
                server(
                        "the answer has no tls-id",
                        "ids=on",
                        peer("Answerer", "id = base64(tag)) on sip.answer }", ") on sip.answer }"),
                        "Offered",
                        "present(a.id)",
                        "RFC 8842 5.2",
                        fails("no tls-id")));
    }

    private static Stream<Case> hellos() {
        String useSrtp = "(type = 14, data = UseSrtp(profiles = [1], mki = \"\"))";
        String groups = "(type = 10, data = Groups(groups = [23]))";
        String algorithms = "(type = 13, data = Algorithms(algorithms = [0x0403]))";
        return Stream.of(
                hello(
                        "no suite that is known",
                        "[0xC02B, 0x00FF]",
                        "[0xC02C, 0x00FF]",
                        "choose s in m.suites",
                        "",
                        "no common suite"),
                hello(
                        "no use_srtp",
                        useSrtp,
                        "(type = 99, data = 0x00)",
                        "choose e in m.extensions",
                        "RFC 5764 4.1",
                        "no use_srtp"),
                hello(
                        "use_srtp is cut",
                        useSrtp,
                        "(type = 14, data = 0x00)",
                        "open e.data as UseSrtp",
                        "",
                        "malformed use_srtp"),
                hello(
                        "no SRTP profile that is known",
                        useSrtp,
                        "(type = 14, data = 0x0002000500)",
                        "choose p in u.profiles",
                        "RFC 5764 4.1.2",
                        "no common SRTP profile"),
                hello(
                        "no extended master secret",
                        "(type = 23, data = \"\")",
                        "(type = 99, data = \"\")",
                        "choose y in m.extensions",
                        "RFC 7627 5.3",
                        "no extended master secret"),
                hello(
                        "no groups",
                        groups,
                        "(type = 99, data = 0x00)",
                        "choose q in m.extensions",
                        "",
                        "no supported groups"),
                hello(
                        "groups are cut",
                        groups,
                        "(type = 10, data = 0x00)",
                        "open q.data as Groups",
                        "",
                        "malformed supported groups"),
                hello(
                        "P-384 only",
                        groups,
                        "(type = 10, data = 0x00020018)",
                        "choose h in g.groups",
                        "RFC 8422 5.1",
                        "no common group"),
                hello(
                        "no signature algorithms",
                        algorithms,
                        "(type = 99, data = 0x00)",
                        "choose z in m.extensions",
                        "",
                        "no signature algorithms"),
                hello(
                        "signature algorithms are cut",
                        algorithms,
                        "(type = 13, data = 0x00)",
                        "open z.data as Algorithms",
                        "",
                        "malformed signature algorithms"),
                hello(
                        "SHA-384 only",
                        algorithms,
                        "(type = 13, data = 0x00020503)",
                        "choose w in l.algorithms",
                        "RFC 8422 5.1.3",
                        "no common signature algorithm"));
    }

    private static Stream<Case> clients() {
        return Stream.of(
                server(
                        "the certificate is another than the answer spoke of",
                        "",
                        inFlight("Certificate.cert"),
                        "AwaitClient",
                        "sha256(m.Certificate.cert) = theirs",
                        "RFC 5763 5",
                        fails("fingerprint")),
                server(
                        "the handshake is of another session",
                        "ids=on",
                        peer(
                                "Answerer",
                                "(type = 56, data = session_id(base64(tag)))",
                                "(type = 56, data = session_id(\"no\"))"),
                        "AwaitClient",
                        "choose s in hello.extensions",
                        "RFC 8844 4.3",
                        fails("another session")),
                server(
                        "the handshake is of another identity",
                        "ids=on",
                        peer("Answerer", "(type = 55, data = bound)", "(type = 55, data = 0x01)"),
                        "AwaitClient",
                        "choose b in hello.extensions",
                        "RFC 8844 3.2",
                        fails("another identity")),
                server(
                        "the client does not have the key of its certificate",
                        "",
                        peer("Answerer", "ecdsa_sign(sk, said)", "ecdsa_sign(own, said)")
                                .andPeer("Answerer", "ecdsa_sign(sk, said)", "ecdsa_sign(own, said)"),
                        "AwaitClient",
                        "present(key) and present(ecdsa_verified(",
                        "",
                        fails("certificate verify")),
                server(
                        "the client's public value is no point",
                        "",
                        peer("Answerer", "pub = ecdh_public(x))", "pub = " + NO_POINT + ")")
                                .andPeer("Answerer", "pub = ecdh_public(x))", "pub = " + NO_POINT + ")"),
                        "AwaitClient",
                        "present(pms)",
                        "",
                        fails("public value")),
                server(
                        "the client's Finished does not open",
                        "",
                        inFlight("Protected.data"),
                        "AwaitClient",
                        "open client_open(",
                        "",
                        fails("Finished cannot be opened")),
                server(
                        "the client saw another handshake",
                        "",
                        peer(
                                "Answerer",
                                "\"client finished\", said || verified",
                                "\"client finished\", verified || said"),
                        "AwaitClient",
                        "f.verify = verify_data(",
                        "",
                        fails("client finished")));
    }

    private static Stream<Case> offers() {
        return Stream.of(
                client(
                        "the offerer wants to begin the handshake",
                        "",
                        peer(
                                "Offerer",
                                "} else { send Offer(setup = \"actpass\"",
                                "} else { send Offer(setup = \"active\""),
                        "Idle",
                        "o.setup = \"actpass\"",
                        "RFC 5763 5",
                        fails("the offerer wants to begin the handshake")),
                client(
                        "the offer does not say whose it is",
                        "identity=on",
                        peer("Offerer", SIGNED + " on sip.offer", ") on sip.offer"),
                        "Idle",
                        "present(o.signature)",
                        "RFC 8224 6.2.3",
                        fails("no identity")),
                client(
                        "the offer is signed with another key",
                        "identity=on",
                        peer("Offerer", "signature = signed(own,", "signature = signed(sk,"),
                        "Idle",
                        "o.who = names(peer, me)",
                        "RFC 8224 6.2",
                        fails("identity")),
                client(
                        "the offer has no tls-id",
                        "ids=on",
                        peer("Offerer", "id = base64(tag)) on sip.offer }", ") on sip.offer }"),
                        "Idle",
                        "present(o.id)",
                        "RFC 8842 5.2",
                        fails("no tls-id")));
    }

    private static Stream<Case> servers() {
        return Stream.of(
                serves("another suite", "ServerHello.suite", "m.ServerHello.suite = ", "", "another suite"),
                serves("no use_srtp", "ServerHello.extensions[1].type", "choose e in ", "RFC 5764 4.1", "no use_srtp"),
                serves(
                        "another SRTP profile",
                        "ServerHello.extensions[1].data",
                        "e.data = 0x0002000100",
                        "RFC 5764 4.1.1",
                        "another SRTP profile"),
                serves(
                        "no extended master secret",
                        "ServerHello.extensions[2].type",
                        "choose y in ",
                        "RFC 7627 5.2",
                        "no extended master secret"),
                serves(
                        "another renegotiation",
                        "ServerHello.extensions[0].data",
                        "choose z in ",
                        "RFC 5746 3.4",
                        "no secure renegotiation"),
                client(
                        "the server wants a signature that the client cannot make",
                        "extensions=checked",
                        peer("Offerer", "algorithms = [0x0403]", "algorithms = [0x0503]")
                                .andPeer("Offerer", "algorithms = [0x0403]", "algorithms = [0x0503]"),
                        "AwaitServer",
                        "choose w in ",
                        "",
                        fails("no common signature algorithm")),
                serves(
                        "another certificate",
                        "Certificate.cert",
                        "sha256(m.Certificate.cert)",
                        "RFC 5763 5",
                        "fingerprint"),
                client(
                        "the handshake is of another session",
                        "ids=on",
                        served("ServerHello.extensions[4].data"),
                        "AwaitServer",
                        "choose i in ",
                        "RFC 8844 4.3",
                        fails("another session")),
                client(
                        "the handshake is of another identity",
                        "ids=on",
                        served("ServerHello.extensions[3].data"),
                        "AwaitServer",
                        "choose h in ",
                        "RFC 8844 3.2",
                        fails("another identity")),
                client(
                        "the server does not have the key of its certificate",
                        "",
                        peer("Offerer", "ecdsa_sign(sk, signed_params(", "ecdsa_sign(own, signed_params(")
                                .andPeer("Offerer", "ecdsa_sign(sk, signed_params(", "ecdsa_sign(own, signed_params("),
                        "AwaitServer",
                        "present(key) and present(ecdsa_verified(",
                        "",
                        fails("server key exchange")),
                client(
                        "the server's public value is no point",
                        "",
                        peer("Offerer", "ecdh_public(x)", NO_POINT)
                                .andPeer("Offerer", "ecdh_public(x)", NO_POINT)
                                .andPeer("Offerer", "ecdh_public(x)", NO_POINT)
                                .andPeer("Offerer", "ecdh_public(x)", NO_POINT),
                        "AwaitServer",
                        "present(pms)",
                        "",
                        fails("public value")),
                client(
                        "the server's Finished does not open",
                        "",
                        corrupts("ServerFinish", 1, "data"),
                        "AwaitFinished",
                        "open server_open(",
                        "",
                        new Discards("Finished cannot be opened")),
                client(
                        "the server saw another handshake",
                        "",
                        peer(
                                "Offerer",
                                "verify_data(ms, \"server finished\", said ||",
                                "verify_data(ms, \"server finished\", flight ||"),
                        "AwaitFinished",
                        "f.verify = verify_data(",
                        "",
                        fails("server finished")));
    }

    private static Case serves(String what, String field, String check, String section, String reason) {
        return client(
                "the server's flight has " + what,
                "extensions=checked",
                served(field),
                "AwaitServer",
                check,
                section,
                fails(reason));
    }

    private static Stream<Case> media() {
        return Stream.of(
                server(
                        "a packet to the offerer has a wrong tag",
                        "cookie=off",
                        corrupts("Srtp", 2, "tag"),
                        "Connected",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")),
                client(
                        "a packet to the answerer has a wrong payload",
                        "",
                        corrupts("Srtp", 1, "payload"),
                        "Connected",
                        "p.tag = srtp_tag(",
                        "RFC 3711 3.3",
                        new Discards("SRTP tag")));
    }
}
