package dev.troth.spec.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A protocol under one choice of its options and parameters: the only place where options are decided. What a choice
 * leaves out is gone; nothing that is left asks for an option or a parameter. Roles, states, derivations, claims and
 * scenarios of the variant speak of each other; what has nothing conditional in it is the same object as before, so that
 * the variant of a variant is itself.
 */
public final class Variant {
    private final Protocol whole;
    private final int[] options;
    private final Map<Integer, Expr> params;
    private final Map<KeyFunction, KeyFunction> keys = new HashMap<>();
    private final Map<Role, Role> roles = new IdentityHashMap<>();

    private final Rewrite rewrite = new Rewrite() {
        @Override
        Expr leaf(Expr expr) {
            return decided(expr);
        }

        @Override
        KeyFunction key(KeyFunction key) {
            return Variant.this.key(key);
        }

        @Override
        @Nullable
        List<Expr> conditions(List<Expr> conditions) {
            return left(conditions);
        }
    };

    private Variant(Protocol whole, Map<Integer, Integer> options, Map<Integer, Expr> params) {
        this.whole = whole;
        this.options = new int[whole.options().size()];
        options.forEach((option, value) -> this.options[option] = value);
        this.params = params;
    }

    /** With the first value of every option that is not named, and the written value of every such parameter. */
    public static Protocol of(Protocol whole, Map<Integer, Integer> options, Map<Integer, Expr> params) {
        return new Variant(whole, options, params).cut();
    }

    public static Protocol of(Protocol whole, Map<Integer, Integer> options) {
        return of(whole, options, Map.of());
    }

    private Protocol cut() {
        List<KeyFunction> derivations = Rewrite.each(whole.keys(), this::key);
        List<Role> parts = Rewrite.each(whole.roles(), this::role);
        for (int i = 0; i < parts.size(); i++) {
            roles.put(whole.roles().get(i), parts.get(i));
        }
        List<Channel> channels = Rewrite.each(whole.channels(), this::channel);
        List<Compromise> compromises = Rewrite.each(whole.compromises(), this::compromise);
        List<Claim> claims = Rewrite.each(whole.claims(), this::claim);
        List<Scenario> scenarios = Rewrite.each(whole.scenarios(), this::scenario);
        List<Exercise> exercises = Rewrite.each(whole.exercises(), this::exercise);
        boolean same = derivations == whole.keys()
                && parts == whole.roles()
                && channels == whole.channels()
                && compromises == whole.compromises()
                && claims == whole.claims()
                && scenarios == whole.scenarios()
                && exercises == whole.exercises();
        return same
                ? whole
                : new Protocol(
                        whole.name(),
                        whole.title(),
                        whole.cites(),
                        whole.options(),
                        whole.params(),
                        channels,
                        whole.layouts(),
                        whole.messages(),
                        derivations,
                        whole.functions(),
                        whole.equations(),
                        parts,
                        compromises,
                        claims,
                        whole.properties(),
                        scenarios,
                        exercises,
                        whole.sources());
    }

    // ---- what options and parameters decide ----

    /** An expression whose operands are decided. */
    private Expr decided(Expr expr) {
        if (expr instanceof Expr.OptionIs is) {
            return new Expr.BoolLiteral(options[is.option()] == is.value());
        }
        if (expr instanceof Expr.Param param) {
            Expr value = params.get(param.index());
            return value == null ? whole.params().get(param.index()).value() : value;
        }
        if (expr instanceof Expr.Not(Expr.BoolLiteral(boolean value))) {
            return new Expr.BoolLiteral(!value);
        }
        if (expr instanceof Expr.And(Expr left, Expr right)) {
            return joined(expr, left, right, true);
        }
        if (expr instanceof Expr.Or(Expr left, Expr right)) {
            return joined(expr, left, right, false);
        }
        if (expr instanceof Expr.Bit(Expr.BoolLiteral(boolean value))) {
            return new Expr.IntLiteral(value ? 1 : 0, new Type.Int(1));
        }
        return expr;
    }

