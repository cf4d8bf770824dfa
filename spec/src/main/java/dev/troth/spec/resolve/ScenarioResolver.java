package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Exercise;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Port;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Scenario;
import dev.troth.spec.model.State;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ScenarioTree;
import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Scenarios and exercises. {@code like} takes over runs, seed, options, clocks, networks, events and moves of another
 * scenario; expectations are each scenario's own.
 */
final class ScenarioResolver {
    private static final int MAX_RUNS = 100;

    private final Names names;
    private final Map<String, Role> roles;
    private final Map<String, Claim> claims;
    private final Map<String, Scenario> done = new LinkedHashMap<>();

    ScenarioResolver(Names names, Map<String, Role> roles, Map<String, Claim> claims) {
        this.names = names;
        this.roles = roles;
        this.claims = claims;
    }

    Map<String, Scenario> scenarios() {
        return done;
    }

    /** What is read of a scenario so far. */
    private static final class Draft {
        final List<Scenario.Run> runs = new ArrayList<>();
        long seed = 1;
        final Map<Integer, Integer> options = new LinkedHashMap<>();
        final Map<String, Long> clocks = new LinkedHashMap<>();
        final Map<Integer, Scenario.Network> networks = new LinkedHashMap<>();
        final Map<String, List<String>> contacts = new LinkedHashMap<>();
        final List<Scenario.UserEvent> events = new ArrayList<>();
        final List<Scenario.Move> moves = new ArrayList<>();
        final List<Scenario.Expected> expected = new ArrayList<>();
        final List<String> hidden = new ArrayList<>();
        final List<String> goals = new ArrayList<>();
        final List<String> hints = new ArrayList<>();
        boolean based;

        Scenario named(String name, Span span) {
            return new Scenario(
                    name,
                    List.copyOf(runs),
                    seed,
                    Map.copyOf(options),
                    java.util.Collections.unmodifiableMap(new LinkedHashMap<>(clocks)),
                    java.util.Collections.unmodifiableMap(new LinkedHashMap<>(networks)),
                    java.util.Collections.unmodifiableMap(new LinkedHashMap<>(contacts)),
                    List.copyOf(events),
                    List.copyOf(moves),
                    List.copyOf(expected),
                    span);
        }
    }

    void scenario(DeclTree.Scenario tree) {
        Draft draft = draft(tree.items(), tree.nameSpan());
        if (draft.runs.isEmpty() && !names.diagnostics.hasErrorsIn(tree.span())) {
            names.diagnostics.report(
                    Code.T0601,
                    tree.nameSpan(),
                    "scenario " + tree.name() + " runs nothing",
                    "no run",
                    "add: run Alice = Role(peer Bob)");
        }
        done.put(tree.name(), draft.named(tree.name(), tree.nameSpan()));
    }

    Exercise exercise(DeclTree.Exercise tree) {
        Draft draft = draft(tree.items(), tree.nameSpan());
        if (draft.runs.isEmpty() && !names.diagnostics.hasErrorsIn(tree.span())) {
            names.diagnostics.report(
                    Code.T0601,
                    tree.nameSpan(),
                    "exercise " + tree.name() + " starts from nothing",
                    "no scenario",
                    "add: from SCENARIO");
        }
        return new Exercise(
                tree.name(),
                tree.task(),
                draft.named(tree.name(), tree.nameSpan()),
                List.copyOf(draft.hidden),
                List.copyOf(draft.goals),
                List.copyOf(draft.hints),
                tree.nameSpan());
    }

    private Draft draft(List<ScenarioTree> items, Span span) {
        Draft draft = new Draft();
        for (ScenarioTree item : items) {
            if (item instanceof ScenarioTree.Like
                    || item instanceof ScenarioTree.From
                    || item instanceof ScenarioTree.Run) {
                item(item, draft);
            }
        }
        for (ScenarioTree item : items) {
            if (!(item instanceof ScenarioTree.Like
                    || item instanceof ScenarioTree.From
                    || item instanceof ScenarioTree.Run)) {
                item(item, draft);
            }
        }
        if (draft.runs.size() > MAX_RUNS || draft.events.size() > MAX_RUNS || draft.moves.size() > MAX_RUNS) {
            names.diagnostics.report(
                    Code.T0601,
                    span,
                    "a scenario has at most " + MAX_RUNS + " runs, local events and moves of the attacker each",
                    "too many",
                    null);
            return new Draft();
        }
        return draft;
    }

