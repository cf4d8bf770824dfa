package dev.troth.spec.model;

import dev.troth.spec.text.Span;
import java.util.List;

/** A task for a student: a scenario, a claim kept from view, a claim to break, hints. */
public record Exercise(
        String name,
        String task,
        Scenario from,
        List<String> hidden,
        List<String> goals,
        List<String> hints,
        Span span) {}
