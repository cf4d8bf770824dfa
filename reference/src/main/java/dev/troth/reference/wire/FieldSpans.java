package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.util.Arrays;

/** Where the data fields of a payload lie: start and end in bits, two for each slot, -1 for what is not there. */
final class FieldSpans {
    private FieldSpans() {}

    static int[] of(Layout layout) {
        int[] spans = new int[2 * layout.data().size()];
        Arrays.fill(spans, -1);
        return spans;
    }
}
