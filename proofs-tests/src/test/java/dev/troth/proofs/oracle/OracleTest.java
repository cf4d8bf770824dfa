package dev.troth.proofs.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.troth.proofs.oracle.Comparison.Known;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * No attack that is known without the checker is unknown to it.
 *
 * <p>{@code -Dtroth.oracle.count=100000 -Dtroth.oracle.seed=1} compares more, from another seed on; what is wrong is written, made as
 * small as it gets, to {@code target/oracle}. {@code -Dtroth.oracle.reduce} says how many of those; none if nothing is said.
 * {@code -Dtroth.oracle.seeds=17,41} writes these, wrong or not; without it, what was wrong once is compared again.
 */
class OracleTest {
    private static final int COUNT = Integer.getInteger("troth.oracle.count", 2_000);
    private static final long SEED = Long.getLong("troth.oracle.seed", 1);
    private static final int REDUCED = Integer.getInteger("troth.oracle.reduce", 0);
    private static final int LINE = 1_000;
    /** Seeds of which the answer was wrong. */
    private static final String ONCE_WRONG =
            "113,619,800,1092,6010804,6013303,7004056,7011304,7017551,7019967,7031685,7032840,7043103,"
                    + "7053367,7099444,8015079,9012734,9032959,9053066,10018140,10024864,10031450,10052144,"
                    + "10084696";

    /** What takes longer is told, so that it can be looked at; in milliseconds. */
    private static final long SLOW = 10_000;

    @Test
    void everyKnownAttackIsFound() throws IOException {
        Tally tally = new Tally();
        List<Comparison> wrong = new ArrayList<>();
        Set<Long> seeds = new TreeSet<>();
        for (int i = 0; i < COUNT; i++) {
            Comparison comparison = compared(SEED + i);
            tally.add(comparison);
            if (comparison.isMissed()) {
                System.out.println("oracle, wrong: seed " + (SEED + i) + ", "
                        + comparison.told().answer() + " " + comparison.known());
                wrong.add(comparison);
                seeds.add(SEED + i);
            }
            if ((i + 1) % LINE == 0) {
                System.out.println("oracle, seed " + SEED + ": " + tally.line());
            }
        }
        System.out.println(tally.text());
        write(wrong);
        assertTrue(
                tally.faulty() * 50 < COUNT, () -> "the generator makes too much that does not count: " + tally.line());
        assertTrue(share(tally.of(Known.PLANTED) + tally.of(Known.BROKEN)) >= 20, tally::line);
        assertTrue(share(tally.of(Known.LOCKED) + tally.of(Known.HELD)) >= 20, tally::line);
        assertEquals(Set.of(), seeds, tally::line);
    }

    private static Comparison compared(long seed) {
        Timer watch = new Timer(true);
        watch.schedule(
                new TimerTask() {
                    @Override
                    public void run() {
                        System.out.println("oracle, slow: seed " + seed);
                    }
                },
                SLOW);
        try {
            return Comparison.of(seed);
        } finally {
            watch.cancel();
        }
    }

    private static int share(int of) {
        return 100 * of / COUNT;
    }

    private static void write(List<Comparison> wrong) throws IOException {
        Path folder = Path.of("target", "oracle");
        Files.createDirectories(folder);
        for (int i = 0; i < Math.min(REDUCED, wrong.size()); i++) {
            Comparison smallest = wrong.get(i).reduced();
            String name = "seed" + SEED + "-" + i + "-"
                    + smallest.told().answer().toString().toLowerCase(java.util.Locale.ROOT) + ".troth";
            Files.writeString(folder.resolve(name), smallest.report());
        }
    }

    @Test
    void whatWasWrongOnceIsNotWrong() throws IOException {
        List<String> wrong = new ArrayList<>();
        String asked = System.getProperty("troth.oracle.seeds");
        for (String seed : (asked == null ? ONCE_WRONG : asked).split(",", -1)) {
            Comparison comparison = compared(Long.parseLong(seed));
            if (comparison.isMissed()) {
                wrong.add(seed);
            }
            if (asked != null) {
                Path file = Path.of("target", "oracle", "seed" + seed + ".troth");
                Files.createDirectories(file.getParent());
                Files.writeString(file, (comparison.isMissed() ? comparison.reduced() : comparison).report());
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void theSameSeedMakesTheSameSpecification() {
        for (long seed = 0; seed < 50; seed++) {
            assertEquals(SketchText.of(Planter.of(seed)), SketchText.of(Planter.of(seed)));
            assertEquals(SketchText.of(Exchange.of(seed)), SketchText.of(Exchange.of(seed)));
        }
    }
}