    /** A junction of which one side is decided: it is that side, or the other. */
    private static Expr joined(Expr whole, Expr left, Expr right, boolean neutral) {
        if (left instanceof Expr.BoolLiteral(boolean value)) {
            return value == neutral ? right : left;
        }
        if (right instanceof Expr.BoolLiteral(boolean value)) {
            return value == neutral ? left : right;
        }
        return whole;
    }

    /** The conditions that are left open; null if one of them is false. */
    private @Nullable List<Expr> left(List<Expr> conditions) {
        List<Expr> open = new ArrayList<>();
        for (Expr condition : conditions) {
            Expr now = rewrite.expr(condition);
            if (!(now instanceof Expr.BoolLiteral(boolean value))) {
                open.add(now);
            } else if (!value) {
                return null;
            }
        }
        return open;
    }

    // ---- what is made of expressions ----

    private KeyFunction key(KeyFunction key) {
        KeyFunction known = keys.get(key);
        if (known == null) {
            Expr body = rewrite.expr(key.body());
            known = body == key.body()
                    ? key
                    : new KeyFunction(key.name(), key.parameterNames(), key.parameters(), body, key.refs());
            keys.put(key, known);
        }
        return known;
    }

    private Role role(Role role) {
        List<Role.Variable> variables = Rewrite.each(role.variables(), this::variable);
        List<Role.Store> stores = Rewrite.each(role.stores(), this::store);
        List<State> states = Rewrite.each(role.states(), this::state);
        return variables == role.variables() && stores == role.stores() && states == role.states()
                ? role
                : new Role(
                        role.name(),
                        role.index(),
                        role.agents(),
                        role.players(),
                        role.parts(),
                        role.server(),
                        variables,
                        stores,
                        states,
                        role.start(),
                        role.nameSpan(),
                        role.refs());
    }

    private Role.Variable variable(Role.Variable variable) {
        Expr before = variable.known();
        Expr known = before == null ? null : rewrite.expr(before);
        return known == before
                ? variable
                : new Role.Variable(
                        variable.name(),
                        variable.index(),
                        variable.lifetime(),
                        variable.type(),
                        known,
                        variable.span());
    }

    private Role.Store store(Role.Store store) {
        Expr before = store.life();
        Expr life = before == null ? null : rewrite.expr(before);
        return life == before
                ? store
                : new Role.Store(store.name(), store.index(), store.key(), store.value(), life, store.span());
    }

    private State state(State state) {
        List<Reaction> reactions = new ArrayList<>();
        for (Reaction reaction : state.reactions()) {
            List<Expr> conditions = left(reaction.conditions());
            if (conditions != null) {
                reactions.add(reaction(reaction, conditions));
            }
        }
        boolean same = reactions.size() == state.reactions().size();
        for (int i = 0; same && i < reactions.size(); i++) {
            same = reactions.get(i) == state.reactions().get(i);
        }
        return same
                ? state
                : new State(
                        state.name(),
                        state.index(),
                        state.isStart(),
                        state.isFinal(),
                        List.copyOf(reactions),
                        state.nameSpan(),
                        state.refs());
    }

    private Reaction reaction(Reaction reaction, List<Expr> conditions) {
        Reaction.Trigger trigger = trigger(reaction.trigger());
        List<Statement> body = block(reaction.body());
        return trigger == reaction.trigger() && body == reaction.body() && conditions.equals(reaction.conditions())
                ? reaction
                : new Reaction(reaction.span(), trigger, conditions, body, reaction.locals(), reaction.refs());
    }

