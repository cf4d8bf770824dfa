package dev.troth.reference.fuzz;

import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Variant;
import dev.troth.spec.model.Walk;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.claim.Questions;
import dev.troth.statemachine.search.Pauses;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is about: a variant of a protocol, and the invariants that are watched. Claims count as far as they say
 * what is expected without a compromise under these options, or say nothing; claims against relays are left out, nobody
 * holds one here.
 */
public final class Plan {
    /** The invariant that a schedule done again sends the same octets. */
    static final String DETERMINISM = "determinism";

    private final Protocol protocol;
    private final Map<Integer, Integer> options;
    private final long seed;
    private final @Nullable String only;
    private final List<Question> questions = new ArrayList<>();
    private final List<Long> pauses;
    /** Roles of which two runs never come to agree with one of a peer, or on one value. */
    private final Set<Role> once = new HashSet<>();

    /**
     * @param options option index to value index, where it differs from the first value
     * @param only the name or kind of the one invariant to watch, or null for all
     */
    public Plan(Protocol protocol, Map<Integer, Integer> options, long seed, @Nullable String only) {
        this.protocol = Variant.of(protocol, options);
        this.options = Map.copyOf(options);
        this.seed = seed;
        this.only = only;
        this.pauses = Pauses.of(this.protocol);
        Set<Role> broken = new HashSet<>();
        Questions asked = new Questions(this.protocol);
        for (Claim claim : this.protocol.claims()) {
            for (Question question : asked.of(claim, Compromise.NONE, options)) {
                boolean held = question.property() instanceof Claim.Secret secret
                        && !secret.against().isEmpty();
                if (!held
                        && (question.expected() != null || claim.expectations().isEmpty())) {
                    questions.add(question);
                    boolean single = question.property() instanceof Claim.Agree agree
                            && agree.injective()
                            && keysMedia(question.point().role());
                    if (single || question.property() instanceof Claim.Fresh) {
                        (Boolean.TRUE.equals(question.expected()) ? once : broken)
                                .add(question.point().role());
                    }
                }
            }
        }
        once.removeAll(broken);
    }

    /** Whether a role hands keys to SRTP, where a key that is installed again is a pad used twice (RFC 3711 9.1). */
    private static boolean keysMedia(Role role) {
        return role.states().stream()
                .flatMap(state -> state.reactions().stream())
                .anyMatch(reaction -> Walk.any(
                        reaction.body(),
                        statement -> statement instanceof Statement.Export export
                                && export.target().startsWith("srtp")));
    }

    public Protocol protocol() {
        return protocol;
    }

    public Map<Integer, Integer> options() {
        return options;
    }

    public long seed() {
        return seed;
    }

    List<Long> pauses() {
        return pauses;
    }

    /** Names of the invariants that there are here, and their kinds. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        all().forEach(i -> {
            if (!names.contains(i.name())) {
                names.add(i.name());
            }
        });
        names.add(DETERMINISM);
        Invariant.KINDS.stream().filter(k -> !names.contains(k)).forEach(names::add);
        return names;
    }

    /** What the file expects of each invariant: true if it should hold, false if it should break, null if it does not say. */
    public Map<String, @Nullable Boolean> expectations() {
        Map<String, @Nullable Boolean> expected = new LinkedHashMap<>();
        for (Invariant invariant : invariants()) {
            expected.put(invariant.name(), true);
        }
        if (only == null || only.equals(DETERMINISM)) {
            expected.put(DETERMINISM, true);
        }
        for (Question question : questions) {
            if (expected.containsKey(question.claim().name())) {
                expected.put(question.claim().name(), question.expected());
            }
        }
        return expected;
    }

    /** New watchers for one schedule. */
    List<Invariant> invariants() {
        return all().stream()
                .filter(i -> only == null || i.name().equals(only) || i.kind().equals(only))
                .toList();
    }

    private List<Invariant> all() {
        List<Invariant> all = new ArrayList<>();
        questions.forEach(question -> all.add(new ClaimInvariant(question)));
        all.add(new MachineInvariants.States());
        all.add(new MachineInvariants.Lives());
        all.add(new MachineInvariants.RoundTrip());
        if (!once.isEmpty()) {
            all.add(new MachineInvariants.InstalledOnce(once));
        }
        return all;
    }
}
