package dev.troth.reference.document;

import dev.troth.reference.attack.Replay;
import dev.troth.reference.document.Document.Block;
import dev.troth.reference.document.Document.Drawing;
import dev.troth.reference.document.Document.Listing;
import dev.troth.reference.document.Document.Paragraph;
import dev.troth.reference.document.Document.Section;
import dev.troth.reference.document.Document.Table;
import dev.troth.reference.draw.AttackView;
import dev.troth.reference.draw.Graph;
import dev.troth.reference.draw.KeysView;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.draw.Wording;
import dev.troth.reference.report.Conditions;
import dev.troth.reference.report.Inquiry;
import dev.troth.reference.report.Verdict;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Ref;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Bounds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What a specification says, as a document: everything in it is read from the specification or from a run of it. */
public final class Description {
    private static final int OCTETS_IN_A_LINE = 32;

    private final String name;
    private final Protocol protocol;
    private final Wording wording;

    private Description(String name, Protocol protocol) {
        this.name = name;
        this.protocol = protocol;
        this.wording = new Wording(protocol);
    }

    /**
     * For readers of the library: with what a bounded search says of each goal, and the attacks that it finds.
     *
     * @param bounds how far is searched
     */
    public static Document forReaders(String name, Protocol protocol, Bounds bounds) {
        Description it = new Description(name, protocol);
        List<Section> sections = new ArrayList<>(it.common());
        Questions asked = new Questions(protocol);
        List<Question> questions = protocol.claims().stream()
                .flatMap(claim -> asked.of(claim, false).stream())
                .toList();
        List<Verdict> verdicts = Inquiry.quiet().askOfFewer(questions, bounds);
        Map<String, Drawing> attacks = attacks(verdicts);
        if (!verdicts.isEmpty()) {
            sections.add(new Section("Verdicts", it.verdicts(verdicts, attacks, bounds)));
        }
        if (!attacks.isEmpty()) {
            sections.add(new Section("Attacks", List.copyOf(attacks.values())));
        }
        return new Document(name, protocol.title(), sections);
    }

    /** What sections of a draft can be asked for by, and their titles. */
    public static final Map<String, List<String>> SECTIONS = sections();

    private static Map<String, List<String>> sections() {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        sections.put("summary", List.of("Summary"));
        sections.put("diagrams", List.of("Basic Run", "State Machines", "Messages"));
        sections.put("keys", List.of("Keys", "Initial Knowledge"));
        sections.put("states", List.of("States"));
        sections.put("goals", List.of("Goals"));
        sections.put("vectors", List.of("Test Vectors"));
        return Collections.unmodifiableMap(sections);
    }

    /** For an Internet-Draft: with a table of states, and a run as test vectors. */
    public static Document forDraft(String name, Protocol protocol) {
        Description it = new Description(name, protocol);
        List<Section> sections = new ArrayList<>(it.common());
        sections.add(new Section("States", List.of(it.states())));
        if (!protocol.scenarios().isEmpty()) {
            sections.add(new Section("Test Vectors", it.vectors()));
        }
        return new Document(name, protocol.title(), sections);
    }

    private List<Section> common() {
        List<Section> sections = new ArrayList<>();
        sections.add(new Section("Summary", summary()));
        if (!protocol.scenarios().isEmpty()) {
            Transcript run = run();
            sections.add(new Section(
                    "Basic Run",
                    List.of(new Drawing(
                            "Scenario " + run.scenario(),
                            SequenceView.of(run, null).brief()))));
        }
        sections.add(new Section(
                "State Machines",
                List.of(
                        new Drawing("States and what leads from one to another", StateView.of(protocol)),
                        new Drawing("What each state does with each message", MatrixView.of(protocol)))));
        if (!PacketView.names(protocol).isEmpty()) {
            sections.add(new Section(
                    "Messages", List.of(new Drawing("Wire layouts, 32 bits to a row", PacketView.of(protocol, "")))));
        }
        sections.add(new Section("Keys", keys()));
        sections.add(new Section("Initial Knowledge", List.of(knowledge())));
        if (!protocol.claims().isEmpty()) {
            sections.add(new Section("Goals", List.of(goals())));
        }
        return sections;
    }

    private Transcript run() {
        return Simulation.run(protocol, Settings.of(protocol.scenarios().getFirst()))
                .transcript();
    }

