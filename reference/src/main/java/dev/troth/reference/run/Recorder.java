package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import java.util.ArrayList;
import java.util.List;

/** Keeps what happens, or nothing. */
final class Recorder {
    private final boolean on;
    private final List<Entry> entries = new ArrayList<>();

    Recorder(boolean on) {
        this.on = on;
    }

    boolean isOn() {
        return on;
    }

    void record(Entry entry) {
        if (on) {
            entries.add(entry);
        }
    }

    List<Entry> entries() {
        return entries;
    }
}
