package dev.troth.reference.cli;

import dev.troth.reference.draw.Attacks;
import dev.troth.reference.draw.KeysView;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.Picture;
import dev.troth.reference.draw.Pictures;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StackView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Sequence;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.search.Bounds;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code troth draw}: pictures of a specification or of a run. */
@Command(
        name = "draw",
        description = "Draws a specification or a run of it.",
        footer = {
            "",
            "Example: troth draw mikey-psk --view seq --format svg --out call.svg",
            "Views: state (machines), seq (a run, or an attack with --attack), packet (layouts), keys (hierarchy),",
            "matrix (states and messages), stack (octets against the MTU), compare (two runs, with --with).",
            "Without --out, text goes to the terminal."
        },
        mixinStandardHelpOptions = true)
final class DrawCommand implements Callable<Integer> {
    @Mixin
    private final Specs texts = new Specs();

    private static final int MOST_COLUMNS = 1_000;
    private static final int FEWEST_COLUMNS = 40;

    /** What is drawn. */
    enum View {
        STATE,
        SEQ,
        PACKET,
        KEYS,
        MATRIX,
        STACK,
        COMPARE;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How it is written. */
    enum Format {
        TXT,
        SVG,
        PNG,
        DOT,
        MERMAID,
        PLANTUML;

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameters(
            paramLabel = "SPEC|TRANSCRIPT",
            description = "A name of the library (see troth list), a file, or - for standard input;"
                    + " also a run that troth run --json wrote (a file in .json).")
    private String spec = "";

    @Option(names = "--view", paramLabel = "VIEW", defaultValue = "seq", description = "${COMPLETION-CANDIDATES}")
    private View view = View.SEQ;

    @Option(names = "--format", paramLabel = "FORMAT", defaultValue = "txt", description = "${COMPLETION-CANDIDATES}")
    private Format format = Format.TXT;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            description = "The run to draw; the first of the file by default.")
    private @Nullable String scenarioName;

    @Option(names = "--as", paramLabel = "PARTY", description = "The run as an agent, a relay or Network sees it.")
    private @Nullable String as;

    @Option(names = "--attack", paramLabel = "CLAIM", description = "The first attack on this claim instead of a run.")
    private @Nullable String attack;

    @Option(
            names = "--set",
            paramLabel = "OPTION=VALUE",
            description = "Sets an option of the specification; may be repeated.")
    private List<String> set = List.of();

    @Option(names = "--with", paramLabel = "SPEC", description = "With compare: the one on the right.")
    private @Nullable String other;

    @Option(names = "--brief", description = "With seq and compare: without the checks that pass.")
    private boolean brief;

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "With seq and compare, in svg and png: N units of the picture for a second.")
    private int scale;

    @Option(
            names = "--reveal",
            paramLabel = "KEY",
            description = "With keys: what falls with this one; may be repeated.")
    private List<String> reveal = List.of();

    @Option(names = "--layout", paramLabel = "NAME", description = "With packet: only this layout.")
    private @Nullable String layout;

    @Option(
            names = "--message",
            paramLabel = "NAME",
            description = "With packet: this message of the run with its values, such as Init or Init#1.")
    private @Nullable String message;

    @Option(names = "--cols", paramLabel = "N", defaultValue = "72", description = "Columns of text; 72 by default.")
    private int columns = 72;

    @Option(names = "--out", paramLabel = "FILE", description = "Where to write it.")
    private @Nullable String out;

    @Override
    public Integer call() {
        Specs.inRange("--cols", columns, FEWEST_COLUMNS, MOST_COLUMNS);
        if (format == Format.PNG && out == null) {
            throw new UserException(ExitCode.USAGE, "a PNG needs a file to go to: --out FILE");
        }
        if (scale < 0 || scale > 100_000) {
            throw new UserException(ExitCode.USAGE, "--scale is 0 to 100000");
        }
        Sequence told = texts.transcript(spec);
        Picture picture = told == null ? picture(texts.protocol(spec)) : told(told);
        if (picture instanceof Ladder ladder) {
            picture = ladder.toScale(scale);
        }
        byte[] written = switch (format) {
            case TXT -> utf8(picture.text(columns));
            case SVG -> utf8(picture.svg());
            case PNG -> Pictures.png(picture.svg());
            case DOT -> utf8(picture.dot());
            case MERMAID -> utf8(picture.mermaid());
            case PLANTUML -> utf8(picture.plantUml());
        };
        write(written);
        return ExitCode.OK;
    }

