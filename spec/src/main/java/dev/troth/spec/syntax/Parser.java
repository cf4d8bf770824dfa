package dev.troth.spec.syntax;

import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file by recursive descent. A fault is reported where it is, the parser goes on at the next line of the same
 * block, and what could be read is returned, so that one run tells several independent faults.
 */
public final class Parser {
    private static final List<String> DECLARATIONS = List.of(
            "import",
            "cites",
            "option",
            "param",
            "channel",
            "chain",
            "layout",
            "text",
            "message",
            "keys",
            "function",
            "equation",
            "timer",
            "role",
            "server",
            "compromise",
            "claim",
            "property",
            "scenario",
            "exercise");
    private static final List<String> CHANNEL_PARTS =
            List.of("path", "branch", "hop", "body", "order", "mtu", "frame", "attacker");
    private static final List<String> CLAIMS =
            List.of("secret", "agree", "alive", "weak", "fresh", "never", "reachable");

    private final TokenStream in;
    private final ExprParser exprs;
    private final TypeParser types;
    private final LayoutParser layouts;
    private final RoleParser roles;
    private final ScenarioParser scenarios;

    private Parser(TokenStream in) {
        this.in = in;
        this.exprs = new ExprParser(in);
        this.types = new TypeParser(in, exprs);
        this.layouts = new LayoutParser(in, exprs, types);
        this.roles = new RoleParser(in, exprs, types, new StatementParser(in, exprs));
        this.scenarios = new ScenarioParser(in, exprs);
    }

    /** Reads a file; null when it does not even say what it is. */
    public static @Nullable FileTree parse(Source source, Diagnostics diagnostics) {
        TokenStream in = new TokenStream(Lexer.tokens(source, diagnostics), diagnostics);
        return in.attempt(new Parser(in)::file);
    }

    /**
     * Where the blocks of a file and their parts are, for whoever lays it out. Faults are reported; null if there is one,
     * or one was reported before.
     */
    public static @Nullable Outline outline(Source source, Diagnostics diagnostics) {
        List<Span> comments = new ArrayList<>();
        TokenStream in = new TokenStream(Lexer.tokens(source, diagnostics, comments), diagnostics);
        FileTree tree = in.attempt(new Parser(in)::file);
        return tree == null || diagnostics.hasErrors() ? null : in.outline(comments);
    }

    private FileTree file() {
        boolean protocol = in.at("protocol");
        if (!protocol && !in.at("library")) {
            throw in.unexpected("`protocol` or `library`", "a file starts with: protocol Name \"title\" { ... }");
        }
        in.next();
        Token name = in.expectWord("a name");
        String title = in.expectString("a title").text();
        List<DeclTree> declarations = new ArrayList<>();
        in.block(protocol ? "protocol" : "library", TokenStream.Starts.with(DECLARATIONS), () -> {
            declarations.addAll(declaration());
            return Boolean.TRUE;
        });
        in.expectEnd();
        return new FileTree(name.span(), protocol, name.text(), title, declarations, in.unread());
    }

    private List<DeclTree> declaration() {
        Token first = in.peek();
        return switch (first.word()) {
            case "import" -> {
                in.next();
                String path = in.expectString("a path").text();
                yield List.of(new DeclTree.Import(from(first), path));
            }
            case "cites" -> {
                in.next();
                String document =
                        in.expectString("a document, such as \"RFC 3830\"").text();
                in.expect("as", "as in: cites \"RFC 3830\" as R");
                String alias = in.expectWord("an alias").text();
                yield List.of(new DeclTree.Cites(from(first), document, alias));
            }
            case "option" -> option();
            case "param" -> {
                in.next();
                Token name = in.expectWord("the name of the parameter");
                in.expect("=", "as in: param window = 300 s");
                ExprTree value = exprs.expr();
                yield List.of(new DeclTree.Param(from(first), name.text(), name.span(), value, in.refs()));
            }
            case "channel" -> channel();
            case "chain" -> List.of(layouts.chain());
            case "layout" -> List.of(layouts.layout());
            case "text" -> List.of(layouts.text());
            case "message" -> List.of(layouts.message());
            case "keys" -> {
                in.next();
                yield in.block("keys", TokenStream.Starts.with(List.of(), "("), this::key);
            }
            case "function" -> function();
            case "equation" -> equation();
            case "timer" -> timer();
            case "role", "server" -> List.of(roles.role());
            case "compromise" -> compromise();
            case "claim" -> claim();
            case "property" -> property();
            case "scenario" -> List.of(scenarios.scenario());
            case "exercise" -> List.of(scenarios.exercise());
            default -> throw in.noneOf("a declaration", DECLARATIONS);
        };
    }

