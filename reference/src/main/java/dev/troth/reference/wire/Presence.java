package dev.troth.reference.wire;

import dev.troth.spec.model.Layout;
import java.util.List;

/** Which conditional fields of a payload are there. */
final class Presence {
    private Presence() {}

    /**
     * True if the field is there. A test on a field that is itself left out fails.
     *
     * @param numbers the values of the fields before it, by index
     */
    static boolean holds(List<Layout.Field> fields, Layout.Field field, long[] numbers) {
        Layout.Present test = field.present();
        if (test == null) {
            return true;
        }
        List<Long> values = test.values();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == numbers[test.field()]) {
                return holds(fields, fields.get(test.field()), numbers);
            }
        }
        return false;
    }
}