    /** The run that a file tells of; everything else is drawn from a specification. */
    private Ladder told(Sequence told) {
        if (view != View.SEQ) {
            throw new UserException(
                    ExitCode.USAGE, "a transcript is drawn with --view seq; --view " + view + " needs a specification");
        }
        if (attack != null || scenarioName != null || !set.isEmpty()) {
            throw new UserException(
                    ExitCode.USAGE, "--attack, --scenario and --set need a specification; a transcript is one run");
        }
        if (as != null && !told.viewers().contains(as)) {
            throw Specs.unknown("party", as, told.viewers());
        }
        Ladder ladder = SequenceView.of(as == null ? told : told.as(as));
        return brief ? ladder.brief() : ladder;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Picture picture(Protocol protocol) {
        return switch (view) {
            case STATE -> StateView.of(protocol);
            case SEQ -> sequence(protocol);
            case COMPARE -> {
                if (other == null) {
                    throw new UserException(ExitCode.USAGE, "compare draws two runs: --with SPEC");
                }
                yield Ladder.sideBySide(List.of(sequence(protocol), right(texts.protocol(other), other)));
            }
            case PACKET -> {
                if (message != null) {
                    yield packet(run(protocol), message);
                }
                if (layout != null && !PacketView.names(protocol).contains(layout)) {
                    throw Specs.unknown("layout", layout, PacketView.names(protocol));
                }
                yield PacketView.of(protocol, layout == null ? "" : layout);
            }
            case KEYS -> {
                Set<String> revealed = new LinkedHashSet<>(reveal);
                for (String key : revealed) {
                    if (!KeysView.names(protocol).contains(key)) {
                        throw Specs.unknown("variable", key, KeysView.names(protocol));
                    }
                }
                yield KeysView.of(protocol, revealed);
            }
            case MATRIX -> MatrixView.of(protocol);
            case STACK -> StackView.of(run(protocol));
        };
    }

    private static Picture packet(Transcript run, String wanted) {
        Picture picture = PacketView.of(run, wanted);
        if (picture == null) {
            List<String> sent = run.entries().stream()
                    .flatMap(e -> e instanceof Entry.MessageSent m ? Stream.of(m.label()) : Stream.empty())
                    .distinct()
                    .toList();
            throw Specs.unknown("message", wanted, sent);
        }
        return picture;
    }

    /** The run on the right: of the first scenario, with the options that it says. */
    private Ladder right(Protocol protocol, String name) {
        Scenario scenario = Specs.scenario(protocol, name, null);
        String viewer = as != null && Viewer.names(protocol, scenario).contains(as) ? as : null;
        Ladder ladder = SequenceView.of(transcript(protocol, scenario, List.of()), viewer);
        return brief ? ladder.brief() : ladder;
    }

    private Ladder sequence(Protocol protocol) {
        Ladder ladder = attack == null ? SequenceView.of(run(protocol), as) : attacked(protocol, attack);
        return brief ? ladder.brief() : ladder;
    }

    private Transcript run(Protocol protocol) {
        Scenario scenario = Specs.scenario(protocol, spec, scenarioName);
        if (as != null && !Viewer.names(protocol, scenario).contains(as)) {
            throw Specs.unknown("party", as, Viewer.names(protocol, scenario));
        }
        return transcript(protocol, scenario, set);
    }

    private static Transcript transcript(Protocol protocol, Scenario scenario, List<String> set) {
        Settings settings = Settings.of(scenario);
        for (Map.Entry<Integer, Integer> option : Specs.options(protocol, set).entrySet()) {
            settings = settings.with(option.getKey(), option.getValue());
        }
        return Simulation.run(protocol, settings).transcript();
    }

    /** The first of the claim's questions that is answered by an attack. */
    private Ladder attacked(Protocol protocol, String wanted) {
        List<String> known = protocol.claims().stream().map(Claim::name).toList();
        if (!known.contains(wanted)) {
            throw Specs.unknown("claim", wanted, known);
        }
        Claim claim = protocol.claims().stream()
                .filter(c -> c.name().equals(wanted))
                .findFirst()
                .orElseThrow();
        return Attacks.first(protocol, claim, Bounds.STANDARD)
                .orElseThrow(() -> new UserException(
                        ExitCode.USAGE,
                        "no attack on " + wanted + " is expected: `troth check` tells which claims break"));
    }

    private void write(byte[] written) {
        String file = out;
        if (file == null) {
            PrintStream terminal = System.out;
            terminal.print(new String(written, StandardCharsets.UTF_8));
            return;
        }
        OutFile.write(file, written);
        System.out.println(file);
    }
}
