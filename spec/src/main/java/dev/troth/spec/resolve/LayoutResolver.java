package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.LayoutTree;
import dev.troth.spec.text.Span;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Binary layouts: where each field lies and where its value comes from. */
final class LayoutResolver {
    private final Names names;
    private final TypeResolver types;
    private final ExprResolver exprs;
    private final LayoutChecks checks;

    LayoutResolver(Names names, TypeResolver types, ExprResolver exprs) {
        this.names = names;
        this.types = types;
        this.exprs = exprs;
        this.checks = new LayoutChecks(names);
    }

    Layout.Binary layout(DeclTree.Layout tree) {
        LayoutDraft body = new LayoutDraft(tree.name(), tree.span());
        for (DeclTree.ParamTree param : tree.params()) {
            Type type = param.type() == null ? new Type.Int(8) : types.value(param.type());
            if (!(type instanceof Type.Int) && !Fit.isUnknown(type)) {
                names.diagnostics.report(
                        Code.T0401,
                        param.span(),
                        "a parameter of a layout is a length",
                        "this is " + type,
                        "write " + param.name() + " : u8");
            }
            body.data.add(new Layout.DataField(param.name(), type, false, null, Map.of()));
            body.reserve(param.name());
        }
        names.distinct(tree.params());
        body.parameters = tree.params().size();
        fields(tree.fields(), body);
        checks.wholeOctets(body, tree.nameSpan());
        checks.rests(body);
        return new Layout.Binary(
                tree.name(),
                body.parameters,
                List.copyOf(body.fields),
                List.copyOf(body.data),
                names.refs(tree.refs()));
    }

    private void fields(List<LayoutTree.Field> trees, LayoutDraft body) {
        for (LayoutTree.Field tree : trees) {
            if (!body.isNew(tree.name())) {
                names.diagnostics.report(
                        Code.T0202,
                        tree.span(),
                        "field " + tree.name() + " is declared twice in " + body.name,
                        "again",
                        null);
                continue;
            }
            switch (tree) {
                case LayoutTree.Plain plain -> plain(plain, trees, body);
                case LayoutTree.Group group -> group(group, body);
            }
        }
    }

    private void plain(LayoutTree.Plain tree, List<LayoutTree.Field> all, LayoutDraft body) {
        SortedMap<Long, String> named = named(tree);
        Layout.Shape shape = shape(tree, body);
        Type type = type(shape);
        Layout.Present present = tree.condition() == null ? null : present(tree.condition(), body);
        Layout.Source source = switch (tree.value()) {
            case null -> new Layout.Given();
            case LayoutTree.Default ignored -> new Layout.Given();
            case LayoutTree.NextInChain ignored -> chained(tree);
            case LayoutTree.SizeOf(Span span, String of) -> new Layout.SizeOf(later(span, of, false, all, body));
            case LayoutTree.CountOf(Span span, String of) -> new Layout.CountOf(later(span, of, true, all, body));
            case LayoutTree.SpanFrom(Span span, String from, int unit) ->
                new Layout.SpanFrom(from(span, from, all, body), unit);
            case LayoutTree.Counter ignored -> new Layout.Counter();
            case LayoutTree.Crc(Span span) -> crc(span, shape);
            case LayoutTree.Fixed(Span ignored, ExprTree value) -> fixed(value, shape, type, named);
        };
        boolean computed = source instanceof Layout.SizeOf
                || source instanceof Layout.CountOf
                || source instanceof Layout.SpanFrom
                || source instanceof Layout.Counter;
        if (computed && !(shape instanceof Layout.Bits)) {
            names.diagnostics.report(
                    Code.T0407,
                    tree.span(),
                    "only a field of bits can hold a length, a count or a number",
                    "this field is " + type,
                    "write a width in bits: " + tree.name() + " : 16 = ...");
        }
        int slot = -1;
        if (source instanceof Layout.Given) {
            Expr standard = tree.value() instanceof LayoutTree.Default(Span ignored, ExprTree value)
                    ? constant(value, type, named)
                    : null;
            slot = body.data.size();
            body.data.add(new Layout.DataField(tree.name(), type, present != null, standard, named));
        }
        body.fields.add(new Layout.Field(tree.name(), shape, source, slot, present, names.refs(tree.refs())));
        body.fieldNames.add(named);
        body.fieldSpans.add(tree.nameSpan());
        checks.count(shape, body, tree.nameSpan());
    }

