package dev.troth.reference.draw;

import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.List;

/** The wire layouts of a specification as rows of bits, 32 to a row, as RFCs draw them. */
public final class PacketView {
    private PacketView() {}

    /** @param only the layout to draw, or empty for all that lie on the wire */
    public static BitMap of(Protocol protocol, String only) {
        List<BitMap.Block> blocks = new ArrayList<>();
        for (Layout layout : protocol.layouts()) {
            if (layout instanceof Layout.Binary binary
                    && (only.isEmpty() || layout.name().equals(only))) {
                List<BitMap.Cell> cells = new ArrayList<>();
                binary.fields().forEach(field -> cells.add(cell(binary, field)));
                blocks.add(new BitMap.Block(binary.name(), cells));
            }
        }
        return new BitMap(protocol.name() + ": layouts", blocks);
    }

    /** The names of the layouts that can be drawn. */
    public static List<String> names(Protocol protocol) {
        return protocol.layouts().stream()
                .filter(Layout.Binary.class::isInstance)
                .map(Layout::name)
                .toList();
    }

    private static BitMap.Cell cell(Layout.Binary layout, Layout.Field field) {
        String name = field.name();
        if (field.source() instanceof Layout.Fixed(long value)) {
            name += " = " + Long.toUnsignedString(value);
        }
        if (field.present() != null) {
            name += " (if " + layout.fields().get(field.present().field()).name() + " says so)";
        }
        return switch (field.shape()) {
            case Layout.Bits(int width) -> new BitMap.Cell(name, width);
            case Layout.NtpTime ignored -> new BitMap.Cell(name, 64);
            case Layout.Octets(Layout.Size size) -> sized(name, size, layout);
            case Layout.Chars(Layout.Size size) -> sized(name, size, layout);
            case Layout.Vector(int lengthBits, int elementBits) ->
                new BitMap.Cell(
                        name + " (length in " + lengthBits + " bits, then "
                                + (elementBits == 8 || elementBits == 0 ? "octets)" : elementBits + " bits each)"),
                        -1);
            case Layout.Group(Layout.Size ignored, Layout.Binary entry) ->
                new BitMap.Cell(name + " (entries of " + entry.name() + ")", -1);
        };
    }

    private static BitMap.Cell sized(String name, Layout.Size size, Layout.Binary layout) {
        return switch (size) {
            case Layout.Constant(int count) -> new BitMap.Cell(name, 8 * count);
            case Layout.FieldSize(int field) ->
                new BitMap.Cell(name + " (" + layout.fields().get(field).name() + " octets)", -1);
            case Layout.ParameterSize(int slot) ->
                new BitMap.Cell(name + " (" + layout.data().get(slot).name() + " octets)", -1);
            case Layout.Rest ignored -> new BitMap.Cell(name + " (to the end)", -1);
            case Layout.Fill(int field) ->
                new BitMap.Cell(name + " (up to " + layout.fields().get(field).name() + ")", -1);
        };
    }
}
