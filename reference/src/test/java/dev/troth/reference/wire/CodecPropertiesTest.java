package dev.troth.reference.wire;

import static dev.troth.reference.wire.Values.rec;
import static dev.troth.reference.wire.Values.shown;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.troth.spec.model.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

class CodecPropertiesTest {
    private static Arbitrary<byte[]> octets(int most) {
        return Arbitraries.bytes().array(byte[].class).ofMaxSize(most);
    }

    private static Arbitrary<Datum> identities() {
        return Arbitraries.strings()
                .ofMaxLength(40)
                .filter(text -> text.equals(new String(
                        text.getBytes(java.nio.charset.StandardCharsets.UTF_8),
                        java.nio.charset.StandardCharsets.UTF_8)))
                .map(name -> (Datum) rec(MikeyLayouts.ID, "kind", 1, "name", name))
                .injectDuplicates(0.1);
    }

    private static Arbitrary<Datum> policies() {
        Arbitrary<Datum> params = Combinators.combine(Arbitraries.integers().between(0, 255), octets(255))
                .as((type, value) -> rec(MikeyLayouts.PARAM, "type", type, "value", value));
        return params.list().ofMaxSize(8).map(list -> rec(MikeyLayouts.SP, "policy", 1, "prot", 0, "params", list));
    }

    /** Offers with and without their optional payloads. */
    @Provide
    Arbitrary<Datum[]> offers() {
        Arbitrary<Datum> header = Combinators.combine(
                        Arbitraries.longs().between(0, 0xFFFFFFFFL),
                        Arbitraries.integers().between(0, 127),
                        Arbitraries.longs().between(0, 0xFFFFFFFFL).list().ofMaxSize(20))
                .as((csb, prf, sessions) -> {
                    List<Datum> cs = new ArrayList<>();
                    sessions.forEach(ssrc -> cs.add(MikeyLayouts.cs(ssrc)));
                    return rec(
                            MikeyLayouts.HDR,
                            "type",
                            0,
                            "v",
                            1,
                            "prf",
                            prf,
                            "csb",
                            csb,
                            "map",
                            0,
                            "cs",
                            new Datum.Seq(cs));
                });
        Arbitrary<Datum> time = Arbitraries.longs().map(ntp -> rec(MikeyLayouts.T, "ts", new Datum.Time(ntp)));
        Arbitrary<Datum> rand = octets(255).map(value -> rec(MikeyLayouts.RAND, "rand", value));
        Arbitrary<List<Datum>> ids = identities().list().ofMaxSize(2);
        Arbitrary<Datum> kemac = Combinators.combine(octets(300), octets(20).map(CodecPropertiesTest::mac))
                .as((data, mac) -> rec(
                        MikeyLayouts.KEMAC, "encr", 1, "data", data, "alg", mac == Datum.ABSENT ? 0 : 1, "mac", mac));
        return Combinators.combine(header, time, rand, ids, policies().list().ofMaxSize(3), kemac)
                .as((h, t, r, i, p, k) -> new Datum[] {
                    h,
                    t,
                    r,
                    i.isEmpty() ? Datum.ABSENT : i.getFirst(),
                    i.size() < 2 ? Datum.ABSENT : i.getLast(),
                    new Datum.Seq(p),
                    k
                });
    }

