package dev.troth.spec.resolve;

import dev.troth.spec.diagnostic.Code;
import dev.troth.spec.model.Layout;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the fields of a layout fit together: whole octets, and a rest that leaves what follows it. */
final class LayoutChecks {
    private final Names names;

    LayoutChecks(Names names) {
        this.names = names;
    }

    /** After the rest of a message come exactly the octets that it leaves. */
    void rests(LayoutDraft body) {
        for (int i = 0; i < body.fields.size(); i++) {
            Layout.Rest rest = rest(body.fields.get(i).shape());
            if (rest != null) {
                long bits = 0;
                List<Integer> parameters = new ArrayList<>();
                boolean known = true;
                for (Layout.Field field : body.fields.subList(i + 1, body.fields.size())) {
                    known &= field.present() == null;
                    switch (field.shape()) {
                        case Layout.Bits(int width) -> bits += width;
                        case Layout.NtpTime ignored -> bits += 64;
                        case Layout.Octets(Layout.Constant(int count)) -> bits += 8L * count;
                        case Layout.Chars(Layout.Constant(int count)) -> bits += 8L * count;
                        case Layout.Octets(Layout.ParameterSize(int slot)) -> parameters.add(slot);
                        case Layout.Octets _, Layout.Chars _, Layout.Vector _, Layout.Group _ -> known = false;
                    }
                }
                List<Integer> left = rest.lessParameter() < 0 ? List.of() : List.of(rest.lessParameter());
                if (!known || bits != 8L * rest.less() || !parameters.equals(left)) {
                    names.diagnostics.report(
                            Code.T0503,
                            body.fieldSpans.get(i),
                            "`rest` must leave exactly the octets of the fields after "
                                    + body.fields.get(i).name(),
                            "does not",
                            "write rest - NUMBER or rest - PARAMETER, with fields of that length after it");
                    return;
                }
            }
        }
    }

    static Layout.@Nullable Rest rest(Layout.Shape shape) {
        return switch (shape) {
            case Layout.Octets(Layout.Rest rest) -> rest;
            case Layout.Chars(Layout.Rest rest) -> rest;
            case Layout.Group(Layout.Rest rest, Layout.Binary ignored) -> rest;
            case Layout.Bits _, Layout.Octets _, Layout.Chars _, Layout.NtpTime _, Layout.Vector _, Layout.Group _ ->
                null;
        };
    }

    /** True if the layout takes all that is left of a message: one that tells its own length does not. */
    static boolean takesRest(Layout layout) {
        return layout instanceof Layout.Binary binary
                && binary.fields().stream().anyMatch(f -> rest(f.shape()) != null)
                && binary.fields().stream().noneMatch(f -> f.source() instanceof Layout.SpanFrom);
    }

    /** Counts bits, so that what is counted in octets starts on one. */
    void count(Layout.Shape shape, LayoutDraft body, Span span) {
        if (shape instanceof Layout.Bits(int width)) {
            body.bits += width;
        } else if (endsInside(body)) {
            names.diagnostics.report(
                    Code.T0501,
                    span,
                    "the fields before this one end inside an octet",
                    body.bits % 8 + " bits into it",
                    "add or widen a field of bits before it");
            body.bits = 0;
        }
    }

    private boolean endsInside(LayoutDraft body) {
        return body.bits % 8 != 0 && !names.diagnostics.hasErrorsIn(body.span);
    }

    void wholeOctets(LayoutDraft body, Span span) {
        if (endsInside(body)) {
            names.diagnostics.report(
                    Code.T0501,
                    span,
                    "the fields of " + body.name + " end inside an octet",
                    body.bits % 8 + " bits into it",
                    "add a field of " + (8 - body.bits % 8) + (body.bits % 8 == 7 ? " bit" : " bits"));
        }
    }
}
