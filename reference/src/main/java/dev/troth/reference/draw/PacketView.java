package dev.troth.reference.draw;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.wire.Dissection;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Protocol;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * A message of a run with its values: each field as wide as it is there.
     *
     * @param message its label, such as {@code Init#1}, or its name for the first
     * @return null if the run sends no such message
     */
    public static @Nullable BitMap of(Transcript run, String message) {
        for (Entry entry : run.entries()) {
            if (entry instanceof Entry.MessageSent sent
                    && (sent.label().equals(message)
                            || sent.message().message().name().equals(message))) {
                return new BitMap(
                        run.protocol().name() + ": " + sent.label() + " of " + sent.who() + ", "
                                + sent.message().octets().length + " octets",
                        blocks(sent));
            }
        }
        return null;
    }

    /** A block for each payload; the path of a field begins with the name of its payload. */
    private static List<BitMap.Block> blocks(Entry.MessageSent sent) {
        Map<String, List<BitMap.Cell>> blocks = new LinkedHashMap<>();
        for (Dissection.FieldView field : Dissection.dissect(sent.message())) {
            int dot = field.path().indexOf('.');
            String payload =
                    dot < 0 ? sent.message().message().name() : field.path().substring(0, dot);
            blocks.computeIfAbsent(payload, p -> new ArrayList<>())
                    .add(new BitMap.Cell(field.path().substring(dot + 1) + " = " + field.shown(), field.bitLength()));
        }
        List<BitMap.Block> all = new ArrayList<>();
        blocks.forEach((name, cells) -> all.add(new BitMap.Block(name, cells)));
        return all;
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
