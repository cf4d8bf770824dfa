package dev.troth.spec.model;

import java.util.List;

/** A named reveal rule, such as {@code reveal shared(me, peer) after run}. */
public record Compromise(String name, String what, String timing, List<Ref> refs) {}