    private Span from(Token first) {
        return first.span().to(in.last());
    }

    private List<DeclTree> option() {
        Token first = in.next();
        Token name = in.expectWord("the name of the option");
        in.expect("=", "as in: option cache = on | off");
        List<String> values = new ArrayList<>();
        values.add(in.expectWordHere("a value").text());
        while (in.take("|")) {
            values.add(in.expectWord("a value").text());
        }
        return List.of(new DeclTree.Option(from(first), name.text(), name.span(), values, in.refs()));
    }

    private List<DeclTree> channel() {
        Token first = in.next();
        Token name = in.expectWord("the name of the channel");
        in.expect(":", "as in: channel sip : signalling { ... }");
        DeclTree.NameAt kind = in.nameAt("a kind: signalling, udp, dtls or human");
        List<RefTree> refs = in.refs();
        ChannelParts parts = new ChannelParts();
        in.block("channel", TokenStream.Starts.with(CHANNEL_PARTS), () -> channelPart(parts));
        return List.of(new DeclTree.Channel(
                from(first),
                name.text(),
                name.span(),
                kind,
                parts.path,
                parts.pathSpans,
                parts.branch,
                parts.hop,
                parts.body,
                parts.order,
                parts.mtu,
                parts.frame,
                parts.attacker,
                refs));
    }

    private static final class ChannelParts {
        final List<String> path = new ArrayList<>();
        final List<Span> pathSpans = new ArrayList<>();
        DeclTree.@Nullable NameAt branch;

        ExprTree.@Nullable Name hop;
        DeclTree.@Nullable Body body;
        final List<DeclTree.NameAt> order = new ArrayList<>();
        ExprTree.@Nullable Number mtu;

        DeclTree.@Nullable NameAt frame;

        @Nullable
        List<DeclTree.NameAt> attacker;
    }

    private Boolean channelPart(ChannelParts parts) {
        Token first = in.peek();
        switch (first.word()) {
            case "path" -> {
                in.next();
                do {
                    Token node = in.expectWord("a role or a proxy");
                    parts.path.add(node.text());
                    parts.pathSpans.add(node.span());
                } while (in.take("--"));
            }
            case "branch" -> {
                in.next();
                parts.branch = in.nameAt("a name for the other device");
            }
            case "hop" -> {
                in.next();
                Token hop = in.expectWord("clear, tls, authentic, or an option that chooses");
                parts.hop = new ExprTree.Name(hop.span(), hop.text());
            }
            case "body" -> parts.body = body();
            case "order" -> {
                in.next();
                parts.order.addAll(
                        in.commaList(() -> in.nameAt("reliable, in_order, lossy, reordering or duplicating")));
            }
            case "mtu" -> {
                in.next();
                parts.mtu = in.expectNumber("a size in octets");
            }
            case "frame" -> {
                in.next();
                parts.frame = in.nameAt("the layout of a packet");
            }
            case "attacker" -> {
                in.next();
                parts.attacker = in.commaList(() -> in.nameAt("read, block, inject or nothing"));
            }
            default -> throw in.noneOf("a part of a channel", CHANNEL_PARTS);
        }
        return Boolean.TRUE;
    }

    private DeclTree.Body body() {
        Token first = in.next();
        List<String> ports = in.commaList(
                () -> in.expectWord("a port: offer, answer, reoffer or reject").text());
        in.expect(":", "as in: body offer, answer : sdp media \"crypto\" lines");
        String container = oneOf("what carries the messages", List.of("sdp"));
        String level = oneOf("the part of SDP", List.of("session", "media"));
        String attribute =
                in.expectString("the SDP attribute that carries the messages").text();
        String coding = oneOf("how it is written", List.of("lines", "base64"));
        return new DeclTree.Body(from(first), ports, container, level, attribute, coding, in.refs());
    }

