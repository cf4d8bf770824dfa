package dev.troth.reference.draw;

import dev.troth.reference.draw.Ladder.Arrow;
import dev.troth.reference.draw.Ladder.Kind;
import dev.troth.reference.draw.Ladder.Lane;
import dev.troth.reference.draw.Ladder.Note;
import dev.troth.reference.draw.Ladder.Row;
import dev.troth.reference.draw.Ladder.Sign;
import dev.troth.reference.transcript.Entry;
import dev.troth.reference.transcript.Sequence;
import dev.troth.reference.transcript.Transcript;
import dev.troth.reference.transcript.Viewer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as a sequence diagram: parties, relays between them, hops with their protection, states on the lifelines, checks,
 * keys handed out. What is sent again is folded into the note of how often.
 */
public final class SequenceView {
    private static final int WIDEST = 60;

    private final Sequence sequence;
    private final @Nullable Viewer viewer;
    private final List<Lane> lanes = new ArrayList<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();
    private final List<Row> rows = new ArrayList<>();

    private SequenceView(Sequence sequence) {
        this.sequence = sequence;
        this.viewer = sequence.as().isEmpty() ? null : Viewer.of(sequence.as());
    }

    /** @param as who looks on, or null for someone who sees everything */
    public static Ladder of(Transcript transcript, @Nullable String as) {
        Sequence sequence = Sequence.of(transcript);
        return of(as == null ? sequence : sequence.as(as));
    }

    /** The diagram of a run, as whom it names sees it. */
    public static Ladder of(Sequence sequence) {
        SequenceView view = new SequenceView(sequence);
        view.lanes();
        view.rows();
        List<String> notes = new ArrayList<>();
        notes.add("scenario " + sequence.scenario() + ", seed " + sequence.seed()
                + (sequence.as().isEmpty() ? "" : ", as " + sequence.as() + " sees it"));
        return new Ladder(sequence.protocol() + ": a run", notes, view.lanes, folded(view.rows));
    }

    /** Parties with those relays between them that something passed. */
    private void lanes() {
        List<String> parties = sequence.parties();
        for (int i = 0; i < parties.size(); i++) {
            lane(parties.get(i), Kind.PARTY);
            if (i == 0) {
                sequence.relays().stream().filter(this::isPassed).forEach(r -> lane(r, Kind.RELAY));
            }
        }
        boolean attacked = sequence.entries().stream().anyMatch(Entry.Attack.class::isInstance);
        if (attacked && viewer == null) {
            lane("Attacker", Kind.ATTACKER);
        }
    }

    private boolean isPassed(String relay) {
        return sequence.entries().stream()
                .anyMatch(e -> e instanceof Entry.Hop hop
                        && (hop.from().name().equals(relay) || hop.to().name().equals(relay)));
    }

    private void lane(String name, Kind kind) {
        if (places.putIfAbsent(name, lanes.size()) == null) {
            lanes.add(new Lane(name, kind));
        }
    }

    private int place(String name) {
        return places.getOrDefault(name, -1);
    }

    private void rows() {
        for (Entry entry : sequence.entries()) {
            switch (entry) {
                case Entry.Hop hop -> hop(hop);
                case Entry.StateEntered(
                        long at,
                        var who,
                        var ignored,
                        String state,
                        boolean ignoredToo,
                        String reason) -> note(at, who, Sign.STATE, state + (reason.isEmpty() ? "" : ": " + reason));
                case Entry.LocalEvent(long at, var who, String event) -> note(at, who, Sign.EVENT, event);
                case Entry.TimerFired(long at, var who, var ignored) -> note(at, who, Sign.EVENT, "timer");
                case Entry.Check(long at, var who, String text, boolean passed, var ignored) ->
                    note(at, who, passed ? Sign.PASSED : Sign.FAILED, text);
                case Entry.PutAside(long at, var who, Entry.How how, String reason) ->
                    note(
                            at,
                            who,
                            how == Entry.How.DISCARDED ? Sign.FAILED : Sign.ASIDE,
                            how.name().toLowerCase(java.util.Locale.ROOT) + (reason.isEmpty() ? "" : ": " + reason));
                case Entry.Value value -> value(value);
                case Entry.Signal(long at, String place, String what) ->
                    add(new Note(at, place(place), Sign.EVENT, Wording.shortened(what, WIDEST)));
                case Entry.Attack(long at, String what) ->
                    add(new Note(at, place("Attacker"), Sign.EVENT, Wording.shortened(what, WIDEST)));
                case Entry.MessageSent ignored -> {}
                case Entry.MessageRead ignored -> {}
            }
        }
    }

