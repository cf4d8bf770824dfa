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
import dev.troth.spec.model.Timer;
import dev.troth.spec.model.Walk;
import dev.troth.statemachine.knowledge.Knowledge;
import dev.troth.statemachine.knowledge.Solver;
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
    /** How far the beginnings of runs are apart, in nanoseconds: no two have one time, and all are as good as at once. */
    private static final long APART = 1_000_000L;

    final Protocol protocol;
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
            Compromise compromise,
            Bounds bounds,
            Claim.Point at,
            int tests,
            List<String> relays,
            boolean strangers) {
        this.protocol = protocol;
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
        this.machine = new Machine<>(protocol, algebra, false).enduring();
        this.solver = new Solver(algebra);
        this.powers = new Powers(protocol, relays);
        this.outlook = new Outlook(protocol.roles(), powers, this::isShown);
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
        return powers.framed(port, sender);
    }

    /** The protection of the hops of a channel. */
    public String protection(Channel channel) {
        return powers.protection(channel);
    }

    /** When a trace begins, in nanoseconds of virtual time: after every run that begins by itself has begun. */
    public long start() {
        return (slots.size() + 1) * APART;
    }

    /** When the run of a slot begins, if it begins by itself. */
    public long start(int slot) {
        return (slot + 1) * APART;
    }

    /** Whether the attacker may come to have all that a run of a role has set. */
    private boolean isShown(Role role) {
        return holds(role)
                || compromise.reveals().stream()
                        .anyMatch(r -> r.what() == Compromise.What.STATE || r.what() == Compromise.What.KEY);
    }

    Role role(int slot) {
        return slots.get(slot).role();
    }

    /** Whether runs of a role begin by themselves, see {@link #call}. */
    boolean isInitiator(Role role) {
        return call(role) != null;
    }

    /**
     * What the user of a role does at once, where nothing else can happen to a run before and nothing that others do can make a
     * difference to it; null for every other role, whose user acts when he likes.
     */
    Reaction.@Nullable Local call(Role role) {
        Reaction.Local only = null;
        for (Reaction reaction : role.states().get(role.start()).reactions()) {
            boolean waits = switch (reaction.trigger()) {
                case Reaction.Local local -> {
                    boolean first = only == null && local.source().equals("user");
                    only = first ? local : only;
                    yield !first || !role.stores().isEmpty() && outlook.isConsulted(role);
                }
                case Reaction.Receive ignored -> true;
                case Reaction.After ignored -> true;
                case Reaction.Retransmit ignored -> true;
                case Reaction.Entry ignored -> false;
                case Reaction.Malformed ignored -> false;
                case Reaction.Silence ignored -> false;
                case Reaction.Otherwise ignored -> false;
            };
            if (waits) {
                return null;
            }
        }
        return only;
    }

    /** Whether an event is what the user of a run does at once, as soon as it begins. */
    public boolean isCall(Session<Term> session, String source, String event) {
        Reaction.Local call = session.state() == session.role().start() ? call(session.role()) : null;
        return call != null && call.source().equals(source) && call.event().equals(event);
    }

    /** When a timer of a run goes off: how long it has been in its state then, with all repetitions of a message. */
    public long due(Reaction reaction) {
        return switch (reaction.trigger()) {
            case Reaction.After(Expr delay) -> machine.nanos(delay);
            case Reaction.Retransmit(var ignored, Timer timer) -> timer.total();
            case Reaction.Local ignored -> 0;
            case Reaction.Receive ignored -> 0;
            case Reaction.Entry ignored -> 0;
            case Reaction.Malformed ignored -> 0;
            case Reaction.Silence ignored -> 0;
            case Reaction.Otherwise ignored -> 0;
        };
    }

    /** Whether a reaction is a timer that does something when it goes off for the last time. */
    public static boolean isTimer(Reaction reaction) {
        return reaction.trigger() instanceof Reaction.After
                || (reaction.trigger() instanceof Reaction.Retransmit
                        && !reaction.body().isEmpty());
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
        return longTermSecrets(known).stream()
                .allMatch(secret -> holders(secret, agents).contains(agents.getFirst()));
    }

    /** Every long-term secret from which a value is made, under any operator and inside any derivation. */
    private static List<Expr.Shared> longTermSecrets(Expr value) {
        List<Expr.Shared> found = new ArrayList<>();
        Walk.each(value, inner -> {
            if (inner instanceof Expr.Shared secret) {
                found.add(secret);
            } else if (inner instanceof Expr.Derive derive) {
                found.addAll(longTermSecrets(derive.key().body()));
            }
        });
        return found;
    }

    /** Every long-term secret that a role uses anywhere. */
    private static List<Expr.Shared> longTermSecrets(Role role) {
        Set<Expr.Shared> found = new LinkedHashSet<>();
        Walk.role(role, new Walk.Visitor() {
            @Override
            public void expr(Expr expr, Walk.Scope scope) {
                if (expr instanceof Expr.Shared || expr instanceof Expr.Derive) {
                    found.addAll(longTermSecrets(expr));
                }
            }
        });
        return List.copyOf(found);
    }

    private static List<String> holders(Expr.Shared secret, List<String> agents) {
        List<String> names = new ArrayList<>();
        for (Expr holder : secret.agents()) {
            names.add(agents.get(((Expr.AgentParameter) holder).index()));
        }
        names.sort(null);
        return names;
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
        return cast.tests(tested, anyPeer);
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
            List<Expr.Shared> used = longTermSecrets(role);
            for (List<String> agents : everyCast(role)) {
                for (Expr.Shared secret : used) {
                    List<String> holders = holders(secret, agents);
                    if (agent == null || holders.contains(agent)) {
                        secrets.add(algebra.shared(secret.name(), holders, secret.type()));
                    }
                }
                if (agent == null || agents.getFirst().equals(agent)) {
                    secrets.addAll(issued(role, agents));
                }
            }
        }
        return List.copyOf(secrets);
    }

    /** Whether anything can still come of a run: it reaches the point of the claim, or does something others notice. */
    boolean isLive(Run run, Slot slot) {
        int state = run.session().state();
        boolean reaches =
                slot.test() && (run.hasCome() ? comesAgain(run) : outlook.reaches(slot.role(), state, point.index()));
        return reaches || outlook.isProductive(slot.role(), state);
    }

    /** Whether a run that the claim is about can come to its point once more. */
    boolean comesAgain(Run run) {
        return outlook.comes(tested, run.session().state(), point.index());
    }

    /** Whether every run that the claim is about has come to its point. */
    boolean isReached(@Nullable Run[] runs) {
        for (int i = 0; i < tests; i++) {
            Run run = runs[i];
            if (run == null || !run.hasCome()) {
                return false;
            }
        }
        return true;
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
