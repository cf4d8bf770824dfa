package dev.troth.reference.sip;

import java.util.List;

/** A call just made: its Call-ID, by which all later actions name it, and what to do for it. */
public record Invitation(String callId, List<Action> actions) {

    public Invitation {
        actions = List.copyOf(actions);
    }
}