    private void item(ScenarioTree item, Draft draft) {
        switch (item) {
            case ScenarioTree.Run run -> run(run, draft);
            case ScenarioTree.Seed(Span span, var value) -> {
                BigInteger seed = new BigInteger(value.digits());
                if (seed.bitLength() > 63) {
                    names.diagnostics.report(Code.T0107, span, "a seed has at most 63 bits", null);
                }
                draft.seed = seed.longValue();
            }
            case ScenarioTree.Clock(Span ignored, DeclTree.NameAt agent, long nanos) -> {
                agent(agent, draft);
                draft.clocks.put(agent.name(), nanos);
            }
            case ScenarioTree.Like(Span ignored, DeclTree.NameAt name, var settings) -> like(name, settings, draft);
            case ScenarioTree.From(Span ignored, DeclTree.NameAt name, var settings) -> like(name, settings, draft);
            case ScenarioTree.With(Span ignored, var settings) ->
                draft.options.putAll(ClaimResolver.settings(names, settings));
            case ScenarioTree.Delay(Span ignored, String what, DeclTree.NameAt on, long nanos) -> {
                Channel channel = channel(on);
                if (channel != null) {
                    Scenario.Network n = network(channel, draft);
                    draft.networks.put(
                            channel.index(),
                            what.equals("latency")
                                    ? new Scenario.Network(
                                            nanos, n.jitter(), n.loss(), n.duplicate(), n.reorder(), n.drops())
                                    : new Scenario.Network(
                                            n.latency(), nanos, n.loss(), n.duplicate(), n.reorder(), n.drops()));
                }
            }
            case ScenarioTree.Rate(Span ignored, String what, DeclTree.NameAt on, int percent) -> {
                Channel channel = channel(on);
                if (channel != null) {
                    Scenario.Network n = network(channel, draft);
                    draft.networks.put(
                            channel.index(),
                            switch (what) {
                                case "loss" ->
                                    new Scenario.Network(
                                            n.latency(), n.jitter(), percent, n.duplicate(), n.reorder(), n.drops());
                                case "duplicate" ->
                                    new Scenario.Network(
                                            n.latency(), n.jitter(), n.loss(), percent, n.reorder(), n.drops());
                                default ->
                                    new Scenario.Network(
                                            n.latency(), n.jitter(), n.loss(), n.duplicate(), percent, n.drops());
                            });
                }
            }
            case ScenarioTree.Drop(Span ignored, DeclTree.NameAt on, List<Integer> numbers) -> {
                Channel channel = channel(on);
                if (channel != null) {
                    Scenario.Network n = network(channel, draft);
                    draft.networks.put(
                            channel.index(),
                            new Scenario.Network(
                                    n.latency(),
                                    n.jitter(),
                                    n.loss(),
                                    n.duplicate(),
                                    n.reorder(),
                                    List.copyOf(numbers)));
                }
            }
            case ScenarioTree.At(Span span, long nanos, ScenarioTree.Party agent, var event) -> {
                party(agent, draft);
                draft.events.add(new Scenario.UserEvent(
                        nanos,
                        agent.name(),
                        agent.number(),
                        event.names().getFirst(),
                        event.names().getLast(),
                        span));
            }
            case ScenarioTree.Diverts diverts -> diverts(diverts, draft);
            case ScenarioTree.Owns owns -> owns(owns, draft);
            case ScenarioTree.Resends(
                    Span span,
                    DeclTree.NameAt name,
                    int number,
                    String agent,
                    Span agentSpan,
                    long nanos) -> {
                Message message = message(name);
                if (agent != null) {
                    agent(new DeclTree.NameAt(agentSpan, agent), draft);
                }
                if (message != null) {
                    draft.moves.add(new Scenario.Resends(message, number, agent, nanos, span));
                }
            }
            case ScenarioTree.Tampers tampers -> tampers(tampers, draft);
            case ScenarioTree.Blocks(Span span, DeclTree.NameAt on) -> {
                Channel channel = channel(on);
                if (channel != null) {
                    draft.moves.add(new Scenario.Blocks(channel.index(), span));
                }
            }
            case ScenarioTree.Sends sends -> sends(sends, draft);
            case ScenarioTree.ExpectState expect -> expectState(expect, draft);
            case ScenarioTree.ExpectDiscard(Span span, DeclTree.NameAt agent, String reason) -> {
                agent(agent, draft);
                draft.expected.add(new Scenario.Discards(agent.name(), reason, span));
            }
            case ScenarioTree.ExpectKnows expect -> expectKnows(expect, draft);
            case ScenarioTree.Hide(Span ignored, DeclTree.NameAt claim) -> draft.hidden.add(claim(claim));
            case ScenarioTree.Goal(Span ignored, DeclTree.NameAt claim) -> draft.goals.add(claim(claim));
            case ScenarioTree.Hint(Span ignored, String text) -> draft.hints.add(text);
        }
    }

