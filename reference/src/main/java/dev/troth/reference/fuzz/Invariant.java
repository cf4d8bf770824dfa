package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Happening;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Something that must be true of every schedule. One object watches one schedule. */
interface Invariant {
    /** What it is called: a claim, or {@code machine}, {@code stores}, {@code round_trip}, {@code installed_once}. */
    String name();

    /** Looks at something that has just happened; tells what is wrong, or nothing. */
    @Nullable
    String after(Happening happening, Arena arena);

    /** Looks back when the schedule is over. */
    default @Nullable String atTheEnd(Arena arena) {
        return null;
    }

    /** The kinds of invariants, by what they are about. */
    List<String> KINDS = List.of(
            "secrecy", "agreement", "replay", "aliveness", "freshness", "never", "machine", "stores", "round_trip");

    /** One of {@link #KINDS}. */
    String kind();
}
