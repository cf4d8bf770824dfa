package dev.troth.proofs.peers;

import dev.troth.proofs.Specs;
import dev.troth.reference.draw.Attacks;
import dev.troth.reference.draw.KeysView;
import dev.troth.reference.draw.Ladder;
import dev.troth.reference.draw.MatrixView;
import dev.troth.reference.draw.PacketView;
import dev.troth.reference.draw.Picture;
import dev.troth.reference.draw.SequenceView;
import dev.troth.reference.draw.StackView;
import dev.troth.reference.draw.StateView;
import dev.troth.reference.run.Settings;
import dev.troth.reference.run.Simulation;
import dev.troth.reference.transcript.Transcript;
import dev.troth.spec.library.Library;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Scenario;
import dev.troth.statemachine.search.Bounds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Every picture of the library, made once for all judges of its notations: every view of every specification and scenario. */
final class Gallery {
    /** Enough to find the attacks that are found soon. */
    private static final Bounds SOON = Bounds.STANDARD.states(100);

    private static final Map<String, Picture> PICTURES = new LinkedHashMap<>();

    private Gallery() {}

    /** By names that can be names of files. */
    static synchronized Map<String, Picture> pictures() {
        if (PICTURES.isEmpty()) {
            Library.names().forEach(name -> hang(name, Specs.named(name)));
        }
        return PICTURES;
    }

    private static void hang(String name, Protocol protocol) {
        PICTURES.put(name + "-state", StateView.of(protocol));
        PICTURES.put(name + "-keys", KeysView.of(protocol, Set.of()));
        PICTURES.put(name + "-fallen", KeysView.of(protocol, Set.copyOf(KeysView.names(protocol))));
        PICTURES.put(name + "-packet", PacketView.of(protocol, ""));
        PICTURES.put(name + "-matrix", MatrixView.of(protocol));
        for (Scenario scenario : protocol.scenarios()) {
            Transcript run = Simulation.run(protocol, Settings.of(scenario)).transcript();
            Ladder ladder = SequenceView.of(run, null);
            PICTURES.put(name + "-seq-" + scenario.name(), ladder);
            PICTURES.put(
                    name + "-compare-" + scenario.name(), Ladder.sideBySide(List.of(ladder.brief(), ladder.brief())));
            PICTURES.put(name + "-stack-" + scenario.name(), StackView.of(run));
        }
        for (Claim claim : protocol.claims()) {
            if (claim.expectations().stream().anyMatch(e -> !e.holds())) {
                Attacks.first(protocol, claim, SOON)
                        .ifPresent(attack -> PICTURES.put(name + "-attack-" + claim.name(), attack));
            }
        }
    }
}
