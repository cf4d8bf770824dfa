package dev.troth.statemachine.term;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Function;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Type;
import org.jspecify.annotations.Nullable;

/**
 * What a variable can stand for. Typed: a value of its type, of a length that the type allows. Untyped: any octets for
 * octets of any length, so that one field may be taken for another wherever the wire allows it.
 */
public final class Typing {
    /** The type of what an attacker delivers: a whole message. */
    public static final Type DELIVERY = new Type.Seq(new Type.Unknown());

    private final boolean typed;
    private final @Nullable Kinds kinds;

    /** Lengths and types only. */
    public Typing(boolean typed) {
        this.typed = typed;
        this.kinds = null;
    }

    /** Typed with the kinds of values that roles put into their messages. */
    public Typing(Kinds kinds) {
        this.typed = true;
        this.kinds = kinds;
    }

    /** The kind of a field; null if anything may stand there. */
    public @Nullable Kind field(Layout layout, int slot) {
        return kinds == null ? null : kinds.field(layout, slot);
    }

    /** The kind of an operand; null if anything may stand there. */
    public @Nullable Kind operand(Function function, int index) {
        return kinds == null ? null : kinds.operand(function, index);
    }

    /**
     * The kind of a variable of a rule: that of its place inside what is opened. An operand of the destructor itself is what the
     * destructor is given, whoever applies it.
     */
    @Nullable
    Kind operand(Rewriting.Rule rule, int variable) {
        if (kinds == null || !rule.shrinks()) {
            return kinds == null ? null : operand(rule.left(), variable);
        }
        for (Expr argument : rule.left().arguments()) {
            Kind kind = argument instanceof Expr.Apply inner ? operand(inner, variable) : null;
            if (kind != null) {
                return kind;
            }
        }
        return null;
    }

    private @Nullable Kind operand(Expr.Apply apply, int variable) {
        for (int i = 0; i < apply.arguments().size(); i++) {
            Expr argument = apply.arguments().get(i);
            if (argument instanceof Expr.Argument named && named.index() == variable) {
                Kind kind = operand(apply.function(), i);
                if (kind != null) {
                    return kind;
                }
            }
            if (argument instanceof Expr.Apply inner) {
                Kind kind = operand(inner, variable);
                if (kind != null) {
                    return kind;
                }
            }
        }
        return null;
    }

    public boolean isTyped() {
        return typed;
    }

    /** A constant as a value of a type: octets as a number or a time where that is asked, a number in the width that is asked. */
    Term read(Type type, Term term, Terms terms) {
        return Constants.read(type, term, terms);
    }

    /** Whether a term that is no variable is a value of a type. */
    public boolean fits(Type type, Term term) {
        return switch (type) {
            case Type.Unknown ignored -> true;
            case Type.Octets(int min, int max) -> octets(term, min, max);
            case Type.Int(int bits) -> integer(term, bits);
            case Type.Text ignored -> term instanceof Term.Text || term instanceof Term.Agent || isText(term);
            case Type.Agent ignored -> term instanceof Term.Agent;
            case Type.Time ignored -> term instanceof Term.Time;
            case Type.Duration ignored -> term instanceof Term.Duration;
            case Type.Bool ignored -> false;
            case Type.Rec(var layout) ->
                term instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Payload(var of)
                        && of == layout;
            case Type.Msg(var message) ->
                term instanceof Term.Compound compound
                        && compound.symbol() instanceof Symbol.Whole(var of)
                        && of == message;
            case Type.Seq ignored ->
                term instanceof Term.Compound compound
                        && (compound.symbol() instanceof Symbol.ListOf || compound.symbol() instanceof Symbol.Whole);
        };
    }

    private static boolean isText(Term term) {
        return term instanceof Term.Compound compound
                && compound.symbol() instanceof Symbol.Primitive(Function function)
                && function.result() instanceof Type.Text;
    }

    /** A value that does not tell its length may have any: that it has the right one is a condition of its own. */
    private boolean octets(Term term, int min, int max) {
        boolean possible = switch (term) {
            case Term.Name name -> name.type() instanceof Type.Octets;
            case Term.Shared ignored -> true;
            case Term.Octets ignored -> true;
            case Term.Compound ignored -> true;
            case Term.Text ignored -> !typed;
            case Term.Agent ignored -> !typed;
            case Term.Int ignored -> false;
            case Term.Time ignored -> false;
            case Term.Duration ignored -> false;
            case Term.Absent ignored -> false;
            case Term.Pending ignored -> false;
            case Term.Var ignored -> false;
        };
        if (!possible) {
            return false;
        }
        int size = Sizes.of(term);
        return size < 0 || (size >= min && size <= max);
    }

    private static boolean integer(Term term, int bits) {
        return switch (term) {
            case Term.Int(long value, int ignored) -> bits == 64 || value >>> bits == 0;
            case Term.Name name -> name.type() instanceof Type.Int(int width) && width == bits;
            case Term.Shared shared -> shared.type() instanceof Type.Int(int width) && width == bits;
            case Term.Compound compound ->
                compound.symbol() instanceof Symbol.Size
                        || Sums.bits(compound) == bits
                        || isSizeSum(compound)
                        || (areOctets(compound.symbol()) && 8 * Sizes.of(compound) == bits);
            case Term.Agent ignored -> false;
            case Term.Text ignored -> false;
            case Term.Octets ignored -> false;
            case Term.Time ignored -> false;
            case Term.Duration ignored -> false;
            case Term.Absent ignored -> false;
            case Term.Pending ignored -> false;
            case Term.Var ignored -> false;
        };
    }

    /** Octets that are cut, joined or combined may be a number. */
    private static boolean areOctets(Symbol symbol) {
        return symbol instanceof Symbol.Slice || symbol instanceof Symbol.Concat || symbol instanceof Symbol.Xor;
    }

    /** A length that is reckoned with may stand in a field of any width. */
    private static boolean isSizeSum(Term.Compound sum) {
        return sum.symbol() instanceof Symbol.Sum
                && sum.arguments().stream()
                        .anyMatch(a -> a instanceof Term.Compound inner
                                && (inner.symbol() instanceof Symbol.Size || isSizeSum(inner)));
    }

    /** A type whose values are values of both, or null if there are none. */
    @Nullable
    Type narrower(Type left, Type right) {
        if (left.equals(right) || right instanceof Type.Unknown) {
            return left;
        }
        if (left instanceof Type.Unknown) {
            return right;
        }
        if (left instanceof Type.Octets(int a, int b) && right instanceof Type.Octets(int c, int d)) {
            int min = Math.max(a, c);
            int max = Math.min(b, d);
            return min <= max ? new Type.Octets(min, max) : null;
        }
        if (left instanceof Type.Int(int a) && right instanceof Type.Int(int b)) {
            return a <= b ? left : right;
        }
        if (left instanceof Type.Int(int bits) && right instanceof Type.Octets(int min, int max)) {
            return bits % 8 == 0 && bits / 8 >= min && bits / 8 <= max ? left : null;
        }
        if (left instanceof Type.Octets && right instanceof Type.Int) {
            return narrower(right, left);
        }
        boolean agents = left instanceof Type.Agent || right instanceof Type.Agent;
        boolean texts = left instanceof Type.Text || right instanceof Type.Text;
        return agents && texts ? Type.AGENT : null;
    }

    /** Whether two values without variables are the same: numbers by value, octets however they are written. */
    boolean isSame(Term left, Term right) {
        return Constants.areSame(left, right);
    }
}