    private void add(Note note) {
        if (note.lane() >= 0) {
            rows.add(note);
        }
    }

    private void note(long at, Entry.Who who, Sign sign, String text) {
        add(new Note(at, place(who.agent()), sign, Wording.shortened(text, WIDEST)));
    }

    private void value(Entry.Value value) {
        switch (value.kind()) {
            case EXPORTED -> note(value.at(), value.who(), Sign.KEY, "key for " + value.name());
            case SHOWN -> note(value.at(), value.who(), Sign.KEY, "shows " + value.name());
            default -> {}
        }
    }

    private void hop(Entry.Hop hop) {
        int from = place(hop.from().name());
        int to = place(hop.to().name());
        if (from < 0 || to < 0) {
            from = from < 0 ? place("Attacker") : from;
            to = to < 0 ? place("Attacker") : to;
        }
        if (from < 0 || to < 0 || from == to) {
            return;
        }
        boolean readable = viewer == null || viewer.reads(hop);
        String carries = hop.carries().isEmpty() ? "" : hop.carries();
        String label = hop.transport() == Entry.Transport.SIP
                ? sip(hop.summary()) + (carries.isEmpty() ? "" : " (" + carries + ")")
                : carries.isEmpty() ? hop.summary() : carries;
        String detail = hop.protection() + ", " + hop.octets().length + " octets";
        if (hop.fate() != Entry.Fate.ARRIVES) {
            detail += ", " + hop.fate().name().toLowerCase(java.util.Locale.ROOT);
        }
        rows.add(new Arrow(
                hop.at(),
                from,
                to,
                readable ? Wording.shortened(label, WIDEST) : "closed",
                detail,
                hop.transport() == Entry.Transport.UDP,
                hop.fate() == Entry.Fate.LOST,
                !hop.isClear()));
    }

    /** {@code INVITE sip:bob@example.com SIP/2.0} is INVITE; {@code SIP/2.0 200 OK} is 200 OK. */
    private static String sip(String line) {
        return line.startsWith("SIP/2.0 ")
                ? line.substring(8)
                : line.substring(0, Math.max(line.indexOf(' '), 0)).isEmpty()
                        ? line
                        : line.substring(0, line.indexOf(' '));
    }

    /** A row that repeats an earlier one stands once, with how often. */
    private static List<Row> folded(List<Row> rows) {
        List<Row> folded = new ArrayList<>();
        Map<String, Integer> times = new LinkedHashMap<>();
        for (Row row : rows) {
            String again = row instanceof Arrow a ? a.from() + " " + a.to() + " " + a.label() + " " + a.detail() : "";
            if (again.isEmpty() || times.merge(again, 1, Integer::sum) == 1) {
                folded.add(row);
            }
        }
        return folded.stream().map(row -> counted(row, times)).toList();
    }

    private static Row counted(Row row, Map<String, Integer> times) {
        if (!(row instanceof Arrow a)) {
            return row;
        }
        int count = times.getOrDefault(a.from() + " " + a.to() + " " + a.label() + " " + a.detail(), 1);
        return count < 2
                ? a
                : new Arrow(
                        a.at(),
                        a.from(),
                        a.to(),
                        a.label(),
                        a.detail() + ", " + count + " times",
                        a.media(),
                        a.lost(),
                        a.covered());
    }
}