    private Reaction.Trigger trigger(Reaction.Trigger trigger) {
        return switch (trigger) {
            case Reaction.Receive receive -> {
                Map<Integer, Expr> arguments = rewrite.values(receive.arguments());
                yield arguments == receive.arguments()
                        ? receive
                        : new Reaction.Receive(receive.message(), receive.port(), arguments, receive.slot());
            }
            case Reaction.After(Expr before) -> {
                Expr delay = rewrite.expr(before);
                yield delay == before ? trigger : new Reaction.After(delay);
            }
            case Reaction.Entry _,
                    Reaction.Local _,
                    Reaction.Malformed _,
                    Reaction.Retransmit _,
                    Reaction.Silence _,
                    Reaction.Otherwise _ -> trigger;
        };
    }

    /** Statements, of which an {@code if} on options is what the options choose. */
    private List<Statement> block(List<Statement> statements) {
        List<Statement> now = new ArrayList<>();
        for (Statement statement : statements) {
            Statement changed = statement(statement);
            if (changed
                    instanceof Statement.If(var ignored, Expr.BoolLiteral(boolean value), var then, var otherwise)) {
                now.addAll(value ? then : otherwise);
            } else {
                now.add(changed);
            }
        }
        boolean same = now.size() == statements.size();
        for (int i = 0; same && i < now.size(); i++) {
            same = now.get(i) == statements.get(i);
        }
        return same ? statements : List.copyOf(now);
    }

    private Statement statement(Statement statement) {
        List<Expr> before = statement.values();
        List<Expr> now = rewrite.exprs(before);
        List<List<Statement>> blocks = Rewrite.each(statement.inner(), this::block);
        if (now == before && isSame(blocks, statement)) {
            return statement;
        }
        return switch (statement) {
            case Statement.If s -> new Statement.If(s.span(), now.getFirst(), blocks.get(0), blocks.get(1));
            case Statement.Require s ->
                new Statement.Require(s.span(), now.getFirst(), s.text(), blocks.getFirst(), s.refs());
            case Statement.Open s ->
                new Statement.Open(
                        s.span(), now.getFirst(), s.message(), s.slot(), s.name(), blocks.getFirst(), s.refs());
            case Statement.Choose s ->
                new Statement.Choose(s.span(), s.slot(), s.name(), now.get(0), now.get(1), blocks.getFirst(), s.refs());
            case Statement.Assign s -> new Statement.Assign(s.span(), s.variable(), s.name(), now.getFirst());
            case Statement.Let s -> new Statement.Let(s.span(), s.slot(), s.name(), now.getFirst());
            case Statement.Send s ->
                new Statement.Send(s.span(), s.message(), now.getFirst(), s.port(), s.to(), s.refs());
            case Statement.Goto s -> new Statement.Goto(s.span(), s.state(), s.name(), now.getFirst());
            case Statement.Discard s -> new Statement.Discard(s.span(), now.getFirst());
            case Statement.Add s -> new Statement.Add(s.span(), s.store(), s.name(), now.getFirst());
            case Statement.Put s -> new Statement.Put(s.span(), s.store(), s.name(), now.get(0), now.get(1));
            case Statement.Export s -> new Statement.Export(s.span(), now.getFirst(), s.text(), s.target(), s.refs());
            case Statement.Show s -> new Statement.Show(s.span(), now.getFirst(), s.text());
            case Statement.Resend _, Statement.Spawn _ -> statement;
        };
    }

