package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Compromise;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.ClaimTree;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Claims: their points, terms and expectations. */
final class ClaimResolver {
    private final Names names;
    private final ExprResolver exprs;
    private final Map<String, Role> roles;
    private final Map<String, Compromise> compromises;

    ClaimResolver(Names names, ExprResolver exprs, Map<String, Role> roles, Map<String, Compromise> compromises) {
        this.names = names;
        this.exprs = exprs;
        this.roles = roles;
        this.compromises = compromises;
    }

    @Nullable
    Claim claim(DeclTree.Claim tree) {
        Claim.Property property = switch (tree.claim()) {
            case ClaimTree.Secret secret -> secret(secret);
            case ClaimTree.Agree agree -> agree(agree);
            case ClaimTree.Alive(Span ignored, DeclTree.Point at, DeclTree.NameAt with, boolean weak, Span any) -> {
                Claim.Point point = point(at, any);
                Role role = role(with);
                yield point == null || role == null ? null : new Claim.Alive(point, role, weak);
            }
            case ClaimTree.Fresh(Span ignored, ExprTree term, DeclTree.Point at, Span any) -> {
                Claim.Point point = point(at, any);
                yield point == null ? null : new Claim.Fresh(exprs.any(term, scope(point.role())), point);
            }
            case ClaimTree.Never(Span ignored, ExprTree condition, DeclTree.Point at, Span any) -> {
                Claim.Point point = point(at, any);
                yield point == null ? null : new Claim.Never(exprs.condition(condition, scope(point.role())), point);
            }
            case ClaimTree.Reachable(Span ignored, DeclTree.Point at, Span any) -> {
                Claim.Point point = at == null ? null : point(at, any);
                yield point == null ? null : new Claim.Reachable(point);
            }
        };
        List<Claim.Expectation> expectations = new ArrayList<>();
        for (DeclTree.Expectation expectation : tree.expectations()) {
            expectations.add(expectation(expectation));
        }
        return property == null
                ? null
                : new Claim(
                        tree.name(),
                        property,
                        List.copyOf(expectations),
                        tree.claim().span().text(),
                        tree.nameSpan(),
                        names.refs(tree.refs()));
    }

    static Scope scope(Role role) {
        Map<String, Role.Variable> variables = role.variables().stream()
                .collect(Collectors.toMap(Role.Variable::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        Map<String, Role.Store> stores = role.stores().stream()
                .collect(Collectors.toMap(Role.Store::name, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        return Scope.ofRole(role.name(), role.agents(), variables, stores);
    }

    private Claim.@Nullable Secret secret(ClaimTree.Secret tree) {
        List<Claim.Point> points = new ArrayList<>();
        List<Expr> terms = new ArrayList<>();
        for (DeclTree.Point at : tree.points()) {
            Claim.Point point = point(at, tree.anyPeer());
            if (point != null) {
                points.add(point);
                terms.add(exprs.octets(tree.term(), scope(point.role()), new Type.Octets(0, Type.Octets.UNBOUNDED)));
            }
        }
        List<String> against = new ArrayList<>();
        for (DeclTree.NameAt party : tree.against()) {
            boolean relay =
                    names.channels.values().stream().anyMatch(c -> c.others().contains(party.name()));
            if (!relay && !roles.containsKey(party.name())) {
                List<String> relays = names.channels.values().stream()
                        .flatMap(c -> c.others().stream())
                        .toList();
                names.missing(
                        Code.T0211,
                        party.span(),
                        "there is no relay, branch or role " + party.name(),
                        party.name(),
                        "not declared",
                        relays);
            }
            against.add(party.name());
        }
        return points.isEmpty()
                ? null
                : new Claim.Secret(List.copyOf(terms), List.copyOf(points), List.copyOf(against));
    }

    private Claim.@Nullable Agree agree(ClaimTree.Agree tree) {
        Claim.Point point = point(tree.point(), tree.anyPeer());
        Role with = role(tree.with());
        if (point == null || with == null) {
            return null;
        }
        List<Claim.Data> data = new ArrayList<>();
        for (ExprTree term : tree.on()) {
            Expr here = exprs.any(term, scope(point.role()));
            Expr there = exprs.any(term, scope(with));
            data.add(new Claim.Data(here, there, term.span().text()));
        }
        return new Claim.Agree(point, with, List.copyOf(data), tree.injective(), tree.oneWay());
    }

    private @Nullable Role role(DeclTree.NameAt name) {
        Role role = roles.get(name.name());
        if (role == null) {
            names.missing(Code.T0211, name.span(), "role", name.name(), roles.keySet());
        }
        return role;
    }

    private Claim.@Nullable Point point(DeclTree.Point tree, @Nullable Span anyPeer) {
        Role role = role(new DeclTree.NameAt(tree.span(), tree.role()));
        if (role == null) {
            return null;
        }
        State state = role.state(tree.state());
        if (state == null) {
            names.missing(
                    Code.T0206,
                    tree.span(),
                    "state of " + role.name() + " called",
                    tree.state(),
                    role.states().stream().map(State::name).toList());
            return null;
        }
        names.used.add("state " + state.nameSpan());
        return new Claim.Point(role, state, anyPeer != null);
    }

    private Claim.Expectation expectation(DeclTree.Expectation tree) {
        List<String> under = new ArrayList<>();
        for (DeclTree.NameAt model : tree.under()) {
            if (!model.name().equals("none") && !compromises.containsKey(model.name())) {
                names.missing(Code.T0602, model.span(), "compromise model", model.name(), compromises.keySet());
            }
            names.used.add("compromise " + model.name());
            under.add(model.name());
        }
        return new Claim.Expectation(tree.holds(), List.copyOf(under), settings(names, tree.where()), tree.span());
    }

    /** Option index to value index; what is not declared is told. */
    static Map<Integer, Integer> settings(Names names, List<DeclTree.OptionSetting> trees) {
        Map<Integer, Integer> settings = new LinkedHashMap<>();
        for (DeclTree.OptionSetting setting : trees) {
            Protocol.Option option = names.options.get(setting.option());
            if (option == null) {
                names.missing(Code.T0209, setting.span(), "option", setting.option(), names.options.keySet());
                continue;
            }
            int value = option.values().indexOf(setting.value());
            if (value < 0) {
                names.missing(
                        Code.T0209,
                        setting.span(),
                        "value of option " + setting.option() + " called",
                        setting.value(),
                        option.values());
                continue;
            }
            settings.put(names.optionIndex(setting.option()), value);
        }
        return settings;
    }
}
