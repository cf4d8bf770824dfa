package dev.troth.statemachine.term;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;

/** How many octets a field can hold on the wire: what its length field can tell. */
final class Capacity {
    private Capacity() {}

    /** The type of a field, no longer than its layout can say; every other type as it is. */
    static Type of(Layout layout, int slot, Type type) {
        if (!(type instanceof Type.Octets(int min, int max)) || !(layout instanceof Layout.Binary binary)) {
            return type;
        }
        for (Layout.Field field : binary.fields()) {
            if (field.slot() == slot) {
                long most = most(binary, field.shape());
                return most < max ? new Type.Octets((int) Math.min(min, most), (int) most) : type;
            }
        }
        return type;
    }

    private static long most(Layout.Binary layout, Layout.Shape shape) {
        return switch (shape) {
            case Layout.Octets(var size) -> most(layout, size);
            case Layout.Chars(var size) -> most(layout, size);
            case Layout.Vector(int lengthBits, int ignored) -> largest(lengthBits);
            case Layout.Bits ignored -> Type.Octets.UNBOUNDED;
            case Layout.NtpTime ignored -> Type.Octets.UNBOUNDED;
            case Layout.Group ignored -> Type.Octets.UNBOUNDED;
        };
    }

    private static long most(Layout.Binary layout, Layout.Size size) {
        return switch (size) {
            case Layout.FieldSize(int of) ->
                layout.fields().get(of).shape() instanceof Layout.Bits(int width)
                        ? largest(width)
                        : Type.Octets.UNBOUNDED;
            case Layout.Constant(int count) -> count;
            case Layout.ParameterSize ignored -> Type.Octets.UNBOUNDED;
            case Layout.Rest ignored -> Type.Octets.UNBOUNDED;
            case Layout.Fill ignored -> Type.Octets.UNBOUNDED;
        };
    }

    private static long largest(int bits) {
        return bits >= 31 ? Type.Octets.UNBOUNDED : (1L << bits) - 1;
    }
}
