package dev.troth.statemachine.search;

import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.knowledge.Solver;
import dev.troth.statemachine.machine.Choices;
import dev.troth.statemachine.machine.Machine;
import dev.troth.statemachine.machine.Session;
import dev.troth.statemachine.term.Kinds;
import dev.troth.statemachine.term.SymbolicAlgebra;
import dev.troth.statemachine.term.Term;
import dev.troth.statemachine.term.Terms;
import dev.troth.statemachine.term.Typing;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one search is about: the variant of the protocol, the point of the claim, the compromise model and the bounds. */
public final class Scene {
    private static final long SECOND = 1_000_000_000L;

    final Protocol protocol;
    final Choices choices;
    final Compromise compromise;
    final Bounds bounds;
    final Cast cast;
    final Terms terms;
    final SymbolicAlgebra algebra;
    final Machine<Term> machine;
    final Solver solver;
    final Outlook outlook;
    final Powers powers;
    private final List<String> held;
    final Knowledge.Theory theory;
    final Role tested;
    final State point;
    final List<Slot> slots;
    final int tests;
    private final boolean anyPeer;
    private final boolean strangers;

    /**
     * A place for a run.
     *
     * @param test true if the claim is about it
     */
    public record Slot(int index, Role role, boolean test) {}

    /**
     * @param at the point that the claim is about
     * @param tests how many runs the claim is about: one, or two for claims that compare runs
     * @param relays the relays and roles that the attacker holds
     * @param strangers whether runs count too that have other agents than the run of the claim as their peers
     */
    public Scene(
            Protocol protocol,
            Choices choices,
            Compromise compromise,
            Bounds bounds,
            Claim.Point at,
            int tests,
            List<String> relays,
            boolean strangers) {
        this.protocol = protocol;
        this.choices = choices;
        this.compromise = compromise;
        this.bounds = bounds;
        this.tested = at.role();
        this.point = at.state();
        this.anyPeer = at.anyPeer();
        this.strangers = strangers;
        this.tests = tests;
        this.held = relays;
        this.cast = new Cast(protocol, compromise);
        this.terms = new Terms(protocol.equations());
        this.algebra = new SymbolicAlgebra(
                terms,
                protocol,
                bounds.typed() && !compromise.untyped() ? new Typing(new Kinds(protocol)) : new Typing(false),
                cast.aliases());
        this.machine = new Machine<>(protocol, algebra, choices, false);
        this.solver = new Solver(algebra);
        this.powers = new Powers(protocol, choices, relays);
        this.outlook = new Outlook(protocol.roles(), powers);
        this.theory = Knowledge.Theory.of(terms, cast.dishonest());
        this.slots = places();
    }

    private List<Slot> places() {
        List<Slot> all = new ArrayList<>();
        for (int i = 0; i < tests; i++) {
            all.add(new Slot(all.size(), tested, true));
        }
        for (Role role : protocol.roles()) {
            int others = bounds.runs(role, tested) - (role == tested ? tests : 0);
            for (int i = 0; i < others; i++) {
                all.add(new Slot(all.size(), role, false));
            }
        }
        return List.copyOf(all);
    }

    public Cast cast() {
        return cast;
    }

    public Choices choices() {
        return choices;
    }

    public Protocol protocol() {
        return protocol;
    }

    public Compromise compromise() {
        return compromise;
    }

    public List<Slot> slots() {
        return slots;
    }

    public int tests() {
        return tests;
    }

    public State point() {
        return point;
    }

    public Terms terms() {
        return terms;
    }

    public SymbolicAlgebra algebra() {
        return algebra;
    }

    public Knowledge.Theory theory() {
        return theory;
    }

    /** The point that the claim is about. */
    Claim.Point claimed() {
        return new Claim.Point(tested, point);
    }

    /** Whether the attacker has all that runs of a role have: the claim speaks of those who play it. */
    public boolean holds(Role role) {
        return held.contains(role.name());
    }

    /** Whether the attacker reads what is sent to an agent on a channel. */
    public boolean hears(Port port, String to) {
        return powers.reads(port) || !cast.isHonest(to);
    }

    /** The variables of a sender that stand in the packet around what he sends on a channel, in the open. */
    public List<Expr> framed(Port port, Role sender) {
        Channel.Frame frame = protocol.channels().get(port.channel()).frame();
        if (frame == null) {
            return List.of();
        }
        List<Expr> framed = new ArrayList<>();
        for (int slot = 0; slot < frame.layout().data().size(); slot++) {
            Role.Variable variable =
                    sender.variable(frame.layout().data().get(slot).name());
            if (slot != frame.message() && variable != null) {
                framed.add(new Expr.Variable(variable.index(), variable.name(), variable.type()));
            }
        }
        return framed;
    }

    /** The protection of the hops of a channel. */
    public String protection(Channel channel) {
        return powers.protection(channel);
    }

    /** When a trace begins, in nanoseconds of virtual time: after every run that begins by itself has begun. */
    public long start() {
        return (slots.size() + 1) * SECOND;
    }

    /** When the run of a slot begins, if it begins by itself. */
    public long start(int slot) {
        return (slot + 1) * SECOND;
    }

    Role role(int slot) {
        return slots.get(slot).role();
    }

    /** A run begins with something its own user does. */
    static boolean isInitiator(Role role) {
        return userEvent(role) != null;
    }

