package dev.troth.statemachine.algebra;

/** Values that make no message or payload: a specification builds something that its own layout cannot hold. */
public final class UnbuildableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** @param reason names the field and says what is wrong with it */
    public UnbuildableException(String reason) {
        super(reason);
    }
}
