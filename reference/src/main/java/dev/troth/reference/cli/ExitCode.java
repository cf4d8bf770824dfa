package dev.troth.reference.cli;

/** What a command tells a script by its exit code. */
final class ExitCode {
    /** Everything as the file expects. */
    static final int OK = 0;
    /** A bug of Troth. */
    static final int INTERNAL = 1;
    /** A command line that means nothing. */
    static final int USAGE = 2;
    /** A specification that cannot be read, parsed or typed, or that does what nobody can do when it runs. */
    static final int UNREADABLE = 3;
    /** Standard output could not be written to its end. */
    static final int UNWRITTEN = 4;
    /** What a scenario expects is not so, or a claim that is expected to hold is broken. */
    static final int BROKEN = 10;
    /** No attack was found on a claim that is expected to break. */
    static final int HELD = 11;
    /** A bound was reached, or the point of a claim never was. */
    static final int INCONCLUSIVE = 12;
    /** Lint findings at or above the level asked for. */
    static final int FINDINGS = 13;
    /** A text that is not in canonical layout. */
    static final int UNFORMATTED = 15;

    private ExitCode() {}
}