    private String oneOf(String what, List<String> words) {
        if (!words.contains(in.peek().word())) {
            throw in.noneOf(what, words);
        }
        return in.next().text();
    }

    private DeclTree key() {
        Token name = in.expectWord("the name of a key");
        List<DeclTree.ParamTree> params = types.params();
        in.expect("=", "as in: name(params) = expression");
        ExprTree body = exprs.expr();
        return new DeclTree.Key(from(name), name.text(), name.span(), params, body, in.refs());
    }

    private List<DeclTree> function() {
        Token first = in.next();
        Token name = in.expectWord("the name of the function");
        List<DeclTree.ParamTree> params = types.params();
        in.expect(":", "as in: function name(params) : type");
        TypeTree result = types.type();
        boolean isShort = in.take("short");
        boolean isTotal = in.take("total");
        return List.of(new DeclTree.Function(
                from(first), name.text(), name.span(), params, result, isShort, isTotal, in.refs()));
    }

    private List<DeclTree> equation() {
        Token first = in.next();
        ExprTree both = exprs.expr();
        if (both instanceof ExprTree.Binary equal && equal.operator().equals("=")) {
            return List.of(new DeclTree.Equation(from(first), equal.left(), equal.right()));
        }
        throw in.unexpected("`=` between the two sides of the equation", null);
    }

    private List<DeclTree> timer() {
        Token first = in.next();
        Token name = in.expectWord("the name of the timer");
        in.expect("=", "as in: timer T1 = 50 ms doubling to 200 ms, 20 tries");
        ExprTree start = exprs.expr();
        ExprTree limit = start;
        if (in.take("doubling")) {
            in.expect("to", "as in: doubling to 200 ms");
            limit = exprs.expr();
        }
        in.expect(",", "as in: timer T1 = 50 ms doubling to 200 ms, 20 tries");
        int tries = in.small("how often");
        in.expect("tries", "as in: 20 tries");
        return List.of(new DeclTree.Timer(from(first), name.text(), name.span(), start, limit, tries, in.refs()));
    }

    /** {@code compromise AF = INT, reveal long_term after run}. */
    private List<DeclTree> compromise() {
        Token first = in.next();
        Token name = in.expectWord("the name of the compromise model");
        in.expect("=", "as in: compromise AF = reveal long_term after run");
        List<DeclTree.CompromisePart> parts = in.commaList(this::compromisePart);
        return List.of(new DeclTree.Compromise(from(first), name.text(), name.span(), parts, in.refs()));
    }

    private DeclTree.CompromisePart compromisePart() {
        Token first = in.expectWord("`reveal`, `agents`, `values` or the name of another model");
        if (!first.is("reveal") && !first.is("agents") && !first.is("values")) {
            return new DeclTree.CompromisePart(first.span(), "", first.span(), "");
        }
        Token what = in.expectWord(
                switch (first.word()) {
                    case "reveal" -> "what is revealed";
                    case "agents" -> "one_role, self_talk or any_key";
                    default -> "untyped";
                });
        Span whatSpan = what.span();
        if (in.at("(")) {
            whatSpan = exprs.call(what).span();
        }
        StringBuilder words = new StringBuilder();
        while (in.at(Token.Kind.WORD) && !in.peek().startsLine()) {
            words.append(words.isEmpty() ? "" : " ").append(in.next().text());
        }
        return new DeclTree.CompromisePart(from(first), first.text(), whatSpan, words.toString());
    }

    private List<DeclTree> claim() {
        Token first = in.next();
        Token name = in.expectWord("the name of the claim");
        in.expect(":", "as in: claim name : secret key at Role.State");
        ClaimTree claim = claimBody();
        List<RefTree> refs = in.refs();
        List<DeclTree.Expectation> expectations = new ArrayList<>();
        while (in.at("holds") || in.at("breaks")) {
            in.part("claim");
            expectations.add(expectation());
        }
        return List.of(new DeclTree.Claim(from(first), name.text(), name.span(), claim, expectations, refs));
    }

