package dev.troth.reference.compare;

import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Entry;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.model.State;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call under a specification: the first scenario, whose first run is the caller and whose second is the callee. Where the
 * keys ride in the signalling, the callee answers a second after it rings; where they have a way of their own, the call is
 * answered at time 0 at the callee, and the caller knows it half a round trip later.
 */
final class Call {
    /** The device of somebody else that a call can reach. */
    static final String OTHER = "OtherDevice";

    /** Whose devices a call reaches. */
    enum Reach {
        CALLEE,
        BOTH,
        OTHER
    }

    private final Protocol protocol;
    private final Map<Integer, Integer> options;
    private final Scenario plain;
    final Scenario.Run caller;
    final Scenario.Run callee;
    private final Set<State> vouched;
    private final @Nullable Channel signalling;

    /** @throws IllegalArgumentException if the specification has no scenario of two runs */
    Call(Protocol original, Map<Integer, Integer> options, int proxies) {
        this.protocol = proxies < 0 ? original : withProxies(original, proxies);
        this.options = options;
        if (protocol.scenarios().isEmpty()
                || protocol.scenarios().getFirst().runs().size() < 2) {
            throw new IllegalArgumentException(original.name() + " has no scenario with a caller and a callee");
        }
        this.plain = protocol.scenarios().getFirst();
        this.caller = plain.runs().getFirst();
        this.callee = plain.runs().get(1);
        this.vouched = vouched();
        this.signalling = signalling(protocol, plain, options);
    }

    Protocol protocol() {
        return protocol;
    }

    /** The channel of the session set-up that carries something under the chosen options, or null if none does. */
    @Nullable
    Channel signalling() {
        return signalling;
    }

    private static @Nullable Channel signalling(Protocol protocol, Scenario plain, Map<Integer, Integer> options) {
        for (Channel channel : protocol.channels()) {
            if (channel.kind() == Channel.Kind.SIGNALLING) {
                boolean rides = Simulation.run(protocol, new Settings(plain, plain.seed(), options, false))
                        .transcript()
                        .entries()
                        .stream()
                        .anyMatch(e -> e instanceof Entry.MessageSent sent
                                && sent.port().channel() == channel.index());
                return rides ? channel : null;
            }
        }
        return null;
    }

    private static Protocol withProxies(Protocol p, int proxies) {
        List<Channel> channels = new ArrayList<>();
        for (Channel c : p.channels()) {
            List<String> path = new ArrayList<>();
            if (c.kind() == Channel.Kind.SIGNALLING) {
                path.add(c.path().getFirst());
                for (int i = 0; i < proxies; i++) {
                    path.add("Proxy" + (i + 1));
                }
                path.add(c.path().getLast());
            } else {
                path.addAll(c.path());
            }
            channels.add(new Channel(
                    c.name(),
                    c.index(),
                    c.kind(),
                    List.copyOf(path),
                    c.branch(),
                    c.hop(),
                    c.body(),
                    c.order(),
                    c.attacker(),
                    c.mtu(),
                    c.frame(),
                    c.refs()));
        }
        return new Protocol(
                p.name(),
                p.title(),
                p.cites(),
                p.options(),
                p.params(),
                List.copyOf(channels),
                p.layouts(),
                p.messages(),
                p.keys(),
                p.functions(),
                p.equations(),
                p.roles(),
                p.compromises(),
                p.claims(),
                p.properties(),
                p.scenarios(),
                p.exercises(),
                p.sources());
    }

    /** The states about which a claim says that something holds against the network, under the chosen options. */
    private Set<State> vouched() {
        Set<State> states = new HashSet<>();
        for (Claim claim : protocol.claims()) {
            boolean holds = claim.expectations().stream()
                    .anyMatch(e -> e.holds() && e.under().contains("none") && applies(e));
            boolean secrecy = claim.property() instanceof Claim.Secret secret
                    && secret.against().isEmpty();
            if (holds && secrecy) {
                ((Claim.Secret) claim.property()).points().forEach(point -> states.add(point.state()));
            }
        }
        return states;
    }

    /** Whether an expectation is about the chosen options; those that it does not name have their first value. */
    boolean applies(Claim.Expectation expectation) {
        for (int i = 0; i < protocol.options().size(); i++) {
            int wanted = expectation.where().getOrDefault(i, 0);
            if (options.getOrDefault(i, 0) != wanted) {
                return false;
            }
        }
        return true;
    }

    Settings settings(NetworkProfile profile, long seed, boolean tracing) {
        return reaching(profile, profile.fork() ? Reach.BOTH : Reach.CALLEE, seed, tracing);
    }

    /** The call as it rings at some devices; where nothing of it is in the signalling, at the callee's. */
    Settings reaching(NetworkProfile profile, Reach reach, long seed, boolean tracing) {
        boolean branches = reach != Reach.CALLEE && signalling() != null;
        List<Scenario.Run> runs = new ArrayList<>(plain.runs());
        Map<String, List<String>> contacts = new LinkedHashMap<>(plain.contacts());
        if (branches) {
            runs.add(other());
            contacts.put(callee.agent(), reach == Reach.BOTH ? List.of(callee.agent(), OTHER) : List.of(OTHER));
        }
        return new Settings(scenario(profile, runs, contacts, events(profile)), seed, options, tracing);
    }

