package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who plays what, as the runs of a role see it: which of its agent parameters stands for the agent in another role. A claim
 * {@code agree A.Done with B on n} speaks of the agent that the run of A takes to be in role B, and the names of parameters
 * must not matter. What decides is, in this order:
 *
 * <ol>
 *   <li>what the role says: {@code role A(me, first : B, second : C)};
 *   <li>a server role is played by the one agent that plays it for everyone;
 *   <li>what the scenarios without an attacker say, where they do not contradict each other;
 *   <li>nothing: then every parameter of which nothing else is said may be meant, and a claim has to be true of each.
 * </ol>
 */
public final class Players {
    private record Place(Role role, int parameter) {}

    private final Map<Place, Set<Role>> told = new HashMap<>();

    private Players() {}

    public static Players of(Protocol protocol) {
        Players players = new Players();
        protocol.scenarios().stream().filter(s -> s.moves().isEmpty()).forEach(players::learn);
        return players;
    }

    private void learn(Scenario scenario) {
        Map<String, Set<Role>> parts = new HashMap<>();
        for (Scenario.Run run : scenario.runs()) {
            parts.computeIfAbsent(run.agent(), a -> new HashSet<>()).add(run.role());
        }
        for (Scenario.Run run : scenario.runs()) {
            for (int i = 1; i < run.agents().size(); i++) {
                Set<Role> of = parts.getOrDefault(run.agents().get(i), Set.of());
                told.computeIfAbsent(new Place(run.role(), i), p -> new HashSet<>())
                        .addAll(of);
            }
        }
    }

    /**
     * The ways to read who plays {@code with} for a run of {@code role}: each is the parameters that all stand for players of
     * it. One way if that is told, several if nothing tells, none if the role knows nobody.
     */
    public List<List<Integer>> readings(Role role, Role with) {
        List<Integer> said = new ArrayList<>();
        List<Integer> open = new ArrayList<>();
        for (int i = 1; i < role.agents().size(); i++) {
            String part = role.parts().get(i);
            if (part.equals(with.name())) {
                said.add(i);
            } else if (part.isEmpty()) {
                open.add(i);
            }
        }
        if (!said.isEmpty()) {
            return List.of(said);
        }
        if (with.server() || open.isEmpty()) {
            return List.of();
        }
        List<Integer> shown =
                open.stream().filter(i -> seen(role, i).equals(Set.of(with))).toList();
        if (!shown.isEmpty()) {
            return List.of(shown);
        }
        List<Integer> rest =
                open.stream().filter(i -> seen(role, i).size() != 1).toList();
        return (rest.isEmpty() ? open : rest).stream().map(List::of).toList();
    }

    private Set<Role> seen(Role role, int parameter) {
        return told.getOrDefault(new Place(role, parameter), Set.of());
    }

    /** The same as agents, for a run of a role with these agents. */
    public List<List<String>> readings(Role role, List<String> agents, Role with) {
        List<List<Integer>> readings = readings(role, with);
        return readings.isEmpty() && with.server()
                ? List.of(List.of(with.name()))
                : readings.stream()
                        .map(parameters -> parameters.stream().map(agents::get).toList())
                        .toList();
    }

    /** Whether it is told which agents of a run of {@code role} play {@code with}. */
    public boolean isTold(Role role, Role with) {
        return readings(role, with).size() <= 1;
    }
}
