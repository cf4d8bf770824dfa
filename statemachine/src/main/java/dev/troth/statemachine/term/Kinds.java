package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.Type;
import dev.troth.statemachine.term.Sources.Part;
import dev.troth.statemachine.term.Sources.Place;
import dev.troth.statemachine.term.Sources.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The kinds of values that roles put into each field and each operand, by following where values flow in the
 * specification. In a typed check an attacker's values are of these kinds too. Where messages and parts are told apart,
 * nothing is lost by it (Arapinis and Duflot, Bounding messages for free in security protocols, 2014).
 *
 * <p>A place holds what is put there, and what it is asked to hold: by a comparison, by reading it as a message, by an
 * equation that opens it. What is put there is carried forward to every place that the value comes to. What is asked is
 * carried back to every place that the value came from, through any name, store, derivation or message. What cannot be
 * followed, such as the parts of a row or of an exclusive or, may be anything; so may a place that no role fills.
 */
public final class Kinds {
    /** Functions of which parts of an operand can be compared. */
    private static final Set<String> CUTS = Set.of("trunc", "part");

    private final Sources sources;
    private final Projections equations;
    private final Map<Place, Content> held = new HashMap<>();
    private final Map<Place, Content> asked = new HashMap<>();
    private final Map<Place, Kind> kinds = new HashMap<>();
    private boolean changed;

    public Kinds(Protocol protocol) {
        this.sources = new Sources(protocol);
        this.equations = new Projections(protocol);
        sources.places().keySet().forEach(place -> held.put(place, new Content()));
        equations.moves().forEach((to, from) -> {
            if (from.stream().anyMatch(held::containsKey)) {
                held.computeIfAbsent(to, p -> new Content());
            }
        });
        do {
            changed = false;
            flow();
            ask();
        } while (changed);
        held.forEach((place, content) -> {
            Content total = total(place);
            if (isOfMessages(place) && !total.any) {
                kinds.put(place, total.kind());
            }
        });
    }

    private static boolean isOfMessages(Place place) {
        return place.part() == Part.FIELD || place.part() == Part.OPERAND;
    }

    /** The kind of a field of a layout; null if anything may stand there. */
    public @Nullable Kind field(Layout layout, int slot) {
        return kinds.get(Place.field(layout, slot));
    }

    /** The kind of an operand; null if anything may stand there. */
    public @Nullable Kind operand(Function function, int index) {
        return kinds.get(Place.operand(function, index));
    }

    /** What a place holds or is asked to hold; anything if nobody fills it. */
    private Content total(Place place) {
        Content content = held.get(place);
        if (content == null) {
            return Content.anything();
        }
        Content total = new Content();
        total.add(content);
        total.add(asked.getOrDefault(place, Content.nothing()));
        return total;
    }

    // ---- forward: what is put into places ----

    private void flow() {
        sources.places().forEach((place, uses) -> uses.forEach(use -> hold(place, content(use))));
        equations.moves().forEach((to, from) -> {
            if (held.containsKey(to)) {
                from.stream().filter(held::containsKey).forEach(place -> hold(to, total(place)));
            }
        });
    }

    private void hold(Place place, Content content) {
        changed |= held.computeIfAbsent(place, p -> new Content()).add(content);
    }

    private Content content(Use use) {
        return switch (use.expr().type()) {
            case Type.Rec(Layout layout) -> Content.of(layout);
            case Type.Msg(var message) -> Content.of(message);
            case Type.Seq _, Type.Unknown _ -> Content.anything();
            case Type.Octets _, Type.Text _, Type.Int _, Type.Agent _, Type.Bool _, Type.Time _, Type.Duration _ ->
                atRoot(use);
        };
    }

    private Content atRoot(Use use) {
        return switch (use.expr()) {
            case Expr.Variable variable -> isDrawn(variable, use) ? Content.nothing() : named(use);
            case Expr.Local _, Expr.Argument _, Expr.Lookup _, Expr.Field _ -> named(use);
            case Expr.Apply apply -> applied(apply, use);
            case Expr.Derive derive -> content(Sources.body(derive));
            case Expr.Concat concat -> row(concat, use);
            case Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _ -> Content.nothing();
            case Expr.Build build -> Content.of(build.layout());
            case Expr.BuildMessage build -> Content.of(build.message());
            case Expr.Payload _,
                    Expr.Item _,
                    Expr.Xor _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> Content.anything();
        };
    }

    private boolean isCut(Use use) {
        return sources.meanings(use).stream()
                .anyMatch(meaning -> meaning.expr() instanceof Expr.Apply apply && cuts(apply.function()));
    }