    private void run(ScenarioTree.Run tree, Draft draft) {
        Role role = roles.get(tree.role().name());
        if (role == null) {
            names.missing(Code.T0211, tree.role().span(), "role", tree.role().name(), roles.keySet());
            names.unread(tree.party().name());
            return;
        }
        for (ScenarioTree.PeerIs is : tree.peers()) {
            if (!role.agents().subList(1, role.agents().size()).contains(is.parameter())) {
                names.missing(
                        Code.T0211,
                        is.span(),
                        "agent parameter of " + role.name() + " called",
                        is.parameter(),
                        role.agents().subList(1, role.agents().size()));
            }
        }
        List<String> agents = new ArrayList<>();
        agents.add(tree.party().name());
        for (String parameter : role.agents().subList(1, role.agents().size())) {
            String agent = null;
            for (ScenarioTree.PeerIs is : tree.peers()) {
                agent = is.parameter().equals(parameter) ? is.agent() : agent;
            }
            if (agent == null && !names.diagnostics.hasErrorsIn(tree.span())) {
                names.diagnostics.report(
                        Code.T0601,
                        tree.span(),
                        "role " + role.name() + " needs an agent for " + parameter,
                        parameter + " is missing",
                        "write " + role.name() + "(" + parameter + " Bob)");
            }
            agents.add(agent == null ? "?" : agent);
        }
        int last = draft.runs.isEmpty() ? 0 : draft.runs.getLast().number();
        int number = tree.party().number() == 0 ? last + 1 : tree.party().number();
        if (number <= last || number > MAX_RUNS) {
            names.diagnostics.report(
                    Code.T0601,
                    tree.span(),
                    "run number " + number + " is out of order",
                    "after run number " + last,
                    "numbers of runs ascend and end at " + MAX_RUNS);
            number = last + 1;
        }
        draft.runs.add(new Scenario.Run(tree.party().name(), number, role, List.copyOf(agents), tree.span()));
    }

    private void sends(ScenarioTree.Sends tree, Draft draft) {
        Scenario.Run run = party(tree.to(), draft);
        Port port = names.port(tree.port());
        if (run != null && port != null) {
            byte[] octets = HexFormat.of().parseHex(tree.octets().digits());
            draft.moves.add(new Scenario.Sends(octets, run.number(), port, tree.nanos(), tree.span()));
        }
    }

    /** The run that is meant: the first of an agent, or the one of a number. */
    private Scenario.@Nullable Run party(ScenarioTree.Party party, Draft draft) {
        if (party.number() == 0) {
            return agent(party.agent(), draft);
        }
        for (Scenario.Run run : draft.runs) {
            if (run.number() == party.number() && run.agent().equals(party.name())) {
                return run;
            }
        }
        names.missing(
                Code.T0211,
                party.agent().span(),
                "run",
                party.name() + "#" + party.number(),
                draft.runs.stream().map(r -> r.agent() + "#" + r.number()).toList());
        return null;
    }

    private void like(DeclTree.NameAt name, List<DeclTree.OptionSetting> settings, Draft draft) {
        Scenario base = done.get(name.name());
        if (draft.based) {
            names.diagnostics.report(
                    Code.T0601,
                    name.span(),
                    "a scenario starts from one other",
                    "a second",
                    "take over one, and add to it");
            return;
        }
        draft.based = true;
        if (base == null) {
            names.missing(Code.T0601, name.span(), "scenario before this one called", name.name(), done.keySet());
        } else {
            draft.runs.addAll(base.runs());
            draft.seed = base.seed();
            draft.options.putAll(base.options());
            draft.clocks.putAll(base.clocks());
            draft.networks.putAll(base.networks());
            draft.contacts.putAll(base.contacts());
            draft.events.addAll(base.events());
            draft.moves.addAll(base.moves());
        }
        draft.options.putAll(ClaimResolver.settings(names, settings));
    }

    private static Scenario.Network network(Channel channel, Draft draft) {
        return draft.networks.getOrDefault(channel.index(), Scenario.Network.PLAIN);
    }

    private @Nullable Channel channel(DeclTree.NameAt name) {
        Channel channel = names.channels.get(name.name());
        if (channel == null) {
            names.missing(Code.T0208, name.span(), "channel", name.name(), names.channels.keySet());
        }
        return channel;
    }

    private @Nullable Message message(DeclTree.NameAt name) {
        Message message = names.message(name.name());
        if (message == null) {
            names.missing(Code.T0207, name.span(), "message", name.name(), names.messageNames());
        }
        return message;
    }