    /** {@code property pstn = yes "a gateway reads the key"}. */
    private List<DeclTree> property() {
        Token first = in.next();
        Token name = in.expectWord("the name of the property");
        in.expect("=", "as in: property pstn = yes \"a gateway reads the key\"");
        String answer = oneOf("an answer", List.of("yes", "partly", "no"));
        String reason = in.expectString("the reason").text();
        return List.of(new DeclTree.Property(from(first), name.text(), name.span(), answer, reason, in.refs()));
    }

    private ClaimTree claimBody() {
        Token first = in.peek();
        if (!CLAIMS.contains(first.word())) {
            throw in.noneOf("a claim", CLAIMS);
        }
        in.next();
        switch (first.word()) {
            case "secret" -> {
                ExprTree term = exprs.expr();
                in.expect("at", "as in: secret key at Role.State");
                List<DeclTree.Point> points = in.commaList(this::point);
                List<DeclTree.NameAt> against =
                        in.take("against") ? in.commaList(() -> in.nameAt("a party")) : List.of();
                Span anyPeer = anyPeer();
                return new ClaimTree.Secret(from(first), term, points, against, anyPeer);
            }
            case "agree" -> {
                DeclTree.Point point = point();
                in.expect("with", "as in: agree Role.State with Role on data");
                DeclTree.NameAt with = in.nameAt("a role");
                in.expect("on", "as in: agree Role.State with Role on data");
                List<ExprTree> on = in.commaList(exprs::expr);
                boolean injective = in.take("injective");
                boolean oneWay = in.take("one_way");
                Span anyPeer = anyPeer();
                return new ClaimTree.Agree(from(first), point, with, on, injective, oneWay, anyPeer);
            }
            case "alive", "weak" -> {
                DeclTree.Point point = point();
                in.expect("with", "as in: alive Role.State with Role");
                DeclTree.NameAt with = in.nameAt("a role");
                Span anyPeer = anyPeer();
                return new ClaimTree.Alive(from(first), point, with, first.is("weak"), anyPeer);
            }
            case "fresh" -> {
                ExprTree term = exprs.expr();
                in.expect("at", "as in: fresh key at Role.State");
                DeclTree.Point point = point();
                Span anyPeer = anyPeer();
                return new ClaimTree.Fresh(from(first), term, point, anyPeer);
            }
            case "never" -> {
                ExprTree condition = exprs.expr();
                in.expect("at", "as in: never sent = received at Role.State");
                DeclTree.Point point = point();
                Span anyPeer = anyPeer();
                return new ClaimTree.Never(from(first), condition, point, anyPeer);
            }
            default -> {
                DeclTree.Point point = point();
                Span anyPeer = anyPeer();
                return new ClaimTree.Reachable(from(first), point, anyPeer);
            }
        }
    }

    /** {@code even with dishonest peers}: where it stands, or null. */
    private @Nullable Span anyPeer() {
        if (!in.at("even")) {
            return null;
        }
        Token first = in.next();
        for (String word : List.of("with", "dishonest", "peers")) {
            in.expect(word, "as in: fresh key at Role.State even with dishonest peers");
        }
        return from(first);
    }

    private DeclTree.Point point() {
        Token role = in.expectWord("a role");
        in.expect(".", "a point of a run is written Role.State");
        Token state = in.expectWord("a state of " + role.text());
        return new DeclTree.Point(role.span().to(state.span()), role.text(), state.text());
    }

    private DeclTree.Expectation expectation() {
        Token first = in.next();
        in.expect("under", "as in: holds under none");
        List<DeclTree.NameAt> under = in.commaList(() -> in.nameAt("a compromise model, or none"));
        List<DeclTree.OptionSetting> where = new ArrayList<>();
        if (in.take("where")) {
            do {
                where.add(scenarios.setting());
            } while (in.take("and"));
        }
        return new DeclTree.Expectation(from(first), first.is("holds"), under, where, in.refs());
    }
}
