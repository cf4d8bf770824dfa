package dev.troth.proofs.bench;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.Pictures;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Protocol;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One picture of each kind, from a specification that has been read and a run that was made. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class DrawBenchmark {
    @Param({"sdes", "zrtp-dh", "dtls-srtp"})
    private String name = "sdes";

    private Protocol protocol = Specs.named(name);
    private Transcript run = run(protocol);

    private static Transcript run(Protocol protocol) {
        return Simulation.run(protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript();
    }

    @Setup
    public void read() {
        protocol = Specs.named(name);
        run = run(protocol);
    }

    private Ladder ladder() {
        return SequenceView.of(run, null);
    }

    @Benchmark
    public Object sequenceAsText() {
        return ladder().text(72);
    }

    @Benchmark
    public Object sequenceAsSvg() {
        return ladder().svg();
    }

    @Benchmark
    public Object sequenceAsPng() {
        return Pictures.png(ladder().svg());
    }

    @Benchmark
    public Object packetsAsSvg() {
        return PacketView.of(protocol, "").svg();
    }

    @Benchmark
    public Object matrixAsSvg() {
        return MatrixView.of(protocol).svg();
    }

    /** With Graphviz, which is a process of its own; without it PlantUML lays out. */
    @Benchmark
    public Object machinesAsSvg() {
        return StateView.of(protocol).svg();
    }
}