    private void diverts(ScenarioTree.Diverts tree, Draft draft) {
        boolean proxied = names.channels.values().stream()
                .anyMatch(
                        c -> c.kind() == Channel.Kind.SIGNALLING && !c.relays().isEmpty());
        if (!proxied) {
            names.diagnostics.report(
                    Code.T0601,
                    tree.span(),
                    "a proxy forks and retargets calls, and no signalling passes one",
                    "no proxy",
                    "add a proxy to the path of a signalling channel");
        }
        agent(tree.called(), draft);
        for (DeclTree.NameAt other : tree.others()) {
            agent(other, draft);
            if (other.name().equals(tree.called().name())) {
                names.diagnostics.report(
                        Code.T0601,
                        other.span(),
                        "a call to " + other.name() + " reaches " + other.name() + " anyway",
                        "the same agent",
                        "name another agent of this scenario");
            }
        }
        List<String> contacts = new ArrayList<>();
        if (tree.fork()) {
            contacts.add(tree.called().name());
        }
        tree.others().forEach(other -> contacts.add(other.name()));
        draft.contacts.put(tree.called().name(), List.copyOf(contacts));
    }

    private void owns(ScenarioTree.Owns tree, Draft draft) {
        String place = tree.place().name();
        List<String> places = new ArrayList<>(List.of("Network"));
        names.channels.values().forEach(c -> places.addAll(c.relays()));
        draft.contacts.forEach((called, contacts) ->
                contacts.stream().filter(c -> !c.equals(called)).forEach(places::add));
        if (!places.contains(place)) {
            names.missing(Code.T0601, tree.place().span(), "relay, or device that a call is forked to,", place, places);
        }
        draft.moves.add(new Scenario.Owns(place, tree.span()));
    }

    private void tampers(ScenarioTree.Tampers tree, Draft draft) {
        Message message = message(tree.message());
        if (message == null) {
            return;
        }
        String field = tree.field() == null ? null : tree.field().toString();
        if (tree.field() != null && !isField(message, tree.field().names())) {
            names.diagnostics.report(
                    Code.T0205,
                    tree.field().span(),
                    message.name() + " has no field " + field,
                    "not a field",
                    "write Payload.field, or the field alone for a message of one payload");
        }
        draft.moves.add(
                switch (tree.how()) {
                    case "drops" -> new Scenario.Drops(message, tree.number(), tree.span());
                    case "truncates" -> new Scenario.Truncates(message, tree.number(), tree.octets(), tree.span());
                    default -> new Scenario.Corrupts(message, tree.number(), field, tree.span());
                });
    }

    private static boolean isField(Message message, List<String> path) {
        if (message.single()) {
            return path.size() == 1 && hasField(message.elements().getFirst().layout(), path.getFirst());
        }
        int element = message.element(path.getFirst());
        return path.size() == 2
                && element >= 0
                && hasField(message.elements().get(element).layout(), path.get(1));
    }

    private static boolean hasField(Layout layout, String name) {
        return switch (layout) {
            case Layout.Binary binary ->
                binary.fields().stream().anyMatch(f -> f.name().equals(name));
            case Layout.Line line -> line.slot(name) >= 0;
        };
    }

    private Scenario.@Nullable Run agent(DeclTree.NameAt name, Draft draft) {
        for (Scenario.Run run : draft.runs) {
            if (run.agent().equals(name.name())) {
                return run;
            }
        }
        names.missing(
                Code.T0211,
                name.span(),
                "agent",
                name.name(),
                draft.runs.stream().map(Scenario.Run::agent).toList());
        return null;
    }

    private void expectState(ScenarioTree.ExpectState tree, Draft draft) {
        Scenario.Run run = party(tree.agent(), draft);
        if (run != null && run.role().state(tree.state()) == null) {
            names.missing(
                    Code.T0206,
                    tree.stateSpan(),
                    "state of " + run.role().name() + " called",
                    tree.state(),
                    run.role().states().stream().map(State::name).toList());
        }
        draft.expected.add(new Scenario.Enters(
                tree.agent().name(), tree.agent().number(), tree.state(), tree.reason(), tree.times(), tree.span()));
    }

    private void expectKnows(ScenarioTree.ExpectKnows tree, Draft draft) {
        Scenario.Run run = agent(tree.agent(), draft);
        if (run != null && run.role().variable(tree.variable()) == null) {
            names.missing(
                    Code.T0201,
                    tree.variableSpan(),
                    "variable of " + run.role().name() + " called",
                    tree.variable(),
                    run.role().variables().stream().map(Role.Variable::name).toList());
        }
        draft.expected.add(new Scenario.Knows(tree.knows(), tree.agent().name(), tree.variable(), tree.span()));
    }

    private String claim(DeclTree.NameAt name) {
        if (!claims.containsKey(name.name())) {
            names.missing(Code.T0602, name.span(), "claim", name.name(), claims.keySet());
        }
        return name.name();
    }
}