    private List<Block> summary() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph(protocol.title() + ". Roles: "
                + protocol.roles().stream().map(Role::name).collect(Collectors.joining(", ")) + ". Sources: "
                + (protocol.cites().isEmpty() ? "none" : String.join(", ", protocol.cites())) + "."));
        if (!protocol.options().isEmpty()) {
            blocks.add(new Table(
                    "Options",
                    List.of("Option", "Values, the first by default", "Source"),
                    protocol.options().stream()
                            .map(o -> List.of(o.name(), String.join(", ", o.values()), refs(o.refs())))
                            .toList()));
        }
        return blocks;
    }

    private static String refs(List<Ref> refs) {
        return refs.stream().map(Ref::toString).collect(Collectors.joining("; "));
    }

    private List<Block> keys() {
        List<Block> blocks = new ArrayList<>();
        Graph keys = KeysView.of(protocol, Set.of());
        if (!keys.groups().isEmpty()) {
            blocks.add(new Drawing("From secrets to what is handed out", keys));
        }
        List<List<String>> rows = new ArrayList<>();
        for (Role role : protocol.roles()) {
            for (Role.Variable variable : role.variables()) {
                if (variable.lifetime() != Role.Lifetime.RUN) {
                    rows.add(List.of(
                            variable.name(),
                            variable.type().toString(),
                            variable.lifetime() == Role.Lifetime.FRESH
                                    ? "drawn for each run"
                                    : variable.known() == null ? "given" : wording.expr(variable.known()),
                            role.name()));
                }
            }
        }
        blocks.add(new Table("Keys and other values", List.of("Name", "Type", "Purpose and origin", "Holder"), rows));
        if (!protocol.keys().isEmpty()) {
            blocks.add(new Table(
                    "Derivations",
                    List.of("Derivation", "Value", "Source"),
                    protocol.keys().stream()
                            .map(k -> List.of(signature(k), wording.expr(k.body()), refs(k.refs())))
                            .toList()));
        }
        return blocks;
    }

    private static String signature(KeyFunction key) {
        return key.name() + "(" + String.join(", ", key.parameterNames()) + ")";
    }

    private Table knowledge() {
        List<List<String>> rows = new ArrayList<>();
        for (Role role : protocol.roles()) {
            String known = role.variables().stream()
                    .filter(v -> v.lifetime() == Role.Lifetime.KNOWN || v.lifetime() == Role.Lifetime.PUBLIC)
                    .map(v -> v.known() == null ? v.name() : v.name() + " = " + wording.expr(v.known()))
                    .collect(Collectors.joining("; "));
            String kept = role.stores().stream().map(Role.Store::name).collect(Collectors.joining(", "));
            rows.add(List.of(
                    role.name(),
                    String.join(", ", role.agents()),
                    known.isEmpty() ? "nothing" : known,
                    kept.isEmpty() ? "nothing" : kept));
        }
        return new Table(
                "Initial knowledge",
                List.of("Role", "Agents that it knows", "Knows before the run", "Keeps between runs"),
                rows);
    }

    /** Each goal in words, with what takes it away, as the file expects; what a search says stands beside, in the verdicts. */
    private Table goals() {
        Goals goals = new Goals(protocol);
        List<List<String>> rows = new ArrayList<>();
        for (Claim claim : protocol.claims()) {
            rows.add(List.of(claim.name(), goals.sentence(claim), goals.unless(claim), published(claim)));
        }
        return new Table("Goals", List.of("Goal", "What it says", "Holds unless", "Published as"), rows);
    }

    /** The rows of the table of published verdicts that a claim carries, and the sections that it cites. */
    private static String published(Claim claim) {
        return claim.refs().stream()
                .map(ref -> ref.document().equals("Verdicts")
                        ? ref.section()
                        : ref.document() + " section " + ref.section())
                .collect(Collectors.joining(", "));
    }

    private Table states() {
        List<List<String>> rows = new ArrayList<>();
        for (Role role : protocol.roles()) {
            for (State state : role.states()) {
                rows.add(List.of(
                        role.name(),
                        state.name() + (state.isFinal() ? " (final)" : ""),
                        state.reactions().stream()
                                .map(r -> wording.trigger(r.trigger()))
                                .distinct()
                                .collect(Collectors.joining("; "))));
            }
        }
        return new Table("States and events", List.of("Role", "State", "Reacts to"), rows);
    }

    private List<Block> vectors() {
        List<Block> blocks = new ArrayList<>();
        for (Entry entry : run().entries()) {
            if (entry instanceof Entry.MessageSent sent && !sent.again()) {
                blocks.add(new Paragraph(sent.label() + ", from " + sent.who() + ", "
                        + sent.message().octets().length + " octets:"));
                blocks.add(new Listing(hex(sent.message().octets())));
            } else if (entry instanceof Entry.Value value && value.kind() == Entry.Kind.EXPORTED) {
                blocks.add(new Paragraph("Key of " + value.who() + " for " + value.name() + ":"));
                blocks.add(new Listing(hex(dev.troth.reference.wire.Octetting.octets(value.value()))));
            }
        }
        return blocks;
    }

    private static List<String> hex(byte[] octets) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < octets.length; i += OCTETS_IN_A_LINE) {
            lines.add(HexFormat.of().formatHex(octets, i, Math.min(octets.length, i + OCTETS_IN_A_LINE)));
        }
        return lines;
    }

    /** The first attack on each goal, by the name of the goal. */
    private static Map<String, Drawing> attacks(List<Verdict> verdicts) {
        Map<String, Drawing> attacks = new LinkedHashMap<>();
        for (Verdict verdict : verdicts) {
            Replay.Result attack = verdict.attack();
            String goal = verdict.question().claim().name();
            if (attack != null && !attacks.containsKey(goal)) {
                attacks.put(goal, new Drawing("On " + goal, AttackView.of(attack, goal + " under " + under(verdict))));
            }
        }
        return attacks;
    }

    private static String under(Verdict verdict) {
        String options = verdict.question().optionText();
        String model = verdict.question().compromise().name();
        return options.isEmpty() ? model : model + " where " + options.replace("=", " = ");
    }

    private List<Block> verdicts(List<Verdict> verdicts, Map<String, Drawing> attacks, Bounds bounds) {
        List<Document.Answer> answers = new ArrayList<>();
        for (Verdict verdict : verdicts) {
            Drawing attack = verdict.attack() == null
                    ? null
                    : attacks.get(verdict.question().claim().name());
            answers.add(new Document.Answer(
                    verdict.question().claim().name(),
                    verdict.question().point().toString(),
                    under(verdict),
                    sign(verdict),
                    found(verdict),
                    expected(verdict),
                    attack == null ? "" : attack.caption()));
        }
        List<Block> blocks = new ArrayList<>();
        blocks.add(new Paragraph("What a search found, asked when this page was written: among " + bounds.sessions()
                + " runs of each role and at most " + bounds.maxStates()
                + " configurations. \"Holds\" says that there is no attack within these bounds and that the point of the goal was"
                + " reached; it says nothing beyond them. Where the search came to no end, an attack was looked for among fewer"
                + " runs; that there is none among them leaves the goal open. An attack was done again on octets."));
        List<String> limits = Conditions.of(verdicts);
        if (!limits.isEmpty()) {
            blocks.add(new Paragraph("\"Holds\" is also limited by this. " + String.join(". ", limits) + "."));
        }
        blocks.add(new Document.Verdicts("What a search found, and what the file expects", answers));
        if (!protocol.compromises().isEmpty()) {
            blocks.add(new Paragraph("Under \"none\" the attacker has the network and is registered as an agent. "
                    + "The other models are given in the goals above and in the file: "
                    + protocol.compromises().stream().map(Compromise::name).collect(Collectors.joining(", ")) + "."));
        }
        return blocks;
    }

    private static Document.Sign sign(Verdict verdict) {
        if (verdict.outcome() == Verdict.Outcome.UNCONFIRMED) {
            return Document.Sign.OPEN;
        }
        return switch (verdict.finding().verdict()) {
            case ATTACK -> Document.Sign.BROKEN;
            case NO_ATTACK -> Document.Sign.HOLDS;
            case INCONCLUSIVE, VACUOUS -> Document.Sign.OPEN;
        };
    }

    private static String found(Verdict verdict) {
        int states = verdict.finding().states();
        String size = states
                + (states == 1 ? " configuration, " : " configurations, ")
                + verdict.bounds().runs();
        return switch (verdict.finding().verdict()) {
            case ATTACK -> "attack of " + verdict.finding().depth() + " steps; " + size;
            case NO_ATTACK -> "no attack in " + size;
            case INCONCLUSIVE -> verdict.remark();
            case VACUOUS -> "the point is never reached";
        };
    }

    private static String expected(Verdict verdict) {
        Boolean expected = verdict.question().expected();
        String says = expected == null ? "nothing" : expected ? "holds" : "breaks";
        return verdict.isSurprise() ? says + " (A SURPRISE: " + verdict.remark() + ")" : says;
    }
}
