package dev.troth.reference.draw;

import dev.troth.reference.attack.Replay;
import dev.troth.reference.attack.Replay.Told;
import dev.troth.reference.draw.Ladder.Arrow;
import dev.troth.reference.draw.Ladder.Kind;
import dev.troth.reference.draw.Ladder.Lane;
import dev.troth.reference.draw.Ladder.Note;
import dev.troth.reference.draw.Ladder.Row;
import dev.troth.reference.draw.Ladder.Sign;
import dev.troth.spec.model.Protocol;
import dev.troth.statemachine.search.Cast;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An attack as a sequence diagram: a lane for each run, one for the attacker, and how he made each message. */
public final class AttackView {
    private static final int WIDEST = 72;

    private final Replay.Result attack;
    private final Map<Integer, Integer> runs = new LinkedHashMap<>();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private int mallory;

    private AttackView(Replay.Result attack) {
        this.attack = attack;
    }

    public static Ladder of(Replay.Result attack, String about) {
        AttackView view = new AttackView(attack);
        view.lanes();
        attack.told().forEach(view::told);
        view.end();
        Protocol protocol = attack.scene().protocol();
        return new Ladder(protocol.name() + ": an attack", List.of(about), view.lanes, view.rows).untimed();
    }

    /** The first run on the left, the attacker in the middle, the others on the right. */
    private void lanes() {
        for (Told told : attack.told()) {
            if (told instanceof Told.Begins begins) {
                runs.put(begins.slot(), lanes.size());
                String with = begins.agents().size() < 2
                        ? ""
                        : " with "
                                + String.join(
                                        ", ",
                                        begins.agents()
                                                .subList(1, begins.agents().size()));
                lanes.add(new Lane(
                        begins.agents().getFirst() + " (" + begins.role().name() + with + ")", Kind.PARTY));
                if (lanes.size() == 1) {
                    mallory = 1;
                    lanes.add(new Lane(Cast.ATTACKER, Kind.ATTACKER));
                }
            }
        }
        if (lanes.isEmpty()) {
            lanes.add(new Lane(Cast.ATTACKER, Kind.ATTACKER));
        }
    }

    private int lane(int slot) {
        return runs.getOrDefault(slot, mallory);
    }

    private void note(long at, int lane, Sign sign, String text) {
        rows.add(new Note(at, lane, sign, Wording.shortened(text, WIDEST)));
    }

    private void told(Told told) {
        switch (told) {
            case Told.Begins(long at, int slot, var ignored, var alsoIgnored) ->
                note(at, lane(slot), Sign.EVENT, "begins");
            case Told.Own(long at, int slot, String what) -> note(at, lane(slot), Sign.EVENT, what);
            case Told.Sends sends ->
                rows.add(new Arrow(
                        sends.at(),
                        lane(sends.slot()),
                        mallory,
                        sends.label(),
                        "to " + sends.to() + ", " + sends.octets().length + " octets"
                                + (sends.heard() ? "" : ", closed to him"),
                        false,
                        false,
                        !sends.heard()));
            case Told.Delivers delivers -> {
                String repeats = delivers.repeats();
                rows.add(new Arrow(
                        delivers.at(),
                        mallory,
                        lane(delivers.slot()),
                        repeats == null ? delivers.message() : repeats + " unchanged",
                        repeats == null ? Wording.shortened(delivers.recipe().shown(), 2 * WIDEST) : "",
                        false,
                        false,
                        false));
            }
            case Told.Arrives(long at, int slot, var ignored, String label, byte[] octets) ->
                rows.add(new Arrow(
                        at, mallory, lane(slot), label + " arrives", octets.length + " octets", false, false, true));
            case Told.Enters(long at, int slot, String state, String reason) ->
                note(at, lane(slot), Sign.STATE, state + (reason.isEmpty() ? "" : ": " + reason));
            case Told.Refuses(long at, int slot, String reason) -> note(at, lane(slot), Sign.FAILED, reason);
            case Told.Chooses(long at, String what) -> note(at, mallory, Sign.EVENT, what);
            case Told.Waits(long at, long nanos) -> note(at, mallory, Sign.EVENT, "waits " + Wording.duration(nanos));
            case Told.Given(long at, String what) -> note(at, mallory, Sign.KEY, "is given " + what);
        }
    }

    private void end() {
        long at = rows.isEmpty() ? 0 : rows.getLast().at();
        if (attack.secret() != null) {
            note(at, mallory, Sign.KEY, "holds what is secret");
        }
        if (!attack.violation().isEmpty()) {
            note(at, mallory, Sign.KEY, attack.violation());
        }
    }
}
