package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;

/** Scenarios and exercises. */
final class ScenarioParser {
    private static final List<String> ITEMS = List.of(
            "run",
            "seed",
            "clock",
            "like",
            "with",
            "from",
            "latency",
            "jitter",
            "loss",
            "duplicate",
            "reorder",
            "drop",
            "fork",
            "retarget",
            "at",
            "attacker",
            "expect",
            "hide",
            "goal",
            "hint");
    private static final List<String> MOVES =
            List.of("owns", "resends", "drops", "corrupts", "truncates", "blocks", "sends");

    private final TokenStream in;
    private final ExprParser exprs;

    ScenarioParser(TokenStream in, ExprParser exprs) {
        this.in = in;
        this.exprs = exprs;
    }

    DeclTree scenario() {
        Token first = in.next();
        Token name = in.expectWord("the name of the scenario");
        List<ScenarioTree> items = in.block("scenario", TokenStream.Starts.with(ITEMS), this::item);
        return new DeclTree.Scenario(first.span().to(in.last()), name.text(), name.span(), items);
    }

    DeclTree exercise() {
        Token first = in.next();
        Token name = in.expectWord("the name of the exercise");
        String task = in.expectString("the task").text();
        List<ScenarioTree> items = in.block("exercise", TokenStream.Starts.with(ITEMS), this::item);
        return new DeclTree.Exercise(first.span().to(in.last()), name.text(), name.span(), task, items);
    }

    private ScenarioTree item() {
        Token first = in.peek();
        return switch (first.word()) {
            case "run" -> run();
            case "seed" -> {
                in.next();
                ExprTree.Number seed = in.expectNumber("a seed");
                yield new ScenarioTree.Seed(from(first), seed);
            }
            case "clock" -> clock();
            case "like", "from" -> like();
            case "with" -> {
                in.next();
                List<DeclTree.OptionSetting> settings = in.commaList(this::setting);
                yield new ScenarioTree.With(from(first), settings);
            }
            case "latency", "jitter" -> {
                in.next();
                DeclTree.NameAt channel = in.nameAt("a channel");
                long nanos = exprs.duration("a time");
                yield new ScenarioTree.Delay(from(first), first.text(), channel, nanos);
            }
            case "loss", "duplicate", "reorder" -> rate();
            case "drop" -> {
                in.next();
                DeclTree.NameAt channel = in.nameAt("a channel");
                List<Integer> numbers = in.commaList(this::occurrence);
                yield new ScenarioTree.Drop(from(first), channel, numbers);
            }
            case "at" -> {
                in.next();
                long nanos = exprs.duration("a time");
                ScenarioTree.Party agent = party("an agent");
                ExprTree.Path event = in.path("a local event, such as user.call");
                yield new ScenarioTree.At(from(first), nanos, agent, event);
            }
            case "fork", "retarget" -> {
                in.next();
                DeclTree.NameAt called = in.nameAt("the agent who is called");
                in.expect("to", "as in: fork Bob to Carol");
                boolean fork = first.is("fork");
                List<DeclTree.NameAt> others =
                        fork ? in.commaList(() -> in.nameAt("an agent")) : List.of(in.nameAt("an agent"));
                yield new ScenarioTree.Diverts(from(first), fork, called, others);
            }
            case "attacker" -> attacker();
            case "expect" -> expect();
            case "hide" -> {
                in.next();
                in.expect("claim", "as in: hide claim NAME");
                DeclTree.NameAt claim = in.nameAt("a claim");
                yield new ScenarioTree.Hide(from(first), claim);
            }
            case "goal" -> {
                in.next();
                in.expect("break", "as in: goal break CLAIM");
                DeclTree.NameAt claim = in.nameAt("a claim");
                yield new ScenarioTree.Goal(from(first), claim);
            }
            case "hint" -> {
                in.next();
                String hint = in.expectString("a hint").text();
                yield new ScenarioTree.Hint(from(first), hint);
            }
            default -> throw in.noneOf("a line of a scenario", ITEMS);
        };
    }

    private Span from(Token first) {
        return first.span().to(in.last());
    }

    private ScenarioTree run() {
        Token first = in.next();
        ScenarioTree.Party party = party("an agent, such as Alice");
        in.expect("=", "as in: run Alice = Role(peer Bob)");
        DeclTree.NameAt role = in.nameAt("a role");
        List<ScenarioTree.PeerIs> peers = new ArrayList<>();
        in.expect("(", "as in: run Alice = Role(peer Bob)");
        while (!in.at(")")) {
            Token parameter = in.expectWord("an agent parameter of the role, such as peer");
            Token is = in.expectWord("an agent");
            peers.add(new ScenarioTree.PeerIs(parameter.span().to(is.span()), parameter.text(), is.text()));
            if (!in.take(",")) {
                break;
            }
        }
        in.expect(")", "as in: run Alice = Role(peer Bob)");
        return new ScenarioTree.Run(from(first), party, role, peers);
    }

    private ScenarioTree.Party party(String what) {
        DeclTree.NameAt agent = in.nameAt(what);
        return new ScenarioTree.Party(agent, in.at("#") ? occurrence() : 0);
    }

