package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.diagnostic.Diagnostics;
import dev.troth.spec.model.Chain;
import dev.troth.spec.model.Channel;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Equation;
import dev.troth.spec.model.Exercise;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.KeyFunction;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.StatedProperty;
import dev.troth.spec.model.Timer;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.LayoutTree;
import dev.troth.spec.syntax.TypeTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * From texts to a {@link Protocol}: reads the file and its imports, then resolves declarations in the order in which
 * they can depend on each other (options, layouts, messages, keys, roles, claims, scenarios), whatever their order in
 * the text.
 */
public final class Resolver {
    private final Names names;
    private final TypeResolver types;
    private final ExprResolver exprs;
    private final List<DeclTree> declarations = new ArrayList<>();
    private final Map<String, Role> roles = new LinkedHashMap<>();
    private final Map<String, Compromise> compromises = new LinkedHashMap<>();
    private final Map<String, Claim> claims = new LinkedHashMap<>();
    private @Nullable Source prelude;

    private Resolver(Names names) {
        this.names = names;
        this.types = new TypeResolver(names);
        this.exprs = new ExprResolver(names);
    }

    /**
     * Reads a specification.
     *
     * @return the protocol, or null if {@code diagnostics} tells errors
     */
    public static @Nullable Protocol resolve(Source main, Texts texts, Diagnostics diagnostics) {
        Loader loader = new Loader(texts, diagnostics);
        List<Loader.Loaded> files = loader.load(main);
        if (files.isEmpty() || files.getLast().source() != main) {
            return null;
        }
        Protocol protocol = new Resolver(new Names(diagnostics, loader.incomplete())).protocol(files);
        return diagnostics.hasErrors() ? null : protocol;
    }

    private Protocol protocol(List<Loader.Loaded> files) {
        List<String> cites = new ArrayList<>();
        Loader.Loaded prelude = files.getFirst();
        this.prelude = prelude.source();
        for (Loader.Loaded file : files) {
            file.tree().unread().forEach(names::unread);
            for (DeclTree declaration : file.tree().declarations()) {
                declarations.add(declaration);
                if (declaration instanceof DeclTree.Cites(Span ignored, String document, String alias)) {
                    names.cite(file.source(), alias, document);
                    if (!cites.contains(document) && !file.equals(prelude)) {
                        cites.add(document);
                    }
                }
            }
        }
        switches();
        wire();
        channels();
        derivations();
        behaviour();
        ScenarioResolver scenarios = new ScenarioResolver(names, roles, claims);
        List<Exercise> exercises = goals(scenarios);
        List<StatedProperty> properties = properties();
        List<Source> sources = new ArrayList<>(
                files.reversed().stream().map(Loader.Loaded::source).toList());
        Loader.Loaded main = files.getLast();
        Protocol protocol = new Protocol(
                main.tree().name(),
                main.tree().title(),
                List.copyOf(cites),
                List.copyOf(names.options.values()),
                List.copyOf(names.params.values()),
                List.copyOf(names.channels.values()),
                List.copyOf(names.layouts.values()),
                List.copyOf(names.allMessages()),
                List.copyOf(names.keys.values()),
                List.copyOf(names.functions.values()),
                List.copyOf(names.equations),
                List.copyOf(roles.values()),
                List.copyOf(compromises.values()),
                List.copyOf(claims.values()),
                properties,
                List.copyOf(scenarios.scenarios().values()),
                exercises,
                List.copyOf(sources));
        if (!main.tree().isProtocol()) {
            return protocol;
        }
        if (roles.isEmpty() && !names.diagnostics.hasErrors()) {
            names.diagnostics.report(
                    Code.T0302,
                    main.tree().nameSpan(),
                    "a protocol needs a role",
                    "no role",
                    "add: role Initiator(me, peer) { ... }");
        }
        if (!names.diagnostics.hasErrors()) {
            Meant.report(names, protocol);
            Unused.report(names, main.source(), declarations);
        }
        return protocol;
    }

