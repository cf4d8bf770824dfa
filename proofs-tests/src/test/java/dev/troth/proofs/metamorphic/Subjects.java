package dev.troth.proofs.metamorphic;

import dev.troth.proofs.soundness.Case;
import dev.troth.spec.library.Library;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The specifications that are changed: the cases of which the truth is known, and protocols of the library. */
final class Subjects {
    /** The whole library with {@code -Dtroth.metamorphic=all}, which takes an hour; or some of it, by name. */
    private static final String CHOSEN = System.getProperty("troth.metamorphic", "");

    /** Protocols whose claims are asked within a second or two. */
    private static final List<String> FAST = List.of(
            "iso9798-2-4",
            "iso9798-3-3",
            "iso9798-3-4",
            "iso9798-4-4",
            "denning-sacco-pk",
            "bke",
            "ikev1-quick",
            "mikey-dh-sign-core",
            "tmn",
            "um",
            "wide-mouthed-frog");

    private Subjects() {}

    static boolean isWhole() {
        return CHOSEN.equals("all");
    }

    static List<String> library() {
        if (isWhole()) {
            return List.copyOf(Library.names());
        }
        return CHOSEN.isEmpty() ? FAST : Arrays.asList(CHOSEN.split(",", -1));
    }

    static Source source(String name) {
        return Objects.requireNonNull(new Library().named(name), () -> "no specification " + name);
    }

    /** The cases about which there must be an answer. */
    static List<Case> cases() {
        return Case.all().stream().filter(one -> !one.mayBeRefused()).toList();
    }

    /** Those that can be run on octets. */
    static List<Case> runnable() {
        return cases().stream().filter(one -> !one.hasOwnFunctions()).toList();
    }

    /** The cases by their kind. */
    static Map<String, List<Case>> kinds() {
        Map<String, List<Case>> kinds = new LinkedHashMap<>();
        for (Case one : cases()) {
            String kind = one.name().substring(0, one.name().indexOf('/'));
            kinds.computeIfAbsent(kind, each -> new ArrayList<>()).add(one);
        }
        return kinds;
    }
}