    private ScenarioTree clock() {
        Token first = in.next();
        DeclTree.NameAt agent = in.nameAt("an agent");
        boolean behind = in.at("-");
        if (!behind) {
            in.expect("+", "as in: clock Bob + 2 s or clock Bob - 2 s");
        } else {
            in.next();
        }
        long nanos = exprs.duration("a time");
        return new ScenarioTree.Clock(from(first), agent, behind ? -nanos : nanos);
    }

    private ScenarioTree like() {
        Token first = in.next();
        DeclTree.NameAt scenario = in.nameAt("a scenario");
        List<DeclTree.OptionSetting> settings = in.take("with") ? in.commaList(this::setting) : List.of();
        return first.is("like")
                ? new ScenarioTree.Like(from(first), scenario, settings)
                : new ScenarioTree.From(from(first), scenario, settings);
    }

    DeclTree.OptionSetting setting() {
        Token option = in.expectWord("an option");
        in.expect("=", "as in: option = value");
        Token value = in.expectWord("a value of option " + option.text());
        return new DeclTree.OptionSetting(option.span().to(value.span()), option.text(), value.text());
    }

    private ScenarioTree rate() {
        Token first = in.next();
        DeclTree.NameAt channel = in.nameAt("a channel");
        Span number = in.peek().span();
        int percent = in.small("a percentage");
        in.expect("%", "as in: loss media 20 %");
        if (percent > 100) {
            in.diagnostics().report(Code.T0107, number, "a rate is at most 100 %", "too large", null);
            percent = 100;
        }
        return new ScenarioTree.Rate(from(first), first.text(), channel, percent);
    }

    /** {@code #2}. */
    private int occurrence() {
        in.expect("#", "an occurrence is written #1, #2, ...");
        return in.small("the number of the occurrence");
    }

    private ScenarioTree attacker() {
        Token first = in.next();
        Token verb = in.peek();
        if (!MOVES.contains(verb.word())) {
            throw in.noneOf("a move of the attacker", MOVES);
        }
        in.next();
        if (verb.is("owns")) {
            DeclTree.NameAt place = in.nameAt("a proxy or Network");
            return new ScenarioTree.Owns(from(first), place);
        }
        if (verb.is("blocks")) {
            DeclTree.NameAt channel = in.nameAt("a channel");
            return new ScenarioTree.Blocks(from(first), channel);
        }
        if (verb.is("sends")) {
            return sends(first);
        }
        DeclTree.NameAt message = in.nameAt("a message");
        int number = occurrence();
        if (verb.is("resends")) {
            DeclTree.NameAt agent = in.take("to") ? in.nameAt("an agent") : null;
            long nanos = in.take("after") ? exprs.duration("a time") : 0;
            return new ScenarioTree.Resends(
                    from(first),
                    message,
                    number,
                    agent == null ? null : agent.name(),
                    agent == null ? message.span() : agent.span(),
                    nanos);
        }
        ExprTree.Path field = verb.is("corrupts") && in.take("at") ? in.path("a field") : null;
        int octets = verb.is("truncates") && in.take("to") ? in.small("a number of octets") : 0;
        return new ScenarioTree.Tampers(from(first), verb.text(), message, number, field, octets);
    }

    private ScenarioTree sends(Token first) {
        String usage = "as in: attacker sends 0x0102 to Bob on net after 5 s";
        Token octets = in.peek();
        if (octets.kind() != Token.Kind.HEX) {
            throw in.unexpected("octets", usage);
        }
        in.next();
        in.expect("to", usage);
        ScenarioTree.Party to = party("an agent");
        in.expect("on", usage);
        ExprTree.Path port = in.path("a channel");
        long nanos = in.take("after") ? exprs.duration("a time") : 0;
        ExprTree.Hex hex = new ExprTree.Hex(octets.span(), octets.text().substring(2));
        return new ScenarioTree.Sends(from(first), hex, to, port, nanos);
    }

    private ScenarioTree expect() {
        Token first = in.next();
        ScenarioTree.Party party = party("an agent or `attacker`");
        DeclTree.NameAt agent = party.agent();
        if (agent.name().equals("attacker")) {
            boolean knows = !in.take("not");
            in.expect("knows", "as in: expect attacker knows Alice.key");
            DeclTree.NameAt owner = in.nameAt("an agent");
            in.expect(".", "as in: expect attacker knows Alice.key");
            Token variable = in.expectWord("a variable of its role");
            return new ScenarioTree.ExpectKnows(from(first), knows, owner, variable.text(), variable.span());
        }
        if (in.take("discards")) {
            String reason = in.expectString("the reason").text();
            return new ScenarioTree.ExpectDiscard(from(first), agent, reason);
        }
        in.expect(".", "as in: expect Bob.Keyed, or expect Bob discards \"reason\"");
        Token state = in.expectWord("a state");
        String reason = null;
        if (in.take("(")) {
            reason = in.expectString("the reason").text();
            in.expect(")", "as in: expect Bob.Failed(\"reason\")");
        }
        Integer times = null;
        if (in.at(Token.Kind.NUMBER)) {
            times = in.small("a number of times");
            in.expect("times", "as in: expect Bob.Keyed 2 times");
        }
        return new ScenarioTree.ExpectState(from(first), party, state.text(), state.span(), reason, times);
    }
}
