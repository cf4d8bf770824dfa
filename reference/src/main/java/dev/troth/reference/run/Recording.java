package dev.troth.reference.run;

import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Entry.How;
import dev.troth.reference.transcript.Entry.Kind;
import dev.troth.reference.wire.Datum;
import dev.troth.statemachine.machine.Effect;
import java.util.List;

/** Effects that are only told, not acted on. */
final class Recording {
    private Recording() {}

    static void record(Recorder recorder, long at, Entry.Who who, Effect<Datum> effect) {
        boolean milestone = recorder.keepsMilestones() && effect instanceof Effect.Exported<Datum>;
        if (!recorder.isOn() && !milestone) {
            return;
        }
        switch (effect) {
            case Effect.Accepted<Datum>(var ignored, var port, Datum value) ->
                recorder.record(new Entry.MessageRead(at, who, port, (Datum.Msg) value));
            case Effect.Checked<Datum>(String text, boolean passed, var refs) ->
                recorder.record(new Entry.Check(at, who, text, passed, refs));
            case Effect.Assigned<Datum>(String variable, Datum value) ->
                recorder.record(value(at, who, Kind.ASSIGNED, variable, value));
            case Effect.Stored<Datum>(String store, Datum key) ->
                recorder.record(value(at, who, Kind.STORED, store, key));
            case Effect.Exported<Datum>(String target, String ignored, Datum value) ->
                recorder.record(value(at, who, Kind.EXPORTED, target, value));
            case Effect.Shown<Datum>(String text, Datum value) ->
                recorder.record(value(at, who, Kind.SHOWN, text, value));
            case Effect.Drawn<Datum>(String variable, Datum value) ->
                recorder.record(value(at, who, Kind.DRAWN, variable, value));
            case Effect.Derived<Datum>(var key, List<Datum> arguments, Datum value) ->
                recorder.record(new Entry.Value(at, who, Kind.DERIVED, key.name(), arguments, value));
            case Effect.Applied<Datum>(var function, List<Datum> arguments, Datum value) ->
                recorder.record(new Entry.Value(at, who, Kind.APPLIED, function.name(), arguments, value));
            case Effect.Discarded<Datum>(String reason) ->
                recorder.record(new Entry.PutAside(at, who, How.DISCARDED, reason));
            case Effect.Ignored<Datum>(var message) ->
                recorder.record(new Entry.PutAside(at, who, How.IGNORED, message.name()));
            case Effect.Deferred<Datum>(var message) ->
                recorder.record(new Entry.PutAside(at, who, How.DEFERRED, message.name()));
            case Effect.Unsaid<Datum>(String what) -> recorder.record(new Entry.PutAside(at, who, How.UNSAID, what));
            case Effect.Malformed<Datum>(var ignored, String reason) ->
                recorder.record(new Entry.PutAside(at, who, How.MALFORMED, reason));
            case Effect.Entered<Datum> ignored -> {}
            case Effect.Sent<Datum> ignored -> {}
            case Effect.TimerSet<Datum> ignored -> {}
            case Effect.Spawned<Datum> ignored -> {}
        }
    }

    private static Entry.Value value(long at, Entry.Who who, Kind kind, String name, Datum value) {
        return new Entry.Value(at, who, kind, name, List.of(), value);
    }
}
