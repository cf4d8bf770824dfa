package dev.troth.reference.transcript;

import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Someone who looks on: an agent, a relay, the open network, or the attacker at several places. Says what of a transcript
 * they can see, and what of it they can read.
 */
public final class Viewer {
    /** The name of the open network between all hops. */
    public static final String NETWORK = "Network";

    private final List<String> places;

    private Viewer(List<String> places) {
        this.places = places;
    }

    public static Viewer of(String place) {
        return new Viewer(List.of(place));
    }

    /** Everyone who can be a viewer of runs of a protocol in a scenario. */
    public static List<String> names(Protocol protocol, Scenario scenario) {
        List<String> names = new ArrayList<>();
        scenario.runs().forEach(r -> names.add(r.agent()));
        protocol.channels()
                .forEach(
                        c -> c.relays().stream().filter(r -> !names.contains(r)).forEach(names::add));
        names.add(NETWORK);
        return names;
    }

    /** The attacker of a scenario: at the places that it owns, and on the open network, which nobody can keep him from. */
    static Viewer attackerAt(List<String> owned) {
        List<String> places = new ArrayList<>(owned);
        places.add(NETWORK);
        return new Viewer(places);
    }

    public static Viewer attacker(Scenario scenario, Protocol protocol) {
        List<String> owned = new ArrayList<>();
        for (Scenario.Move move : scenario.moves()) {
            if (move instanceof Scenario.Owns owns) {
                owned.add(owns.place());
            }
        }
        return attackerAt(owned);
    }

    /** True if the viewer is told of an entry at all. */
    public boolean sees(Entry entry) {
        return switch (entry) {
            case Entry.Hop hop -> places.contains(NETWORK) || isAtEnd(hop);
            case Entry.Inside inside -> places.contains(inside.who().agent());
            case Entry.Signal signal -> places.contains(signal.place());
            case Entry.Attack ignored -> false;
        };
    }

    /** True if the viewer is, or sits at, that place. */
    boolean isAt(String place) {
        return places.contains(place);
    }

    private boolean isAtEnd(Entry.Hop hop) {
        return places.contains(hop.from().name()) || places.contains(hop.to().name());
    }

    /** True if the viewer can read the octets of a hop. */
    public boolean reads(Entry.Hop hop) {
        return isAtEnd(hop) || (places.contains(NETWORK) && hop.isClear());
    }

    /** True if octets occur in what the viewer can read: in the octets of a hop, or in a decoded field of what it carries. */
    public boolean hasSeen(byte[] wanted, List<Entry> entries) {
        Map<String, Datum.Msg> carried = new HashMap<>();
        for (Entry entry : entries) {
            if (entry instanceof Entry.MessageSent sent) {
                carried.put(sent.label(), sent.message());
            }
        }
        for (Entry entry : entries) {
            if (entry instanceof Entry.Hop hop && reads(hop)) {
                Datum.Msg message = carried.get(hop.carries());
                if (contains(hop.octets(), wanted) || (message != null && holds(message, wanted))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean holds(Datum datum, byte[] wanted) {
        return switch (datum) {
            case Datum.Octets(byte[] octets) -> contains(octets, wanted);
            case Datum.Rec(var ignored, Datum[] fields) -> any(List.of(fields), wanted);
            case Datum.Seq(List<Datum> items) -> any(items, wanted);
            case Datum.Msg message -> contains(message.octets(), wanted) || any(List.of(message.elements()), wanted);
            default -> false;
        };
    }

    private static boolean any(List<Datum> data, byte[] wanted) {
        return data.stream().anyMatch(d -> holds(d, wanted));
    }

    static boolean contains(byte[] octets, byte[] wanted) {
        for (int i = 0; i + wanted.length <= octets.length; i++) {
            int j = 0;
            while (j < wanted.length && octets[i + j] == wanted[j]) {
                j++;
            }
            if (j == wanted.length) {
                return true;
            }
        }
        return false;
    }
}
