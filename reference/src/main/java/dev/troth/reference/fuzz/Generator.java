package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Act.Change;
import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.fuzz.Arena.Sending;
import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Players;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a schedule while it is carried out: what can be chosen depends on what has happened. Most acts are what an honest
 * network would do, so that runs get far; the others are an attacker's. The attacker is an agent too: he runs roles under
 * his own name, and what those send is his to alter.
 */
final class Generator {
    private static final List<String> HONEST = List.of("Alice", "Bob", "Carol", "Dave");
    private static final int MAX_ACTS = 24;
    /** For protocols of many messages: so many acts for each kind. */
    private static final int ACTS_A_MESSAGE = 4;

    private static final long SECOND = 1_000_000_000L;

    private final Protocol protocol;
    private final Players parts;
    private final Arena arena;
    private final Draws draws;
    private final List<Long> pauses;
    private final List<Sending> waiting = new ArrayList<>();
    private int seen;

    private Generator(Arena arena, Draws draws, List<Long> pauses) {
        this.protocol = arena.protocol();
        this.parts = Players.of(protocol);
        this.arena = arena;
        this.draws = draws;
        this.pauses = pauses;
    }

    /** Makes a schedule happen in an arena. */
    static void schedule(Arena arena, Draws draws, List<Long> pauses) {
        Generator generator = new Generator(arena, draws, pauses);
        generator.begin();
        int most =
                Math.max(MAX_ACTS, ACTS_A_MESSAGE * arena.protocol().messages().size());
        int more = 2 + draws.below(most - 2);
        for (int i = 0; i < more; i++) {
            generator.next();
        }
    }

    private boolean add(Act act) {
        return arena.act(act);
    }

    // ---- who takes part ----

    /** A run of every role that belong together, and perhaps more. */
    private void begin() {
        if (draws.percent(10)) {
            add(new Act.Skew(HONEST.get(draws.below(2)), pause()));
        }
        Map<String, String> players = new LinkedHashMap<>();
        int next = 0;
        for (Role role : protocol.roles()) {
            players.put(role.name(), role.server() ? role.name() : HONEST.get(next++ % HONEST.size()));
        }
        if (draws.percent(50)) {
            swap(players);
        }
        for (Role role : protocol.roles()) {
            add(new Act.Begin(arena.acts().size() + 1, role, matched(role, players)));
        }
        if (protocol.roles().size() == 1) {
            swap(players);
            add(new Act.Begin(
                    arena.acts().size() + 1,
                    protocol.roles().getFirst(),
                    matched(protocol.roles().getFirst(), players)));
        }
        int more = draws.below(3);
        for (int i = 0; i < more; i++) {
            another(players);
        }
    }

    private void swap(Map<String, String> players) {
        players.replaceAll((role, agent) -> agent.equals("Alice") ? "Bob" : agent.equals("Bob") ? "Alice" : agent);
    }

    /** The agents of a role's run when each role has one player. */
    private List<String> matched(Role role, Map<String, String> players) {
        List<String> agents = new ArrayList<>();
        agents.add(players.getOrDefault(role.name(), "Alice"));
        for (int i = 1; i < role.agents().size(); i++) {
            String named = role.players().get(i);
            agents.add(named.isEmpty() ? other(role, i, agents, players) : named);
        }
        return List.copyOf(agents);
    }

    /** The player of the role that a parameter stands for, or of the first other role that nobody stands for yet. */
    private String other(Role role, int parameter, List<String> taken, Map<String, String> players) {
        for (Role each : protocol.roles()) {
            List<List<Integer>> readings = parts.readings(role, each);
            if (readings.size() == 1 && readings.getFirst().equals(List.of(parameter)) && each != role) {
                return players.getOrDefault(each.name(), "Bob");
            }
        }
        for (Role each : protocol.roles()) {
            String player = players.getOrDefault(each.name(), "Bob");
            if (each != role && !each.server() && !taken.contains(player)) {
                return player;
            }
        }
        return taken.contains("Bob") ? "Alice" : "Bob";
    }

    /** One more run: of the same agents, of the same agents the other way round, or with the attacker. */
    private void another(Map<String, String> players) {
        Role role = protocol.roles().get(draws.below(protocol.roles().size()));
        Map<String, String> cast = new LinkedHashMap<>(players);
        int how = draws.below(4);
        if (how == 1) {
            swap(cast);
        }
        List<String> agents = new ArrayList<>(matched(role, cast));
        if (how == 2 && agents.size() > 1 && role.players().get(1).isEmpty()) {
            agents.set(1, Cast.ATTACKER);
        } else if (how == 3 && !role.server()) {
            agents.set(0, Cast.ATTACKER);
        }
        add(new Act.Begin(arena.acts().size() + 1, role, List.copyOf(agents)));
    }

    // ---- what happens ----

    private void next() {
        while (seen < arena.tape().size()) {
            waiting.add(arena.tape().get(seen++));
        }
        int dice = draws.below(100);
        if (dice < 55 && carry()) {
            return;
        }
        if (dice < 85 && hostile()) {
            return;
        }
        rare();
    }

    /** Something that is under way arrives: mostly the oldest, now and then another, or it is lost. */
    private boolean carry() {
        if (waiting.isEmpty()) {
            return false;
        }
        Sending sending = waiting.remove(draws.percent(85) ? 0 : draws.below(waiting.size()));
        return !draws.percent(5) && add(new Act.Carry(sending.letter));
    }

