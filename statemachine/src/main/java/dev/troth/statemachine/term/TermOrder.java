package dev.troth.statemachine.term;

import java.util.Comparator;

/** A total order on terms that depends on nothing but the terms: normal forms are the same in every run. */
final class TermOrder implements Comparator<Term> {
    static final TermOrder INSTANCE = new TermOrder();

    private TermOrder() {}

    @Override
    public int compare(Term left, Term right) {
        if (left == right) {
            return 0;
        }
        int byRank = Integer.compare(rank(left), rank(right));
        if (byRank != 0) {
            return byRank;
        }
        if (left instanceof Term.Compound l && right instanceof Term.Compound r) {
            int bySymbol = l.symbol().toString().compareTo(r.symbol().toString());
            if (bySymbol != 0) {
                return bySymbol;
            }
            int byArity = Integer.compare(l.arity(), r.arity());
            for (int i = 0; byArity == 0 && i < l.arity(); i++) {
                byArity = compare(l.argument(i), r.argument(i));
            }
            return byArity;
        }
        return left.toString().compareTo(right.toString());
    }

    private static int rank(Term term) {
        return switch (term) {
            case Term.Absent ignored -> 0;
            case Term.Pending ignored -> 1;
            case Term.Int ignored -> 2;
            case Term.Octets ignored -> 3;
            case Term.Text ignored -> 4;
            case Term.Time ignored -> 5;
            case Term.Duration ignored -> 6;
            case Term.Agent ignored -> 7;
            case Term.Name ignored -> 8;
            case Term.Shared ignored -> 9;
            case Term.Compound ignored -> 10;
            case Term.Var ignored -> 11;
        };
    }
}