    private List<Scenario.UserEvent> events(NetworkProfile profile) {
        List<Scenario.UserEvent> events = new ArrayList<>(plain.events());
        boolean begins = calls(caller.role());
        if (signalling() == null && begins) {
            events.removeIf(e -> e.agent().equals(caller.agent()) && e.event().equals("call"));
            events.add(new Scenario.UserEvent(
                    profile.rtt() / 2, caller.agent(), caller.number(), "user", "call", plain.span()));
        }
        return events;
    }

    private static boolean calls(Role role) {
        return role.states().get(role.start()).reactions().stream()
                .anyMatch(r -> r.trigger() instanceof Reaction.Local(String source, String event)
                        && source.equals("user")
                        && event.equals("call"));
    }

    private Scenario scenario(
            NetworkProfile profile,
            List<Scenario.Run> runs,
            Map<String, List<String>> contacts,
            List<Scenario.UserEvent> events) {
        Map<Integer, Scenario.Network> networks = new LinkedHashMap<>();
        for (Channel channel : protocol.channels()) {
            int hops = Math.max(1, channel.relays().size() + 1);
            boolean voice = channel.kind() == Channel.Kind.HUMAN;
            networks.put(
                    channel.index(),
                    new Scenario.Network(
                            profile.rtt() / 2 / hops,
                            voice ? 0 : profile.jitter() / hops,
                            voice ? 0 : profile.loss(),
                            0,
                            0,
                            List.of()));
        }
        return new Scenario(
                plain.name(),
                runs,
                plain.seed(),
                options,
                plain.clocks(),
                networks,
                contacts,
                events,
                List.of(),
                List.of(),
                plain.span());
    }

    /** The call with nobody at the other end who speaks the protocol. */
    Settings alone(NetworkProfile profile) {
        List<Scenario.UserEvent> own = events(profile).stream()
                .filter(e -> e.agent().equals(caller.agent()))
                .toList();
        return new Settings(scenario(profile, List.of(caller), Map.of(), own), profile.seed(), options, false);
    }

    /**
     * When keys were there, in nanoseconds after the answer, not before it; -1 for never.
     *
     * @param forth from the caller to the callee: one has the sending key and the other the receiving key
     * @param clipped how long what the callee says, from the answer on, cannot be sent protected or cannot be read on arrival
     * @param verified both ends are where a claim holds
     */
    record Times(long forth, long back, long clipped, long verified) {
        long both() {
            return forth < 0 || back < 0 ? -1 : Math.max(forth, back);
        }
    }

    Times times(NetworkProfile profile, long seed) {
        return times(Simulation.milestones(protocol, settings(profile, seed, false)), profile.rtt() / 2);
    }

    /** When the device that takes the call is picked up: 0 where no session set-up is simulated. */
    long answered(List<Entry> entries) {
        String taker = taker(entries).agent();
        return entries.stream()
                .filter(e -> e instanceof Entry.Signal signal
                        && signal.what().equals("rings")
                        && signal.place().equals(taker))
                .mapToLong(e -> e.at() + Simulation.RING)
                .findFirst()
                .orElse(0);
    }

    /** Who takes the call: where the network loses packets, the other device of a forked call may be the first. */
    private Scenario.Run taker(List<Entry> entries) {
        boolean other = entries.stream()
                .filter(e -> e instanceof Entry.Signal signal && signal.what().equals("picks up"))
                .findFirst()
                .filter(e -> ((Entry.Signal) e).place().equals(OTHER))
                .isPresent();
        return other ? other() : callee;
    }

    private Scenario.Run other() {
        List<String> agents = new ArrayList<>(callee.agents());
        agents.set(0, OTHER);
        int number =
                1 + plain.runs().stream().mapToInt(Scenario.Run::number).max().orElse(0);
        return new Scenario.Run(OTHER, number, callee.role(), List.copyOf(agents), callee.span());
    }

    /** @param travel how long media are on their way */
    Times times(List<Entry> entries, long travel) {
        long answered = answered(entries);
        Scenario.Run taker = taker(entries);
        long forth = later(exported(entries, caller, "srtp.out"), exported(entries, taker, "srtp.in"), answered);
        long back = later(exported(entries, taker, "srtp.out"), exported(entries, caller, "srtp.in"), answered);
        // What leaves at one moment is read if the keys are there when it arrives.
        long sends = exported(entries, taker, "srtp.out");
        long reads = exported(entries, caller, "srtp.in");
        long clipped = later(sends, reads < 0 ? reads : Math.max(0, reads - travel), answered);
        long verified = later(vouched(entries, caller), vouched(entries, taker), answered);
        return new Times(forth, back, clipped, verified);
    }

    private static long later(long one, long other, long answered) {
        return one < 0 || other < 0 ? -1 : Math.max(0, Math.max(one, other) - answered);
    }

    private static boolean is(Entry.Who who, Scenario.Run run) {
        return who.session() == run.number();
    }

    private static long exported(List<Entry> entries, Scenario.Run run, String target) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.Value value
                    && value.kind() == Entry.Kind.EXPORTED
                    && value.name().equals(target)
                    && is(value.who(), run)) {
                return value.at();
            }
        }
        return -1;
    }

    private long vouched(List<Entry> entries, Scenario.Run run) {
        for (Entry entry : entries) {
            if (entry instanceof Entry.StateEntered entered
                    && is(entered.who(), run)
                    && vouched.stream()
                            .anyMatch(s -> s.name().equals(entered.state())
                                    && run.role().states().contains(s))) {
                return entered.at();
            }
        }
        return -1;
    }
}