    private boolean hostile() {
        List<Sending> tape = arena.tape();
        if (tape.isEmpty()) {
            return false;
        }
        Sending sending = tape.get(draws.below(tape.size()));
        Run to = target(sending);
        if (to != null && draws.percent(8)) {
            return forged(sending, to);
        }
        return to != null && add(new Act.Deliver(sending.letter, to.number, change(sending)));
    }

    /** A message that the attacker hears, written again with a value of his own in one field. */
    private boolean forged(Sending sending, Run to) {
        Datum[] elements = sending.message.elements().clone();
        int place = draws.below(elements.length);
        if (!sending.heard
                || !arena.injects(sending.port)
                || !(elements[place] instanceof Datum.Rec rec)
                || rec.fields().length == 0) {
            return false;
        }
        Datum[] fields = rec.fields().clone();
        int slot = draws.below(fields.length);
        Datum other = switch (fields[slot]) {
            case Datum.Octets(byte[] octets) -> new Datum.Octets(own(octets.length));
            case Datum.Num(long value, int bits) -> new Datum.Num((value + 1) & ((1L << Math.min(bits, 62)) - 1), bits);
            case Datum.Agent ignored -> Datum.Agent.of(Cast.ATTACKER);
            default -> fields[slot];
        };
        fields[slot] = other;
        elements[place] = new Datum.Rec(rec.layout(), fields);
        try {
            byte[] octets = Codec.encode(sending.message.message(), elements).octets();
            return add(new Act.Bring(to.number, sending.port, octets));
        } catch (IllegalArgumentException cannotBeWritten) {
            return false;
        }
    }

    private byte[] own(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) draws.below(256);
        }
        return octets;
    }

    /** Any run, but rather one that waits for such a thing. */
    private @Nullable Run target(Sending sending) {
        List<Run> fit = new ArrayList<>();
        List<Run> all = new ArrayList<>();
        for (Run run : arena.runs().values()) {
            if (!run.gone && !run.session.agent().equals(Cast.ATTACKER)) {
                all.add(run);
                if (Arena.takes(run, sending.port)) {
                    fit.add(run);
                }
            }
        }
        List<Run> among = fit.isEmpty() || draws.percent(10) ? all : fit;
        return among.isEmpty() ? null : among.get(draws.below(among.size()));
    }

    private Change change(Sending sending) {
        int octets = sending.message.octets().length;
        int dice = draws.below(10);
        if (dice < 5 || octets == 0) {
            return new Change.None();
        }
        if (dice < 7) {
            return new Change.Flip(draws.percent(50) ? boundary(sending) : draws.below(octets * 8));
        }
        if (dice < 8) {
            return new Change.Cut(draws.below(octets));
        }
        return splice(sending);
    }

    /** The first or the last bit of a field. */
    private int boundary(Sending sending) {
        int[] field = field(sending);
        return field == null
                ? draws.below(sending.message.octets().length * 8)
                : draws.percent(50) ? field[0] : field[1] - 1;
    }

    /** Start and end in bits of some field that is there, or null. */
    private int @Nullable [] field(Sending sending) {
        int[] @Nullable [] spans = sending.message.spans();
        int[] element = spans[draws.below(spans.length)];
        if (element == null || element.length == 0) {
            return null;
        }
        int slot = draws.below(element.length / 2);
        int start = element[2 * slot];
        int end = element[2 * slot + 1];
        return start < 0 || end <= start ? null : new int[] {start, end};
    }

    private Change splice(Sending sending) {
        int[] field = field(sending);
        List<Sending> same = new ArrayList<>();
        for (Sending other : arena.tape()) {
            if (other != sending && other.message.message() == sending.message.message()) {
                same.add(other);
            }
        }
        if (field == null || same.isEmpty() || field[0] % 8 != 0 || field[1] % 8 != 0) {
            return new Change.None();
        }
        Sending other = same.get(draws.below(same.size()));
        return new Change.Splice(other.letter, field[0] / 8, (field[1] - field[0]) / 8);
    }

    private void rare() {
        switch (draws.below(6)) {
            case 0 -> add(new Act.Restart(HONEST.get(draws.below(2))));
            case 1, 2 -> add(new Act.Pass(pause()));
            case 3 -> timer();
            case 4 -> local();
            default -> again();
        }
    }

    private long pause() {
        if (pauses.isEmpty()) {
            return SECOND;
        }
        long outside = pauses.get(draws.below(pauses.size()));
        return draws.percent(60) ? outside - 2 * SECOND : outside;
    }

    private @Nullable Run anyone() {
        List<Run> all = new ArrayList<>(arena.runs().values());
        return all.isEmpty() ? null : all.get(draws.below(all.size()));
    }

    private void timer() {
        Run run = anyone();
        if (run != null) {
            add(new Act.Timer(run.number));
        }
    }

    private void local() {
        Run run = anyone();
        if (run == null) {
            return;
        }
        for (Reaction reaction : run.session.currentState().reactions()) {
            if (reaction.trigger() instanceof Reaction.Local(String source, String event)) {
                add(new Act.Local(run.number, source, event));
                return;
            }
        }
    }

    /** A run like one that there is. */
    private void again() {
        Run run = anyone();
        if (run != null) {
            int number = 1;
            while (arena.runs().containsKey(number)) {
                number++;
            }
            add(new Act.Begin(number, run.session.role(), run.session.agents()));
        }
    }
}
