package dev.troth.spec.resolve;

import dev.troth.spec.model.Expr;

/** Which expressions need the octets of the message that is being built around them. */
final class Coverings {
    private Coverings() {}

    static boolean coversItsMessage(Expr expr) {
        // What covers a message inside another one covers that message.
        return !(expr instanceof Expr.BuildMessage)
                && ((expr instanceof Expr.Covered covered && covered.message() == null)
                        || expr.operands().stream().anyMatch(Coverings::coversItsMessage));
    }
}