    private SortedMap<Long, String> named(LayoutTree.Plain tree) {
        SortedMap<Long, String> named = new TreeMap<>();
        BigInteger limit = tree.shape() instanceof LayoutTree.Bits bits
                ? BigInteger.ONE.shiftLeft(Math.min(64, width(bits.width())))
                : BigInteger.ONE.shiftLeft(64);
        for (LayoutTree.EnumName entry : tree.names()) {
            if (entry.value().compareTo(limit) >= 0) {
                names.diagnostics.report(
                        Code.T0505,
                        entry.span(),
                        entry.value() + " does not fit in field " + tree.name(),
                        "too large",
                        null);
            } else if (named.putIfAbsent(entry.value().longValue(), entry.name()) != null) {
                names.diagnostics.report(
                        Code.T0202, entry.span(), "value " + entry.value() + " has a name already", "again", null);
            } else {
                names.enumName(entry.name(), entry.value().longValue());
            }
        }
        return named;
    }

    private int width(ExprTree.Number number) {
        int width = number.digits().length() > 3 ? 0 : Integer.parseInt(number.digits());
        if (width < 1 || width > 64) {
            names.diagnostics.report(
                    Code.T0107,
                    number.span(),
                    "a field of bits is 1 to 64 bits wide",
                    "out of range",
                    "longer fields are bytes[...]");
            return 8;
        }
        return width;
    }

    /** A width that is whole octets. */
    private int octets(ExprTree.Number number) {
        int width = width(number);
        if (width % 8 != 0) {
            names.diagnostics.report(
                    Code.T0501,
                    number.span(),
                    "lengths and elements of a vector are whole octets",
                    "not whole octets",
                    "8, 16, 24 or 32 bits");
        }
        return width;
    }

    private Layout.Shape shape(LayoutTree.Plain tree, LayoutDraft body) {
        return switch (tree.shape()) {
            case LayoutTree.Bits(ExprTree.Number width) -> new Layout.Bits(width(width));
            case LayoutTree.Octets(LayoutTree.Size size) -> new Layout.Octets(size(size, body));
            case LayoutTree.Text(LayoutTree.Size size) -> new Layout.Chars(size(size, body));
            case LayoutTree.Time() -> new Layout.NtpTime();
            case LayoutTree.Vector(ExprTree.Number lengthBits, ExprTree.Number elementBits) ->
                new Layout.Vector(octets(lengthBits), elementBits == null ? 0 : octets(elementBits));
        };
    }

    private static Type type(Layout.Shape shape) {
        return switch (shape) {
            case Layout.Bits(int width) -> new Type.Int(width);
            case Layout.Octets(Layout.Size size) ->
                size instanceof Layout.Constant(int count) ? new Type.Octets(count, count) : Type.BYTES;
            case Layout.Chars ignored -> Type.TEXT;
            case Layout.NtpTime ignored -> Type.TIME;
            case Layout.Vector(int ignored, int elementBits) ->
                elementBits == 0 ? Type.BYTES : new Type.Seq(new Type.Int(elementBits));
            case Layout.Group(Layout.Size ignored, Layout.Binary entry) -> new Type.Seq(new Type.Rec(entry));
        };
    }

    private Layout.Size size(LayoutTree.Size tree, LayoutDraft body) {
        return switch (tree) {
            case LayoutTree.FixedSize(Span ignored, ExprTree.Number count) ->
                new Layout.Constant(Math.max(0, types.length(count)));
            case LayoutTree.NamedSize(Span span, String name) -> {
                int parameter = parameter(name, body);
                yield parameter >= 0
                        ? new Layout.ParameterSize(parameter)
                        : new Layout.FieldSize(earlier(span, name, body));
            }
            case LayoutTree.RestSize(Span ignored, ExprTree less) -> rest(less, body);
            case LayoutTree.FillSize(Span span, String name) -> new Layout.Fill(earlier(span, name, body));
        };
    }

    private Layout.Size rest(@Nullable ExprTree less, LayoutDraft body) {
        if (less == null) {
            return new Layout.Rest(0, -1);
        }
        if (less instanceof ExprTree.Name(Span span, String name)) {
            int parameter = parameter(name, body);
            if (parameter >= 0) {
                return new Layout.Rest(0, parameter);
            }
            names.missing(
                    Code.T0502,
                    span,
                    "parameter of " + body.name + " called",
                    name,
                    body.data.subList(0, body.parameters).stream()
                            .map(Layout.DataField::name)
                            .toList());
            return new Layout.Rest(0, -1);
        }
        return new Layout.Rest(Math.max(0, types.length(less)), -1);
    }