    static Reaction.@Nullable Local userEvent(Role role) {
        for (Reaction reaction : role.states().get(role.start()).reactions()) {
            if (reaction.trigger() instanceof Reaction.Local local
                    && local.source().equals("user")) {
                return local;
            }
        }
        return null;
    }

    /** What the attacker knows from the start: what is published, and what has been issued to him under his own name. */
    public List<Term> initial() {
        Set<Term> initial = new LinkedHashSet<>(published());
        for (Role role : protocol.roles()) {
            for (List<String> agents : everyCast(role)) {
                List<String> his = new ArrayList<>(agents);
                his.set(0, Cast.ATTACKER);
                if (!role.server()) {
                    initial.addAll(issued(role, his));
                }
            }
        }
        return List.copyOf(initial);
    }

    /**
     * What an agent has from others for its own name: what it knows and could not compute itself, such as the receiver
     * secret key that a key management service issues.
     */
    private List<Term> issued(Role role, List<String> agents) {
        List<Term> issued = new ArrayList<>();
        for (Role.Variable variable : role.variables()) {
            Expr known = variable.known();
            if (known != null && variable.lifetime() == Role.Lifetime.KNOWN && !isComputed(known, agents)) {
                Term value = machine.session(0, role, agents).variables()[variable.index()];
                if (value != null) {
                    issued.add(value);
                }
            }
        }
        return issued;
    }

    /** Whether the first of the agents holds every secret from which a value is made. */
    private static boolean isComputed(Expr known, List<String> agents) {
        return switch (known) {
            case Expr.Shared shared ->
                shared.agents().stream()
                        .anyMatch(h ->
                                agents.get(((Expr.AgentParameter) h).index()).equals(agents.getFirst()));
            case Expr.Apply apply -> apply.arguments().stream().allMatch(a -> isComputed(a, agents));
            case Expr.Derive derive -> derive.arguments().stream().allMatch(a -> isComputed(a, agents));
            default -> true;
        };
    }

    /** What everyone knows from the start: every {@code public} value of every agent. */
    private List<Term> published() {
        Set<Term> published = new LinkedHashSet<>();
        for (Role role : protocol.roles()) {
            for (List<String> agents : everyCast(role)) {
                Session<Term> session = machine.session(0, role, agents);
                for (Role.Variable variable : role.variables()) {
                    Term value = session.variables()[variable.index()];
                    if (variable.lifetime() == Role.Lifetime.PUBLIC && value != null) {
                        published.add(value);
                    }
                }
            }
        }
        return List.copyOf(published);
    }

    /** Every choice of agents for the run that the claim is about. */
    List<List<String>> testCasts() {
        return anyPeer ? cast.testsWithAnyone(tested) : List.of(cast.test(tested));
    }

    private List<List<String>> everyCast(Role role) {
        List<List<String>> all = new ArrayList<>(cast.others(role, tested));
        if (role == tested) {
            all.addAll(testCasts());
        }
        return all;
    }

    /** The long-term secrets of the agents that play server roles. */
    public List<Term> longTermOfServers() {
        return protocol.roles().stream()
                .filter(Role::server)
                .flatMap(server -> longTerm(server.name()).stream())
                .distinct()
                .toList();
    }

    /** The long-term secrets of an agent, or of all honest agents if {@code agent} is null. */
    public List<Term> longTerm(@Nullable String agent) {
        Set<Term> secrets = new LinkedHashSet<>();
        for (Role role : protocol.roles()) {
            for (List<String> agents : everyCast(role)) {
                for (Role.Variable variable : role.variables()) {
                    if (variable.known() != null) {
                        secrets(variable.known(), agents, agent, secrets);
                    }
                }
                if (agent == null || agents.getFirst().equals(agent)) {
                    secrets.addAll(issued(role, agents));
                }
            }
        }
        return List.copyOf(secrets);
    }

    private void secrets(Expr known, List<String> agents, @Nullable String agent, Set<Term> out) {
        switch (known) {
            case Expr.Shared(String name, List<Expr> holders, var type) -> {
                List<String> names = new ArrayList<>();
                holders.forEach(h -> names.add(agents.get(((Expr.AgentParameter) h).index())));
                names.sort(null);
                if (agent == null || names.contains(agent)) {
                    out.add(algebra.shared(name, names, type));
                }
            }
            case Expr.Apply apply -> apply.arguments().forEach(a -> secrets(a, agents, agent, out));
            case Expr.Derive derive -> derive.arguments().forEach(a -> secrets(a, agents, agent, out));
            default -> {}
        }
    }

    /** Whether anything can still come of a run: it reaches the point of the claim, or does something others notice. */
    boolean isLive(Run run, Slot slot) {
        int state = run.session().state();
        boolean reaches =
                slot.test() && run.snapshots().isEmpty() && outlook.reaches(slot.role(), state, point.index());
        return reaches || outlook.isProductive(slot.role(), state);
    }

    /** Whether a claim may ask what a run holds: it can be a partner of the run of the claim. */
    boolean isAsked(Run run, Slot slot) {
        return slot.test()
                || strangers
                || (run.session().agents().contains(cast.test(tested).getFirst())
                        && cast.test(tested).contains(run.session().agent()));
    }

    public boolean reveals(Compromise.What what, Compromise.When when) {
        return compromise.reveals().stream().anyMatch(r -> r.what() == what && r.when() == when);
    }

    /** Whether runs other than the one of the claim give away something of their own. */
    boolean revealsOtherRuns() {
        return compromise.reveals().stream().anyMatch(r -> r.when() == Compromise.When.OTHER_RUNS);
    }
}
