package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Stage.World;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Variant;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The simplest checker that could be right: it tries every message that the attacker can say, in every order, on the concrete machines,
 * and looks whether the claim is false of what has happened. No reduction, no laziness, no analysis. Only for specifications that
 * fit on a page, and only for so many steps.
 */
final class Oracle {
    static final String ATTACKER = "Mallory";

    private static final int STEPS = 2_500;
    private static final int WORLDS = 500;

    /** What the oracle says. */
    enum Sight {
        BROKEN,
        /** Everything was tried, and nothing breaks the claim. */
        HELD,
        /** Not everything was tried. */
        UNKNOWN
    }

    private final Sketch sketch;
    private final Stage stage;
    private final Truth truth;
    private final Mind mind;
    private final Claim claim;
    private final int runs;
    /** What left a run as it was: it will do so again. */
    private final Map<String, Set<Octets>> refused = new HashMap<>();

    private int steps;
    private int until;
    private boolean reached;
    private boolean curtailed;
    /** How the claim was broken. */
    private List<String> story = List.of();

    private Oracle(Sketch sketch, Protocol protocol, int runs) {
        this.sketch = sketch;
        this.stage = new Stage(protocol);
        this.claim = protocol.claims().getFirst();
        this.truth = new Truth(stage, claim.property());
        this.mind = new Mind(sketch, stage);
        this.runs = runs;
    }

    /**
     * What was seen.
     *
     * @param reached whether a run that the claim is about came to its point
     */
    record Seen(Sight sight, int steps, List<String> story, boolean reached) {}

    static Seen of(Sketch sketch, Protocol protocol, Map<Integer, Integer> options, int runs) {
        Oracle oracle = new Oracle(sketch, Variant.of(protocol, options), runs);
        boolean broken = oracle.isBroken();
        boolean complete = !oracle.curtailed && !oracle.mind.curtailed;
        Sight sight = broken ? Sight.BROKEN : complete ? Sight.HELD : Sight.UNKNOWN;
        return new Seen(sight, oracle.steps, oracle.story, oracle.reached && tests(oracle.claim.property()) == 1);
    }

    private static int tests(Claim.Property property) {
        return switch (property) {
            case Claim.Agree agree -> agree.injective() ? 2 : 1;
            case Claim.Fresh ignored -> 2;
            case Claim.Secret ignored -> 1;
            case Claim.Alive ignored -> 1;
            case Claim.Never ignored -> 1;
            case Claim.Reachable ignored -> 1;
        };
    }

    // ---- who takes part ----

    private record Part(String role, List<String> agents) {}

    private static final List<List<String>> OTHERS = List.of(
            List.of("Bob", "Alice"),
            List.of("Alice", ATTACKER),
            List.of("Bob", ATTACKER),
            List.of("Alice", "Bob"),
            List.of());