    private <T extends DeclTree> List<T> all(Class<T> kind) {
        return declarations.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    private void switches() {
        for (DeclTree.Option tree : all(DeclTree.Option.class)) {
            if (tree.values().stream().distinct().count() < tree.values().size()) {
                names.diagnostics.report(
                        Code.T0202, tree.nameSpan(), "option " + tree.name() + " lists a value twice", "again", null);
            }
            if (names.declare("option", tree.name(), tree.nameSpan())) {
                names.options.put(
                        tree.name(), new Protocol.Option(tree.name(), tree.values(), names.refs(tree.refs())));
            }
        }
        for (DeclTree.Param tree : all(DeclTree.Param.class)) {
            Expr value = exprs.any(tree.value(), Scope.ofArguments(Map.of()));
            boolean constant = value instanceof Expr.DurationLiteral || value instanceof Expr.IntLiteral;
            if (!constant && !Fit.isUnknown(value.type())) {
                names.diagnostics.report(
                        Code.T0407, tree.value().span(), "a parameter is a number or a time", "not a constant", null);
            }
            if (names.declare("param", tree.name(), tree.nameSpan())) {
                names.params.put(tree.name(), new Protocol.Param(tree.name(), value, names.refs(tree.refs())));
            }
        }
        for (DeclTree.Timer tree : all(DeclTree.Timer.class)) {
            long first = nanos(tree.first());
            long limit = nanos(tree.limit());
            if (names.declare("timer", tree.name(), tree.nameSpan())) {
                names.timers.put(
                        tree.name(), new Timer(tree.name(), first, limit, tree.tries(), names.refs(tree.refs())));
            }
        }
    }

    private long nanos(ExprTree tree) {
        if (tree instanceof ExprTree.Duration(Span ignored, long nanos)) {
            return nanos;
        }
        names.diagnostics.report(Code.T0401, tree.span(), "a time is needed here", "such as 50 ms", null);
        return 1;
    }

    private void wire() {
        for (DeclTree.Chain tree : all(DeclTree.Chain.class)) {
            if (names.chain != null) {
                names.diagnostics.report(Code.T0202, tree.span(), "a second chain is declared", "again", null);
                continue;
            }
            if (tree.bits() < 1 || tree.bits() > 32) {
                names.diagnostics.report(
                        Code.T0107,
                        tree.span(),
                        "the numbers of a chain have 1 to 32 bits",
                        "out of range",
                        "as in: chain 8 { 0 Last, 1 KEMAC }");
                continue;
            }
            TreeMap<Long, String> numbers = new TreeMap<>();
            for (LayoutTree.EnumName entry : tree.entries()) {
                if (entry.value().bitLength() > tree.bits()) {
                    names.diagnostics.report(
                            Code.T0505,
                            entry.span(),
                            entry.value() + " does not fit in " + tree.bits() + " bits",
                            "too large",
                            null);
                } else if (numbers.putIfAbsent(entry.value().longValue(), entry.name()) != null) {
                    names.diagnostics.report(
                            Code.T0202, entry.span(), "number " + entry.value() + " is taken", "again", null);
                }
            }
            names.chain = new Chain(tree.bits(), numbers);
            names.refs(tree.refs());
        }
        for (DeclTree.Layout tree : all(DeclTree.Layout.class)) {
            if (names.declare("layout or message", tree.name(), tree.nameSpan())) {
                names.layouts.put(tree.name(), new LayoutResolver(names, types, exprs).layout(tree));
            }
        }
        for (DeclTree.Text tree : all(DeclTree.Text.class)) {
            if (names.declare("layout or message", tree.name(), tree.nameSpan())) {
                names.layouts.put(tree.name(), new LineResolver(names).line(tree));
            }
        }
        for (DeclTree.Message tree : all(DeclTree.Message.class)) {
            if (names.declare("layout or message", tree.name(), tree.nameSpan())) {
                Message message = new MessageResolver(names, exprs).message(tree);
                if (message.elements().isEmpty()) {
                    names.unread(tree.name());
                } else {
                    names.messages.put(tree.name(), message);
                }
            }
        }
    }

    private void channels() {
        for (DeclTree.Channel tree : all(DeclTree.Channel.class)) {
            if (names.declare("channel", tree.name(), tree.nameSpan())) {
                names.channels.put(tree.name(), channel(tree));
            }
        }
    }

    private Channel channel(DeclTree.Channel tree) {
        Channel.Kind kind = switch (tree.kind().name()) {
            case "signalling" -> Channel.Kind.SIGNALLING;
            case "udp" -> Channel.Kind.UDP;
            case "dtls" -> Channel.Kind.DTLS;
            case "human" -> Channel.Kind.HUMAN;
            default -> {
                names.missing(
                        Code.T0208,
                        tree.kind().span(),
                        "kind of channel called",
                        tree.kind().name(),
                        List.of("signalling", "udp", "dtls", "human"));
                yield Channel.Kind.UDP;
            }
        };
        boolean open = tree.path().isEmpty() && kind == Channel.Kind.UDP;
        if (tree.path().size() < 2 && !open && !names.diagnostics.hasErrorsIn(tree.span())) {
            names.diagnostics.report(
                    Code.T0208,
                    tree.nameSpan(),
                    "channel " + tree.name() + " has no path",
                    "between whom?",
                    "add: path Initiator -- Responder");
        }
        EnumSet<Channel.Property> order = EnumSet.noneOf(Channel.Property.class);
        for (DeclTree.NameAt word : tree.order()) {
            try {
                order.add(Channel.Property.valueOf(word.name().toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException notAProperty) {
                names.missing(
                        Code.T0208,
                        word.span(),
                        "order of a channel called",
                        word.name(),
                        List.of("reliable", "in_order", "lossy", "reordering", "duplicating"));
            }
        }
        EnumSet<Channel.Power> powers = null;
        if (tree.attacker() != null) {
            powers = EnumSet.noneOf(Channel.Power.class);
            for (DeclTree.NameAt word : tree.attacker()) {
                power(word, powers);
            }
        }
        Channel.Body body = null;
        DeclTree.Body b = tree.body();
        if (b != null) {
            body = new Channel.Body(
                    b.ports(),
                    b.level().equals("media"),
                    b.attribute(),
                    b.coding().equals("base64"),
                    names.refs(b.refs()));
        }
        return new Channel(
                tree.name(),
                names.channels.size(),
                kind,
                tree.path(),
                branch(tree, kind),
                hop(tree),
                body,
                order,
                powers,
                tree.mtu() == null ? 0 : Math.max(0, types.length(tree.mtu())),
                tree.frame() == null ? null : frame(tree.frame()),
                names.refs(tree.refs()));
    }

    /** The name of the other device that a first offer reaches; the proxies of a session set-up fork it there. */
    private String branch(DeclTree.Channel tree, Channel.Kind kind) {
        DeclTree.NameAt branch = tree.branch();
        if (branch == null) {
            return "";
        }
        if (kind != Channel.Kind.SIGNALLING || tree.path().size() < 3) {
            names.diagnostics.report(
                    Code.T0208,
                    branch.span(),
                    "a call is forked by a proxy, and channel " + tree.name() + " has none",
                    "no proxy",
                    "write a path of signalling through proxies: path Caller -- Proxy -- Callee");
        } else if (tree.path().contains(branch.name())) {
            names.diagnostics.report(
                    Code.T0202,
                    branch.span(),
                    branch.name() + " is on the path already",
                    "the same name",
                    "give the other device a name of its own");
        }
        return branch.name();
    }

    private Channel.@Nullable Frame frame(DeclTree.NameAt name) {
        Layout layout = names.layouts.get(name.name());
        if (layout == null) {
            names.missing(Code.T0207, name.span(), "layout", name.name(), names.layouts.keySet());
            return null;
        }
        names.used.add("layout or message " + name.name());
        if (layout instanceof Layout.Binary binary && binary.parameters() == 0) {
            for (int slot = 0; slot < binary.data().size(); slot++) {
                int at = slot;
                if (binary.fields().stream().anyMatch(f -> f.slot() == at && LayoutChecks.rest(f.shape()) != null)) {
                    return new Channel.Frame(binary, slot);
                }
            }
        }
        names.diagnostics.report(
                Code.T0503,
                name.span(),
                "a frame has a field that takes the message, and " + name.name() + " has none",
                "no room for a message",
                "add a field such as body : bytes[rest]");
        return null;
    }

    /** What a frame needs of who sends in it is a number of every role at the ends of the channel. */
    private void framed(DeclTree.Channel tree) {
        Channel channel = names.channels.get(tree.name());
        if (channel == null || channel.frame() == null || tree.frame() == null) {
            return;
        }
        for (int slot = 0; slot < channel.frame().layout().data().size(); slot++) {
            Layout.DataField field = channel.frame().layout().data().get(slot);
            for (Role role : slot == channel.frame().message() ? List.<Role>of() : List.copyOf(roles.values())) {
                Role.Variable variable = role.variable(field.name());
                boolean ends = tree.path().isEmpty() || tree.path().contains(role.name());
                if (ends && (variable == null || !variable.type().equals(field.type()))) {
                    names.diagnostics.report(
                            Code.T0403,
                            tree.frame().span(),
                            "field " + field.name() + " of " + tree.frame().name() + " is taken from a variable of "
                                    + role.name() + " of that name",
                            "no such variable of type " + field.type(),
                            "declare in role " + role.name() + ": fresh " + field.name() + " : " + field.type());
                }
            }
        }
    }

    private void power(DeclTree.NameAt word, EnumSet<Channel.Power> powers) {
        switch (word.name()) {
            case "read" -> powers.add(Channel.Power.READ);
            case "block" -> powers.add(Channel.Power.BLOCK);
            case "inject" -> powers.add(Channel.Power.INJECT);
            case "nothing" -> {}
            default ->
                names.missing(
                        Code.T0208,
                        word.span(),
                        "power of an attacker called",
                        word.name(),
                        List.of("read", "block", "inject", "nothing"));
        }
    }

    private Channel.Hop hop(DeclTree.Channel tree) {
        ExprTree.Name hop = tree.hop();
        if (hop == null) {
            return new Channel.Hop("clear", -1);
        }
        List<String> known = List.of("clear", "tls", "tls_ecdhe", "tls_rsa", "authentic");
        Protocol.Option option = names.options.get(hop.name());
        if (option != null) {
            names.used.add("option " + hop.name());
            for (String value : option.values()) {
                if (!known.contains(value)) {
                    String message = "value " + value + " of option " + hop.name() + " is no hop protection";
                    names.missing(Code.T0208, hop.span(), message, value, "cannot choose", known);
                }
            }
            return new Channel.Hop("", names.optionIndex(hop.name()));
        }
        if (!known.contains(hop.name())) {
            names.missing(Code.T0208, hop.span(), "hop protection or option", hop.name(), known);
        }
        return new Channel.Hop(hop.name(), -1);
    }

    private void derivations() {
        for (DeclTree.Function tree : all(DeclTree.Function.class)) {
            if (names.declare("function or key", tree.name(), tree.nameSpan())) {
                names.functions.put(tree.name(), function(tree));
            }
        }
        List<DeclTree.Key> keys = new ArrayList<>();
        for (DeclTree.Key tree : all(DeclTree.Key.class)) {
            if (names.declare("function or key", tree.name(), tree.nameSpan())) {
                keys.add(tree);
            }
        }
        names.keys(keys, this::key);
        for (DeclTree.Equation tree : all(DeclTree.Equation.class)) {
            names.equations.add(equation(tree));
        }
    }

    private Function function(DeclTree.Function tree) {
        names.distinct(tree.params());
        List<Type> parameters =
                tree.params().stream().map(p -> types.value(p.type())).toList();
        int lengthArgument = -1;
        Type result = Type.BYTES;
        if (tree.result() instanceof TypeTree.Bytes(Span ignored, ExprTree low, ExprTree high)
                && high == null
                && low instanceof ExprTree.Name(Span nameSpan, String name)) {
            List<String> parameterNames =
                    tree.params().stream().map(DeclTree.ParamTree::name).toList();
            lengthArgument = parameterNames.indexOf(name);
            if (lengthArgument < 0) {
                names.missing(Code.T0201, nameSpan, "parameter", name, parameterNames);
            }
        } else {
            result = types.value(tree.result());
        }
        names.refs(tree.refs());
        return new Function(tree.name(), parameters, result, lengthArgument, tree.isShort(), tree.isTotal());
    }

    private KeyFunction key(DeclTree.Key tree) {
        names.distinct(tree.params());
        Map<String, Expr.Argument> arguments = new LinkedHashMap<>();
        List<Type> parameters = new ArrayList<>();
        for (DeclTree.ParamTree param : tree.params()) {
            Type type = types.value(param.type());
            arguments.put(param.name(), new Expr.Argument(parameters.size(), param.name(), type));
            parameters.add(type);
        }
        Expr body = exprs.any(tree.body(), Scope.ofArguments(arguments));
        return new KeyFunction(tree.name(), List.copyOf(arguments.keySet()), parameters, body, names.refs(tree.refs()));
    }

    /** Names in an equation that mean nothing else are its variables. */
    private Equation equation(DeclTree.Equation tree) {
        Map<String, Expr.Argument> arguments = new LinkedHashMap<>();
        variables(tree.left(), arguments);
        variables(tree.right(), arguments);
        Scope scope = Scope.ofArguments(arguments);
        return new Equation(arguments.size(), exprs.any(tree.left(), scope), exprs.any(tree.right(), scope));
    }

    private static void variables(ExprTree tree, Map<String, Expr.Argument> arguments) {
        switch (tree) {
            case ExprTree.Name(Span ignored, String name) ->
                arguments.putIfAbsent(name, new Expr.Argument(arguments.size(), name, TypeResolver.UNKNOWN));
            case ExprTree.Call call -> call.args().forEach(a -> variables(a.value(), arguments));
            case ExprTree.Binary binary -> {
                variables(binary.left(), arguments);
                variables(binary.right(), arguments);
            }
            default -> {}
        }
    }

    private void behaviour() {
        Map<String, Boolean> others = new LinkedHashMap<>();
        all(DeclTree.Role.class).forEach(role -> others.put(role.name(), role.server()));
        for (DeclTree.Role tree : all(DeclTree.Role.class)) {
            if (names.declare("role", tree.name(), tree.nameSpan())) {
                roles.put(tree.name(), new RoleResolver(names, types, exprs).role(tree, roles.size(), others));
            }
        }
        for (DeclTree.Channel tree : all(DeclTree.Channel.class)) {
            ends(tree);
            framed(tree);
        }
        new CompromiseResolver(names, prelude, compromises).all(all(DeclTree.Compromise.class));
    }

    /** The first and last of a path are roles. */
    private void ends(DeclTree.Channel tree) {
        for (int i = 0; i < tree.path().size(); i += Math.max(1, tree.path().size() - 1)) {
            if (!roles.containsKey(tree.path().get(i)) && !roles.isEmpty()) {
                names.missing(
                        Code.T0211, tree.pathSpans().get(i), "role", tree.path().get(i), roles.keySet());
            }
        }
    }

    private List<Exercise> goals(ScenarioResolver scenarios) {
        for (DeclTree.Claim tree : all(DeclTree.Claim.class)) {
            if (names.declare("claim", tree.name(), tree.nameSpan())) {
                Claim claim = new ClaimResolver(names, exprs, roles, compromises).claim(tree);
                if (claim != null) {
                    claims.put(tree.name(), claim);
                }
            }
        }
        for (DeclTree.Scenario tree : all(DeclTree.Scenario.class)) {
            if (names.declare("scenario", tree.name(), tree.nameSpan())) {
                scenarios.scenario(tree);
            }
        }
        List<Exercise> exercises = new ArrayList<>();
        for (DeclTree.Exercise tree : all(DeclTree.Exercise.class)) {
            if (names.declare("scenario", tree.name(), tree.nameSpan())) {
                exercises.add(scenarios.exercise(tree));
            }
        }
        return List.copyOf(exercises);
    }

    private List<StatedProperty> properties() {
        List<StatedProperty> properties = new ArrayList<>();
        for (DeclTree.Property tree : all(DeclTree.Property.class)) {
            if (tree.refs().isEmpty()) {
                names.diagnostics.report(
                        Code.T0602,
                        tree.nameSpan(),
                        "property " + tree.name() + " answers no requirement",
                        "asked for by whom?",
                        "cite what asks for it, as in: @REQ\"R-PSTN\"");
            }
            if (names.declare("property", tree.name(), tree.nameSpan())) {
                properties.add(new StatedProperty(
                        tree.name(),
                        StatedProperty.Answer.valueOf(tree.answer().toUpperCase(Locale.ROOT)),
                        tree.reason(),
                        names.refs(tree.refs()),
                        tree.span()));
            }
        }
        return List.copyOf(properties);
    }
}
