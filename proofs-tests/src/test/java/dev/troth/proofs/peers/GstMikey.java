package dev.troth.proofs.peers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * GStreamer's codec for MIKEY, asked to read a message without any key ({@code src/test/c/gst_mikey.c}).
 *
 * <p>What GStreamer 1.22 can judge is the structure of pre-shared key and public-key messages made of HDR, T, RAND, SP,
 * PKE and KEMAC, from their first octet to their last; octets after the last payload it ignores. It does not know the
 * payloads DH, SIGN, ID, CERT, CHASH, V, ERR and General Extension, nor any newer one: at the first of them its reader
 * never returns, see {@link NeverAnswers}. It reads Encr data as if it were not encrypted, and forgets its octets: Key
 * data of a KEMAC with Encr alg NULL is told, that of others is missing or, by accident, without meaning.
 */
public final class GstMikey {

    private static final int REFUSED = 1;
    private static final int KILLED_BY_SIGXCPU = 128 + 24;

    /**
     * What GStreamer understood. All octets are in hex; types and algorithms are the numbers of RFC 3830 section 6.
     *
     * @param payloads the types of the payloads after the header, in their order
     * @param timestamps the TS values
     * @param again the message as GStreamer writes it: the same octets, except that the MAC is zeros (it leaves room
     *     for it only), and that Encr data which is encrypted is gone
     */
    public record Message(
            int version,
            int dataType,
            boolean v,
            int prfFunc,
            String csbId,
            int csIdMapType,
            List<CryptoSession> cs,
            List<Integer> payloads,
            List<Timestamp> timestamps,
            List<String> rands,
            List<Policy> policies,
            List<Kemac> kemacs,
            List<Key> keys,
            String again) {}

    /** An entry of the SRTP-ID map (section 6.1.1). */
    public record CryptoSession(int policyNo, String ssrc, long roc) {}

    /** Payload T (section 6.6). */
    public record Timestamp(int tsType, String value) {}

    /** Payload SP (section 6.10). */
    public record Policy(int policyNo, int protType, List<Param> params) {}

    /** A policy parameter. */
    public record Param(int type, String value) {}

    /** Payload KEMAC (section 6.2). */
    public record Kemac(int encrAlg, int macAlg) {}

    /** Key data sub-payload (section 6.13) of a KEMAC. */
    public record Key(int type, int kv, String data, String salt) {}

    /** GStreamer used a second of processor time on a message and had to be ended: it holds a payload unknown to it. */
    public static final class NeverAnswers extends RuntimeException {
        private static final long serialVersionUID = 1;

        NeverAnswers(String message) {
            super("GStreamer's MIKEY reader does not come to an end on " + message);
        }
    }

    private static final class Harness {
        static final Path PROGRAM = NativeHarness.compile("gst_mikey", "gstreamer-sdp-1.0");
    }

    private GstMikey() {}

    /**
     * Has a message read.
     *
     * @return empty if GStreamer refuses it
     * @throws NeverAnswers if GStreamer goes round in circles
     */
    public static Optional<Message> read(byte[] message) {
        String hex = HexFormat.of().formatHex(message);
        Program.Outcome outcome = Program.run(List.of(Harness.PROGRAM.toString(), hex));
        return switch (outcome.exit()) {
            case 0 -> Optional.of(new Lines(outcome.out()).message());
            case REFUSED -> Optional.empty();
            case KILLED_BY_SIGXCPU -> throw new NeverAnswers(hex);
            default ->
                throw new AssertionError(
                        "The harness ended with " + outcome.exit() + " on " + hex + ": " + outcome.err());
        };
    }

    /** The harness's key=value lines. */
    private static final class Lines {

        private final List<String> lines;

        Lines(String text) {
            lines = text.lines().toList();
        }

        Message message() {
            return new Message(
                    number("version"),
                    number("type"),
                    number("v") == 1,
                    number("prf"),
                    all("csb_id").getFirst(),
                    number("map_type"),
                    all("cs").stream().map(Lines::cryptoSession).toList(),
                    all("payload").stream().map(Integer::valueOf).toList(),
                    timestamps(),
                    all("rand"),
                    all("sp").stream().map(Lines::policy).toList(),
                    kemacs(),
                    keys(),
                    all("again").getFirst());
        }

        private static CryptoSession cryptoSession(String value) {
            String[] parts = value.split(" ");
            return new CryptoSession(Integer.parseInt(parts[0]), parts[1], Long.parseLong(parts[2]));
        }

        private static Policy policy(String value) {
            String[] parts = value.split(" ");
            List<Param> params = new ArrayList<>();
            for (int i = 2; i < parts.length; i++) {
                int colon = parts[i].indexOf(':');
                params.add(new Param(Integer.parseInt(parts[i], 0, colon, 10), parts[i].substring(colon + 1)));
            }
            return new Policy(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), params);
        }

        private List<Timestamp> timestamps() {
            List<Timestamp> timestamps = new ArrayList<>();
            for (int i = 0; i < all("t.type").size(); i++) {
                timestamps.add(new Timestamp(
                        Integer.parseInt(all("t.type").get(i)), all("t.value").get(i)));
            }
            return timestamps;
        }

        private List<Kemac> kemacs() {
            List<Kemac> kemacs = new ArrayList<>();
            for (int i = 0; i < all("kemac.encr_alg").size(); i++) {
                kemacs.add(new Kemac(
                        Integer.parseInt(all("kemac.encr_alg").get(i)),
                        Integer.parseInt(all("kemac.mac_alg").get(i))));
            }
            return kemacs;
        }

        private List<Key> keys() {
            List<Key> keys = new ArrayList<>();
            for (int i = 0; i < all("key.type").size(); i++) {
                keys.add(new Key(
                        Integer.parseInt(all("key.type").get(i)),
                        Integer.parseInt(all("key.kv_type").get(i)),
                        all("key.data").get(i),
                        all("key.salt").get(i)));
            }
            return keys;
        }

        private int number(String key) {
            return Integer.parseInt(all(key).getFirst());
        }

        private List<String> all(String key) {
            return lines.stream()
                    .filter(line -> line.startsWith(key + "="))
                    .map(line -> line.substring(key.length() + 1))
                    .toList();
        }
    }
}
