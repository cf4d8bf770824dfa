package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import java.util.ArrayList;
import java.util.List;

/** Keeps what happens, or only when keys and states came, or nothing. */
final class Recorder {
    /** How much is kept. */
    enum Detail {
        NOTHING,
        /** States that are entered, keys that are handed over, and what the session set-up makes known. */
        MILESTONES,
        EVERYTHING
    }

    private final Detail detail;
    private final List<Entry> entries = new ArrayList<>();

    Recorder(Detail detail) {
        this.detail = detail;
    }

    /** Whether everything is kept. */
    boolean isOn() {
        return detail == Detail.EVERYTHING;
    }

    boolean keepsMilestones() {
        return detail != Detail.NOTHING;
    }

    void record(Entry entry) {
        boolean milestone = entry instanceof Entry.StateEntered
                || entry instanceof Entry.Signal
                || (entry instanceof Entry.Value value && value.kind() == Entry.Kind.EXPORTED);
        if (isOn() || (milestone && keepsMilestones())) {
            entries.add(entry);
        }
    }

    List<Entry> entries() {
        return entries;
    }
}
