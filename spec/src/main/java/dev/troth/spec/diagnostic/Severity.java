package dev.troth.spec.diagnostic;

/** How much a finding matters: an error stops the reading of a specification, a warning is a lint finding. */
public enum Severity {
    ERROR,
    WARNING;

    public String word() {
        return this == ERROR ? "error" : "warning";
    }
}