    private static int parameter(String name, LayoutDraft body) {
        for (int i = 0; i < body.parameters; i++) {
            if (body.data.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The index of an earlier number field; 0 when there is none (told). */
    private int earlier(Span span, String name, LayoutDraft body) {
        int index = body.index(name);
        if (index < 0 || !(body.fields.get(index).shape() instanceof Layout.Bits)) {
            List<String> candidates = body.fields.stream()
                    .filter(f -> f.shape() instanceof Layout.Bits)
                    .map(Layout.Field::name)
                    .toList();
            names.missing(
                    Code.T0502, span, "number field before this place in " + body.name + " called", name, candidates);
            return 0;
        }
        return index;
    }

    /** The index that a later field of this layout will have; a length or count comes before what it measures. */
    private int later(Span span, String name, boolean count, List<LayoutTree.Field> all, LayoutDraft body) {
        for (int i = body.fields.size() + 1; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                measurable(span, count, all.get(i));
                return i;
            }
        }
        names.missing(
                Code.T0502,
                span,
                "field after this one in " + body.name + " called",
                name,
                all.stream()
                        .skip(body.fields.size() + 1)
                        .map(LayoutTree.Field::name)
                        .toList());
        return 0;
    }

    private void measurable(Span span, boolean count, LayoutTree.Field of) {
        boolean group = of instanceof LayoutTree.Group;
        boolean octets = of instanceof LayoutTree.Plain plain
                && (plain.shape() instanceof LayoutTree.Octets || plain.shape() instanceof LayoutTree.Text);
        if (count ? !group : !(group || octets)) {
            names.diagnostics.report(
                    Code.T0502,
                    span,
                    count
                            ? "only a repeated group is counted, and " + of.name() + " is none"
                            : "only bytes, text and repeated groups are measured, and " + of.name()
                                    + " is none of them",
                    "nothing to measure",
                    octets ? "write size(" + of.name() + ")" : null);
        }
    }

    private Layout.Source chained(LayoutTree.Plain tree) {
        if (names.chain == null) {
            names.diagnostics.report(
                    Code.T0504,
                    tree.span(),
                    "no chain is declared",
                    "chain needed",
                    "add: chain 8 { 0 Last, 1 " + "... }");
        } else if (!(tree.shape() instanceof LayoutTree.Bits bits && width(bits.width()) == names.chain.bits())) {
            names.diagnostics.report(
                    Code.T0505,
                    tree.span(),
                    "the chain has numbers of " + names.chain.bits() + " bits",
                    "another width",
                    null);
        }
        return new Layout.NextInChain();
    }

    /** The index that a field of this layout has or will have. */
    private int from(Span span, String name, List<LayoutTree.Field> all, LayoutDraft body) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).name().equals(name)) {
                return i;
            }
        }
        names.missing(
                Code.T0502,
                span,
                "field of " + body.name + " called",
                name,
                all.stream().map(LayoutTree.Field::name).toList());
        return 0;
    }

    private Layout.Source crc(Span span, Layout.Shape shape) {
        if (!(shape instanceof Layout.Bits(int width) && width == 32)) {
            names.diagnostics.report(
                    Code.T0505, span, "a CRC-32C has 32 bits", "another width", "write: crc : 32 = crc32c");
        }
        return new Layout.Crc();
    }

    private Layout.Source fixed(ExprTree value, Layout.Shape shape, Type type, Map<Long, String> named) {
        if (shape instanceof Layout.Chars(Layout.Constant(int count))
                && value instanceof ExprTree.Str(Span span, String text)) {
            int octets = text.getBytes(StandardCharsets.UTF_8).length;
            if (octets != count) {
                names.diagnostics.report(
                        Code.T0505,
                        span,
                        "the field has " + count + " octets, and the text " + octets,
                        "another length",
                        null);
            }
            return new Layout.FixedText(text);
        }
        Expr expr = constant(value, type, named);
        if (expr instanceof Expr.IntLiteral(long number, Type.Int ignored)) {
            return new Layout.Fixed(number);
        }
        return new Layout.Fixed(0);
    }

    /** A number that is known now. */
    private @Nullable Expr constant(ExprTree value, Type type, Map<Long, String> named) {
        if (!(type instanceof Type.Int)) {
            names.diagnostics.report(
                    Code.T0407,
                    value.span(),
                    "only a field of bits can have a value here",
                    "this field is " + type,
                    null);
            return null;
        }
        Expr expr = exprs.resolve(value, Scope.ofArguments(Map.of()), type, named);
        if (expr instanceof Expr.IntLiteral) {
            return expr;
        }
        if (!Fit.isUnknown(expr.type())) {
            names.diagnostics.report(Code.T0407, value.span(), "a number is needed here", "not a number", null);
        }
        return null;
    }

    private Layout.@Nullable Present present(ExprTree condition, LayoutDraft body) {
        if (condition instanceof ExprTree.Binary(Span ignored, String operator, ExprTree left, ExprTree right)
                && left instanceof ExprTree.Name(Span span, String field)) {
            int index = earlier(span, field, body);
            if (body.fields.isEmpty()) {
                return null;
            }
            List<ExprTree> trees = operator.equals("=")
                    ? List.of(right)
                    : right instanceof ExprTree.ListOf list ? list.items() : List.of();
            Map<Long, String> known = body.fieldNames.get(index);
            Type type = type(body.fields.get(index).shape());
            List<Long> values = new ArrayList<>();
            for (ExprTree tree : trees) {
                if (constant(tree, type, known) instanceof Expr.IntLiteral(long value, Type.Int ignoredType)) {
                    values.add(value);
                }
            }
            if (!values.isEmpty() && (operator.equals("=") || operator.equals("in"))) {
                return new Layout.Present(index, List.copyOf(values));
            }
        }
        if (!names.diagnostics.hasErrorsIn(condition.span())) {
            names.diagnostics.report(
                    Code.T0406,
                    condition.span(),
                    "a field is there if an earlier field has a value",
                    "not of that form",
                    "write: if field = VALUE, or: if field in [A, B]");
        }
        return null;
    }

    private void group(LayoutTree.Group tree, LayoutDraft body) {
        Layout.Size size = size(tree.size(), body);
        LayoutDraft entry = new LayoutDraft(body.name + "." + tree.name(), tree.span());
        fields(tree.fields(), entry);
        checks.wholeOctets(entry, tree.nameSpan());
        if (!names.diagnostics.hasErrorsIn(tree.span())) {
            entries(tree, entry);
        }
        Layout.Binary layout = new Layout.Binary(
                entry.name, 0, List.copyOf(entry.fields), List.copyOf(entry.data), names.refs(tree.refs()));
        Layout.Shape shape = new Layout.Group(size, layout);
        body.fields.add(new Layout.Field(
                tree.name(), shape, new Layout.Given(), body.data.size(), null, names.refs(tree.refs())));
        body.fieldNames.add(Map.of());
        body.fieldSpans.add(tree.nameSpan());
        body.data.add(new Layout.DataField(tree.name(), type(shape), false, null, Map.of()));
        checks.count(shape, body, tree.nameSpan());
    }

    /** Every entry takes room, and leaves room for the next. */
    private void entries(LayoutTree.Group tree, LayoutDraft entry) {
        boolean takesRoom = entry.fields.stream()
                .anyMatch(f -> f.present() == null
                        && !(f.shape() instanceof Layout.Octets(Layout.Size size) && isZero(size))
                        && !(f.shape() instanceof Layout.Chars(Layout.Size chars) && isZero(chars))
                        && !(f.shape() instanceof Layout.Group));
        if (!takesRoom) {
            names.diagnostics.report(
                    Code.T0503,
                    tree.nameSpan(),
                    "an entry of " + tree.name() + " may have no octets at all",
                    "how many entries?",
                    "give the entry a field that is always there");
        }
        for (int i = 0; i < entry.fields.size(); i++) {
            if (LayoutChecks.rest(entry.fields.get(i).shape()) != null) {
                names.diagnostics.report(
                        Code.T0503,
                        entry.fieldSpans.get(i),
                        "an entry cannot take the rest of the message",
                        "the next entry is lost",
                        "give it a length of its own");
            }
        }
    }

    private static boolean isZero(Layout.Size size) {
        return !(size instanceof Layout.Constant(int count) && count > 0);
    }
}
