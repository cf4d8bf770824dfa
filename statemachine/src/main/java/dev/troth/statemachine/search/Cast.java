package dev.troth.statemachine.search;

import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who takes part: honest agents, one trusted agent for each server role, and the attacker, who is registered as an agent
 * of his own. The run that a claim is about is Alice's, with honest peers; every other run is of any honest agent with
 * any peer. Two honest agents are enough for claims about two roles (Comon and Cortier, Security properties: two agents
 * are sufficient, 2003).
 */
public final class Cast {
    /** The attacker's own name. */
    public static final String ATTACKER = "Mallory";

    private static final List<String> HONEST = List.of("Alice", "Bob", "Carol", "Dave", "Erin", "Frank");

    private final Protocol protocol;
    private final Compromise compromise;
    private final List<String> honest;
    private final Map<String, String> aliases = new LinkedHashMap<>();

    Cast(Protocol protocol, Compromise compromise) {
        this.protocol = protocol;
        this.compromise = compromise;
        int clients = 0;
        int widest = 2;
        for (Role role : protocol.roles()) {
            clients += role.server() ? 0 : 1;
            int open = (int) role.players().stream().filter(String::isEmpty).count();
            widest = Math.max(widest, role.server() ? open - 1 : open);
        }
        this.honest = honest(Math.max(widest, Math.min(clients, 2)));
        if (compromise.anyKey()) {
            for (String agent : honest) {
                aliases.put(ATTACKER + "As" + agent, agent);
            }
        }
    }

    /** So many honest agents, each with a name of its own. */
    private static List<String> honest(int count) {
        List<String> names = new ArrayList<>(HONEST.subList(0, Math.min(count, HONEST.size())));
        for (int i = names.size(); i < count; i++) {
            names.add("Agent" + (i + 1));
        }
        return List.copyOf(names);
    }

    /** Names under which the attacker has registered the public key of someone else, and whose. */
    public Map<String, String> aliases() {
        return aliases;
    }

    /** The names of the attacker. */
    public Set<String> dishonest() {
        Set<String> names = new LinkedHashSet<>();
        names.add(ATTACKER);
        names.addAll(aliases.keySet());
        return names;
    }

    public boolean isHonest(String agent) {
        return !agent.equals(ATTACKER) && !aliases.containsKey(agent);
    }

    /** All agents, honest ones first. */
    List<String> everyone() {
        List<String> all = new ArrayList<>(honest);
        protocol.roles().stream().filter(Role::server).map(Role::name).forEach(all::add);
        all.addAll(dishonest());
        return all;
    }

    /** The agents of the run that a claim is about. */
    public List<String> test(Role role) {
        List<String> agents = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < role.agents().size(); i++) {
            String player = player(role, i);
            agents.add(player.isEmpty() ? honest.get(next++) : player);
        }
        return List.copyOf(agents);
    }

    /**
     * Every choice of agents for the run that a claim is about, the most honest first: with honest peers, with itself as a peer
     * where agents may talk to themselves, and with the attacker in the place of a peer where the claim speaks of that.
     */
    List<List<String>> tests(Role role, boolean anyPeer) {
        List<List<String>> all = List.of(List.of());
        List<String> honestAgents = test(role);
        for (int i = 0; i < role.agents().size(); i++) {
            List<String> candidates = new ArrayList<>(List.of(honestAgents.get(i)));
            boolean open = i > 0 && player(role, i).isEmpty();
            if (open && compromise.selfTalk()) {
                candidates.add(honestAgents.getFirst());
            }
            if (open && anyPeer) {
                candidates.addAll(dishonest());
            }
            List<List<String>> longer = new ArrayList<>();
            for (List<String> agents : all) {
                for (String agent : candidates) {
                    List<String> more = new ArrayList<>(agents);
                    more.add(agent);
                    longer.add(List.copyOf(more));
                }
            }
            all = longer;
        }
        return all;
    }

    private static String player(Role role, int index) {
        return index == 0 && role.server() ? role.name() : role.players().get(index);
    }

    /** Every choice of agents for another run of a role, the most honest first. */
    List<List<String>> others(Role role, Role tested) {
        List<List<String>> all = new ArrayList<>();
        all.add(List.of());
        for (int i = 0; i < role.agents().size(); i++) {
            String player = player(role, i);
            List<List<String>> longer = new ArrayList<>();
            for (List<String> agents : all) {
                for (String agent : player.isEmpty() ? candidates(role, tested, i) : List.of(player)) {
                    if (compromise.selfTalk() || !agents.contains(agent)) {
                        List<String> more = new ArrayList<>(agents);
                        more.add(agent);
                        longer.add(List.copyOf(more));
                    }
                }
            }
            all = longer;
        }
        return all;
    }

    private List<String> candidates(Role role, Role tested, int index) {
        if (index > 0) {
            List<String> all = new ArrayList<>(honest);
            all.addAll(dishonest());
            return all;
        }
        if (!compromise.oneRole()) {
            return honest;
        }
        return List.of(honest.get(Math.min(honest.size() - 1, place(role, tested))));
    }

    /** With one role for each agent: the tested role is Alice's, the others go to the others in their order. */
    private int place(Role role, Role tested) {
        if (role == tested) {
            return 0;
        }
        int place = 1;
        for (Role other : protocol.roles()) {
            if (other == role) {
                return place;
            }
            place += other == tested || other.server() ? 0 : 1;
        }
        return place;
    }
}
