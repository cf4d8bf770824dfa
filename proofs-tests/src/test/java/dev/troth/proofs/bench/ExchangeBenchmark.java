package dev.troth.proofs.bench;

import dev.troth.proofs.Specs;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.spec.model.Protocol;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One MIKEY-PSK call: offer, answer, SRTP keys on both sides, one protected packet each way. Run with {@code mvn -Pbench
 * -DskipTests verify -Dbench="ExchangeBenchmark -prof gc"}; compare figures of one run only.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class ExchangeBenchmark {
    private final Protocol protocol = Specs.named("mikey-psk");
    private final Settings recorded = Settings.of(Specs.scenario(protocol, "basic"));
    private final Settings quiet = new Settings(recorded.scenario(), recorded.seed(), recorded.options(), false);
    private final RawCryptography raw = new RawCryptography(protocol, recorded);

    /** The same calls of the cryptographic library, nothing else. */
    @Benchmark
    public Object rawCryptography() {
        return raw.make();
    }

    /** The machines, codec and virtual world, without SIP around the bodies and without recording. */
    @Benchmark
    public Object interpreter() {
        return Simulation.runUnrecorded(protocol, quiet, true);
    }

    /** With SIP on every hop, without recording. */
    @Benchmark
    public Object interpreterWithSip() {
        return Simulation.runUnrecorded(protocol, quiet, false);
    }

    /** With SIP on every hop and everything recorded, derivations too. */
    @Benchmark
    public Object interpreterWithSipAndRecording() {
        return Simulation.run(protocol, recorded);
    }
}