    private static Datum mac(byte[] octets) {
        return octets.length == 20 ? new Datum.Octets(octets) : Datum.ABSENT;
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadBack(@ForAll("offers") Datum[] offer) {
        Datum.Msg written = Codec.encode(MikeyLayouts.INIT, offer);
        Datum.Msg read = Values.decode(MikeyLayouts.INIT, written.octets());
        assertEquals(shown(written), shown(read));
    }

    @Property(tries = 300)
    void dissectionCoversEveryBitOnce(@ForAll("offers") Datum[] offer) {
        Datum.Msg written = Codec.encode(MikeyLayouts.INIT, offer);
        int bit = 0;
        for (Dissection.FieldView view : Dissection.dissect(written)) {
            assertEquals(bit, view.bitStart());
            bit += view.bitLength();
        }
        assertEquals(8 * written.octets().length, bit);
    }

    private static boolean isReadAndWrittenBackTheSame(Message message, byte[] octets) {
        if (Codec.decode(message, octets, Map.of()) instanceof Decoding.Decoded(Datum.Msg read)) {
            assertArrayEquals(octets, Codec.encode(message, read.elements()).octets());
            return true;
        }
        return false;
    }

    @Property(tries = 2000)
    void octetsAtRandomHaveAnAnswer(@ForAll @Size(max = 60) byte[] octets) {
        isReadAndWrittenBackTheSame(MikeyLayouts.INIT, octets);
        isReadAndWrittenBackTheSame(MikeyLayouts.RESP, octets);
        isReadAndWrittenBackTheSame(MikeyLayouts.ERROR, octets);
        isReadAndWrittenBackTheSame(MikeyLayouts.KEY_DATA, octets);
        Codec.decode(SdesLayouts.OFFER, octets, Map.of());
    }

    /** Nearly all octets at random are refused; of offers with some octets changed, many are still offers. */
    @Property(tries = 1000)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void whatIsReadIsWrittenBackTheSame(
            @ForAll("offers") Datum[] offer, @ForAll @Size(max = 3) List<@IntRange(max = 2000) Integer> places) {
        byte[] octets = Codec.encode(MikeyLayouts.INIT, offer).octets().clone();
        for (int place : places) {
            octets[place % octets.length] ^= (byte) (1 + place % 255);
        }
        boolean read = isReadAndWrittenBackTheSame(MikeyLayouts.INIT, octets);
        Statistics.label("changed offers that are read")
                .collect(!places.isEmpty() && read)
                .coverage(coverage -> coverage.check(true).percentage(percent -> percent > 10));
    }

    @Provide
    Arbitrary<Datum.Rec> lines() {
        Arbitrary<String> words = Arbitraries.strings()
                .alpha()
                .numeric()
                .withChars('_')
                .ofMinLength(1)
                .ofMaxLength(30);
        Arbitrary<String> visible =
                Arbitraries.strings().withCharRange('!', '~').ofMinLength(1).ofMaxLength(30);
        Arbitrary<Object> power =
                Arbitraries.integers().between(0, 48).injectNull(0.5).map(n -> n == null ? Datum.ABSENT : n);
        Arbitrary<Object> life =
                Arbitraries.longs().between(1, 1L << 48).injectNull(0.5).map(n -> n == null ? Datum.ABSENT : n);
        Arbitrary<Object> mki =
                Arbitraries.longs().between(1, 0xFFFFFFFFL).injectNull(0.5).map(n -> n == null ? Datum.ABSENT : n);
        return Combinators.combine(
                        words,
                        Arbitraries.bytes().array(byte[].class).ofSize(30),
                        power,
                        life,
                        mki,
                        visible.list().ofMaxSize(5))
                .as((suite, ks, p, l, m, params) -> rec(
                        SdesLayouts.CRYPTO,
                        "tag",
                        7,
                        "suite",
                        suite,
                        "ks",
                        ks,
                        "power",
                        p,
                        "life",
                        l,
                        "mki",
                        m,
                        "mkilen",
                        m == Datum.ABSENT ? Datum.ABSENT : 4,
                        "params",
                        SdesLayouts.params(params)));
    }

    @Property(tries = 500)
    void linesThatAreWrittenAreReadBack(@ForAll("lines") Datum.Rec line) {
        byte[] octets = Values.encode(line);
        assertEquals(shown(line), shown(Values.decode(SdesLayouts.CRYPTO, octets)));
        assertInstanceOf(Decoding.Refused.class, Codec.decode(MikeyLayouts.INIT, octets, Map.of()));
    }
}