    private static boolean cuts(Function function) {
        return CUTS.contains(function.name());
    }

    private Content named(Use use) {
        Place place = Sources.place(use);
        return place == null ? Content.anything() : total(place);
    }

    private static boolean isDrawn(Expr.Variable variable, Use use) {
        Role role = use.scope().role();
        return role != null && role.variables().get(variable.index()).lifetime() == Role.Lifetime.FRESH;
    }

    private Content applied(Expr.Apply apply, Use use) {
        Function function = apply.function();
        if (cuts(function)) {
            return Content.anything();
        }
        boolean opener = equations.isOpener(function);
        Content content = opener ? new Content() : Content.of(function);
        if (opener || undoes(apply, use)) {
            equations.brought(function).forEach(place -> content.add(total(place)));
        }
        content.functions.addAll(equations.becomes(function));
        return content;
    }

    /** Whether an operand may be what the function itself has made, as where one function encrypts and decrypts. */
    private boolean undoes(Expr.Apply apply, Use use) {
        for (int i = 0; i < apply.arguments().size(); i++) {
            Set<Function> expected = equations.expected(apply.function(), i);
            if (!expected.isEmpty()) {
                Content operand = content(use.with(apply.arguments().get(i)));
                if (operand.any || operand.functions.stream().anyMatch(expected::contains)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Octets in a row; where all but one may be empty, that one; where they are cut from one value, that value. */
    private Content row(Expr.Concat concat, Use use) {
        Content content = Content.row();
        content.any = concat.parts().stream().anyMatch(part -> isCut(use.with(part)));
        if (concat.parts().stream().anyMatch(Kinds::isEmpty)) {
            concat.parts().forEach(part -> content.add(content(use.with(part))));
        }
        return content;
    }

    private static boolean isEmpty(Expr expr) {
        return (expr instanceof Expr.OctetsLiteral(byte[] octets) && octets.length == 0)
                || (expr instanceof Expr.TextLiteral(String text) && text.isEmpty());
    }

    // ---- backward: what places are asked to hold ----

    private void ask() {
        sources.places().forEach((place, uses) -> {
            Content wanted = asked.get(place);
            if (wanted != null) {
                uses.forEach(use -> into(use, wanted));
            }
        });
        sources.comparisons().forEach(c -> compared(c.left(), c.right()));
        for (Sources.Membership membership : sources.memberships()) {
            into(membership.value(), total(membership.members()));
            ask(membership.members(), content(membership.value()));
        }
        sources.opened().forEach(o -> into(o.value(), Content.of(o.open().message())));
        for (Use use : sources.all()) {
            if (use.expr() instanceof Expr.Apply apply) {
                opened(apply, use);
            }
        }
    }

    /** An equation opens an operand that has the right function at its root, and was made with what it is opened with. */
    private void opened(Expr.Apply apply, Use use) {
        for (int i = 0; i < apply.arguments().size(); i++) {
            for (Function expected : equations.expected(apply.function(), i)) {
                into(use.with(apply.arguments().get(i)), Content.of(expected));
            }
            for (Place key : equations.met(apply.function(), i)) {
                Use own = use.with(apply.arguments().get(i));
                ask(key, content(own));
                into(own, total(key));
            }
        }
    }

    private void compared(Use left, Use right) {
        for (Use one : sources.meanings(left)) {
            for (Use other : sources.meanings(right)) {
                same(one, other, 0);
            }
        }
        into(left, content(right));
        into(right, content(left));
    }

    /** Two values are the same: so are their operands, if both are made alike. */
    private void same(Use left, Use right, int depth) {
        List<Expr> ours = left.expr().operands();
        List<Expr> theirs = right.expr().operands();
        boolean alike = isAlike(left.expr(), right.expr()) && ours.size() == theirs.size();
        for (int i = 0; alike && i < ours.size(); i++) {
            same(left.with(ours.get(i)), right.with(theirs.get(i)), depth + 1);
        }
        if (alike && left.expr() instanceof Expr.Concat) {
            return;
        }
        cut(left);
        cut(right);
        if (depth > 0) {
            into(left, content(right));
            into(right, content(left));
        }
    }

    private static boolean isAlike(Expr left, Expr right) {
        return switch (left) {
            case Expr.Apply apply -> right instanceof Expr.Apply other && apply.function() == other.function();
            case Expr.Derive derive -> right instanceof Expr.Derive other && derive.key() == other.key();
            case Expr.Build build ->
                right instanceof Expr.Build other
                        && build.layout() == other.layout()
                        && List.copyOf(build.fields().keySet())
                                .equals(List.copyOf(other.fields().keySet()));
            case Expr.BuildMessage build ->
                right instanceof Expr.BuildMessage other && build.message() == other.message();
            case Expr.Concat ignored -> right instanceof Expr.Concat;
            case Expr.ListOf ignored -> right instanceof Expr.ListOf;
            case Expr.Xor _,
                    Expr.Field _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Arithmetic _,
                    Expr.Abs _,
                    Expr.Bit _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Lookup _,
                    Expr.Present _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.Shared _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.AgentParameter _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Now _ -> false;
        };
    }

    /** What is put together from octets and compared as a whole: nobody can tell what its parts must be. */
    private void cut(Use use) {
        switch (use.expr()) {
            case Expr.Concat concat -> all(concat.parts(), use, Content.anything());
            case Expr.Xor xor -> all(xor.operands(), use, Content.anything());
            case Expr.Arithmetic sum -> all(sum.operands(), use, Content.anything());
            case Expr.Abs abs -> all(abs.operands(), use, Content.anything());
            case Expr.Apply apply -> {
                if (cuts(apply.function())) {
                    all(apply.arguments(), use, Content.anything());
                }
            }
            case Expr.Derive _,
                    Expr.Build _,
                    Expr.BuildMessage _,
                    Expr.ListOf _,
                    Expr.Field _,
                    Expr.Payload _,
                    Expr.Item _,
                    Expr.Bit _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Lookup _,
                    Expr.Present _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.Covered _,
                    Expr.Shared _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.AgentParameter _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Now _ -> {}
        }
    }

    private void all(List<Expr> parts, Use use, Content content) {
        parts.forEach(part -> into(use.with(part), content));
    }

    /** A value that is asked to be of some content may be so; so may what it comes from. */
    private void into(Use use, Content content) {
        if (content.isEmpty()) {
            return;
        }
        Place place = Sources.place(use);
        if (place != null) {
            ask(place, content);
            fields(use.expr().type(), content);
            return;
        }
        through(use, content);
    }

    private void through(Use use, Content content) {
        switch (use.expr()) {
            case Expr.Apply apply -> {
                equations.brought(apply.function()).forEach(brought -> ask(brought, content));
                cut(use);
            }
            case Expr.Derive derive -> into(Sources.body(derive), content);
            case Expr.Concat concat -> {
                boolean payloads = !content.any && content.functions.isEmpty();
                if (!payloads) {
                    cut(use);
                } else if (!content.layouts.isEmpty()) {
                    all(concat.parts(), use, content);
                }
            }
            case Expr.Xor _, Expr.Arithmetic _, Expr.Abs _ -> cut(use);
            case Expr.Build build -> fields(build.layout(), content);
            case Expr.BuildMessage build -> fields(build.message(), content);
            case Expr.Payload payload -> fields(payload.type(), content);
            case Expr.Item item -> fields(item.type(), content);
            case Expr.Covered covered -> fields(covered.of(), content);
            case Expr.Variable _,
                    Expr.Local _,
                    Expr.Argument _,
                    Expr.Lookup _,
                    Expr.Field _,
                    Expr.IntLiteral _,
                    Expr.OctetsLiteral _,
                    Expr.TextLiteral _,
                    Expr.AgentParameter _,
                    Expr.Shared _,
                    Expr.Now _,
                    Expr.Bit _,
                    Expr.SizeOf _,
                    Expr.CountOf _,
                    Expr.ListOf _,
                    Expr.DurationLiteral _,
                    Expr.BoolLiteral _,
                    Expr.Param _,
                    Expr.OptionIs _,
                    Expr.Compare _,
                    Expr.And _,
                    Expr.Or _,
                    Expr.Not _,
                    Expr.InStore _,
                    Expr.InList _,
                    Expr.Present _ -> {}
        }
    }

    /** A payload that may be any octets may be any payload. */
    private void fields(Type type, Content content) {
        if (type instanceof Type.Rec(Layout layout)) {
            fields(layout, content);
        } else if (type instanceof Type.Msg(Message message)) {
            fields(message, content);
        }
    }

    private void fields(Message message, Content content) {
        message.elements().forEach(element -> fields(element.layout(), content));
    }

    private void fields(Layout layout, Content content) {
        for (int slot = 0; content.any && slot < layout.data().size(); slot++) {
            ask(Place.field(layout, slot), content);
        }
    }

    private void ask(Place place, Content content) {
        if (!content.isEmpty()) {
            changed |= asked.computeIfAbsent(place, p -> new Content()).add(content);
        }
    }
}
