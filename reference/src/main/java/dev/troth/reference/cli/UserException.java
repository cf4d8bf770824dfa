package dev.troth.reference.cli;

/** Ends a command with a sentence for the user and an exit code. */
final class UserException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int exitCode;

    UserException(int exitCode, String message) {
        super(message, null, false, false);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