    private static boolean isSame(List<List<Statement>> blocks, Statement statement) {
        List<List<Statement>> before = statement.inner();
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) != before.get(i)) {
                return false;
            }
        }
        return true;
    }

    // ---- what speaks of roles, options and derivations ----

    private Channel channel(Channel channel) {
        int option = channel.hop().option();
        if (option < 0) {
            return channel;
        }
        String word = whole.options().get(option).values().get(options[option]);
        return new Channel(
                channel.name(),
                channel.index(),
                channel.kind(),
                channel.path(),
                channel.branch(),
                new Channel.Hop(word, -1),
                channel.body(),
                channel.order(),
                channel.attacker(),
                channel.mtu(),
                channel.frame(),
                channel.refs());
    }

    private Compromise compromise(Compromise model) {
        List<Compromise.Reveal> reveals = Rewrite.each(model.reveals(), reveal -> {
            KeyFunction key = reveal.key() == null ? null : key(reveal.key());
            return key == reveal.key() ? reveal : new Compromise.Reveal(reveal.what(), key, reveal.when());
        });
        return reveals == model.reveals()
                ? model
                : new Compromise(
                        model.name(),
                        reveals,
                        model.oneRole(),
                        model.selfTalk(),
                        model.anyKey(),
                        model.untyped(),
                        model.refs());
    }

    private Role cutRole(Role role) {
        return Objects.requireNonNullElse(roles.get(role), role);
    }

    private Claim.Point point(Claim.Point point) {
        Role role = cutRole(point.role());
        return role == point.role()
                ? point
                : new Claim.Point(role, role.states().get(point.state().index()), point.anyPeer());
    }

    private Claim claim(Claim claim) {
        Claim.Property property = property(claim.property());
        return property == claim.property()
                ? claim
                : new Claim(claim.name(), property, claim.expectations(), claim.text(), claim.span(), claim.refs());
    }

    private Claim.Property property(Claim.Property property) {
        return switch (property) {
            case Claim.Secret secret -> {
                List<Expr> terms = rewrite.exprs(secret.terms());
                List<Claim.Point> points = Rewrite.each(secret.points(), this::point);
                yield terms == secret.terms() && points == secret.points()
                        ? secret
                        : new Claim.Secret(terms, points, secret.against());
            }
            case Claim.Agree agree -> {
                List<Claim.Data> on = Rewrite.each(agree.on(), this::data);
                Claim.Point point = point(agree.point());
                Role with = cutRole(agree.with());
                yield on == agree.on() && point == agree.point() && with == agree.with()
                        ? agree
                        : new Claim.Agree(point, with, on, agree.injective(), agree.oneWay());
            }
            case Claim.Alive alive -> {
                Claim.Point point = point(alive.point());
                Role with = cutRole(alive.with());
                yield point == alive.point() && with == alive.with()
                        ? alive
                        : new Claim.Alive(point, with, alive.weak());
            }
            case Claim.Fresh fresh -> {
                Expr term = rewrite.expr(fresh.term());
                Claim.Point point = point(fresh.point());
                yield term == fresh.term() && point == fresh.point() ? fresh : new Claim.Fresh(term, point);
            }
            case Claim.Never never -> {
                Expr condition = rewrite.expr(never.condition());
                Claim.Point point = point(never.point());
                yield condition == never.condition() && point == never.point()
                        ? never
                        : new Claim.Never(condition, point);
            }
            case Claim.Reachable reachable -> {
                Claim.Point point = point(reachable.point());
                yield point == reachable.point() ? reachable : new Claim.Reachable(point);
            }
        };
    }

    private Claim.Data data(Claim.Data data) {
        Expr here = rewrite.expr(data.here());
        Expr there = rewrite.expr(data.there());
        return here == data.here() && there == data.there() ? data : new Claim.Data(here, there, data.text());
    }

    private Scenario scenario(Scenario scenario) {
        List<Scenario.Run> runs = Rewrite.each(scenario.runs(), run -> {
            Role role = cutRole(run.role());
            return role == run.role()
                    ? run
                    : new Scenario.Run(run.agent(), run.number(), role, run.agents(), run.span());
        });
        return runs == scenario.runs()
                ? scenario
                : new Scenario(
                        scenario.name(),
                        runs,
                        scenario.seed(),
                        scenario.options(),
                        scenario.clocks(),
                        scenario.networks(),
                        scenario.contacts(),
                        scenario.events(),
                        scenario.moves(),
                        scenario.expected(),
                        scenario.span());
    }

    private Exercise exercise(Exercise exercise) {
        Scenario from = scenario(exercise.from());
        return from == exercise.from()
                ? exercise
                : new Exercise(
                        exercise.name(),
                        exercise.task(),
                        from,
                        exercise.hidden(),
                        exercise.goals(),
                        exercise.hints(),
                        exercise.span());
    }
}