    private boolean isBroken() {
        Role tested = truth.point().role();
        int tests = tests(claim.property());
        List<List<Part>> casts = new ArrayList<>();
        List<Part> own = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            own.add(new Part(tested.name(), List.of("Alice", "Bob")));
        }
        casts.add(own);
        for (Role role : stage.protocol.roles()) {
            int others = role == tested ? Math.max(runs, tests) - tests : runs;
            for (int i = 0; i < others; i++) {
                casts = longer(casts, role.name());
            }
        }
        int share = STEPS / casts.size() + 40;
        Set<Set<String>> seen = new HashSet<>();
        for (List<Part> cast : casts) {
            Set<String> parts = new TreeSet<>();
            for (int i = 0; i < cast.size(); i++) {
                parts.add(cast.get(i) + "/" + java.util.Collections.frequency(cast.subList(0, i), cast.get(i)));
            }
            if (seen.add(parts) && isBroken(cast, share)) {
                return true;
            }
        }
        return false;
    }

    private static List<List<Part>> longer(List<List<Part>> casts, String role) {
        List<List<Part>> all = new ArrayList<>();
        for (List<String> agents : OTHERS) {
            for (List<Part> cast : casts) {
                List<Part> more = new ArrayList<>(cast);
                if (!agents.isEmpty()) {
                    more.add(new Part(role, agents));
                }
                all.add(more);
            }
        }
        return all;
    }

    // ---- what happens ----

    private record Node(World world, List<String> story) {}

    private boolean isBroken(List<Part> cast, int share) {
        World world = World.EMPTY;
        List<String> told = new ArrayList<>();
        for (Part part : cast) {
            world = stage.begin(world, part.role(), part.agents());
            told.add(part.toString());
        }
        Set<String> seen = new HashSet<>();
        List<Node> level = List.of(new Node(world, told));
        if (isFalse(level.getFirst())) {
            return true;
        }
        until = steps + share;
        while (!level.isEmpty()) {
            List<Node> next = new ArrayList<>();
            for (Node node : level) {
                if (steps > until || seen.size() > WORLDS) {
                    curtailed = true;
                    return false;
                }
                if (spread(node, seen, next)) {
                    return true;
                }
            }
            level = next;
        }
        return false;
    }

    /** Delivers everything that can be said to everyone. */
    private boolean spread(Node node, Set<String> seen, List<Node> next) {
        List<Datum.Msg> heard = heard(node.world());
        for (int run = 0; run < node.world().runs().size(); run++) {
            Session<Datum> session = node.world().runs().get(run);
            for (Reaction reaction : session.currentState().reactions()) {
                if (!(reaction.trigger() instanceof Reaction.Receive receive)) {
                    continue;
                }
                Form form = sketch.form(receive.message().name());
                Set<Octets> without = refused.computeIfAbsent(key(session, node.world()), k -> new HashSet<>());
                for (Octets octets : mind.messages(form, heard)) {
                    if (without.contains(octets)) {
                        continue;
                    }
                    if (++steps > until) {
                        curtailed = true;
                        return false;
                    }
                    World after = stage.deliver(node.world(), run, octets.bytes());
                    if (after == node.world()) {
                        without.add(octets);
                    }
                    if (after != node.world() && seen.add(key(after))) {
                        List<String> story = new ArrayList<>(node.story());
                        story.add(octets + " to run " + (run + 1) + ", " + form.name());
                        Node reached = new Node(after, story);
                        next.add(reached);
                        if (isFalse(reached)) {
                            return true;
                        }
                    }
                }
            }
        }
        return false;
    }

    private boolean isFalse(Node node) {
        reached |= truth.isReached(node.world());
        boolean broken = truth.isBroken(node.world(), () -> mind.holdings(heard(node.world())));
        if (broken) {
            story = node.story();
        }
        return broken;
    }

    private static List<Datum.Msg> heard(World world) {
        return world.tape().stream().map(Stage.Sending::message).toList();
    }

    /** What tells one world from another. */
    private static String key(World world) {
        StringBuilder key = new StringBuilder();
        world.runs().forEach(run -> key(run, key));
        world.tape()
                .forEach(s -> key.append(s.run())
                        .append(Octets.of(s.message().octets()).hex()));
        return key.append(stored(world)).toString();
    }

    /** What decides how a run takes what comes. */
    private static String key(Session<Datum> run, World world) {
        StringBuilder key =
                new StringBuilder(run.agents().toString()).append(run.role().name());
        key(run, key);
        return key.append(stored(world)).toString();
    }

    private static void key(Session<Datum> run, StringBuilder key) {
        key.append(run.id()).append('.').append(run.state()).append('(');
        for (Datum value : run.variables()) {
            key.append(
                            value == null || value == Datum.ABSENT
                                    ? "-"
                                    : Stage.octets(value).hex())
                    .append(',');
        }
    }

    private static String stored(World world) {
        StringBuilder key = new StringBuilder();
        world.stores()
                .all()
                .forEach(e -> key.append(Stage.octets(e.key()).hex())
                        .append(e.value() == null ? "" : Stage.octets(e.value()).hex()));
        return key.toString();
    }
}
