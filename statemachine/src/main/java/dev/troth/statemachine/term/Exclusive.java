package dev.troth.statemachine.term;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Exclusive ors in normal form: flat, ordered, equal operands cancelled, known octets joined into one. Where an operand is a
 * concatenation and all lengths are known, the whole is a concatenation of exclusive ors, part by part. Operands of different
 * lengths have none, as on octets: so nothing is cancelled that alone tells how long an operand has to be.
 */
final class Exclusive {
    private static final Symbol XOR = new Symbol.Xor();

    private final Terms terms;

    Exclusive(Terms terms) {
        this.terms = terms;
    }

    Term of(Term[] parts) {
        List<Term> flat = new ArrayList<>();
        for (Term part : parts) {
            if (part == Terms.ABSENT) {
                return Terms.ABSENT;
            }
            if (part instanceof Term.Compound compound && compound.symbol() instanceof Symbol.Xor) {
                flat.addAll(compound.arguments());
            } else {
                byte[] known = Terms.literalOctets(part);
                flat.add(known == null ? part : terms.octets(known));
            }
        }
        int size = -1;
        for (Term part : flat) {
            int own = Sizes.of(part);
            if (own >= 0 && size >= 0 && own != size) {
                return Terms.ABSENT;
            }
            size = Math.max(size, own);
        }
        for (Term part : flat) {
            if (size >= 0 && (size < Sizes.least(part) || size > Sizes.most(part))) {
                return Terms.ABSENT;
            }
        }
        boolean cut = flat.stream().anyMatch(Unifier::isConcat) && flat.stream().allMatch(part -> Sizes.of(part) >= 0);
        return cut ? partByPart(flat, size) : plain(flat, size);
    }

    /**
     * Two exclusive ors that stand beside each other as one, where their operands are octets beside each other of the same values, but for
     * constants; null if they are not. So a value has one form whichever of its parts became known first.
     */
    @Nullable
    Term merged(Term first, Term second) {
        int left = Sizes.of(first);
        int right = Sizes.of(second);
        if (left < 0 || right < 0 || !(Unifier.isExclusive(first) || Unifier.isExclusive(second))) {
            return null;
        }
        List<Term> rest = new ArrayList<>(operands(second));
        List<Term> whole = new ArrayList<>();
        byte[] literal = new byte[left + right];
        for (Term operand : operands(first)) {
            if (operand instanceof Term.Octets octets) {
                System.arraycopy(octets.octets(), 0, literal, 0, left);
                continue;
            }
            Term joined = null;
            for (int i = 0; i < rest.size() && joined == null; i++) {
                joined = terms.slices().merged(operand, rest.get(i));
                if (joined != null) {
                    rest.remove(i);
                }
            }
            if (joined == null || Unifier.isConcat(joined)) {
                return null;
            }
            whole.add(joined);
        }
        if (rest.size() == 1 && rest.getFirst() instanceof Term.Octets octets) {
            System.arraycopy(octets.octets(), 0, literal, left, right);
            rest.clear();
        }
        whole.add(terms.octets(literal));
        return rest.isEmpty() ? of(whole.toArray(Term[]::new)) : null;
    }

    private static List<Term> operands(Term term) {
        return Unifier.isExclusive(term) ? ((Term.Compound) term).arguments() : List.of(term);
    }

    private Term partByPart(List<Term> operands, int size) {
        TreeSet<Integer> ends = new TreeSet<>();
        for (Term operand : operands) {
            if (operand instanceof Term.Compound concat && Unifier.isConcat(operand)) {
                int at = 0;
                for (Term part : concat.arguments()) {
                    at += Sizes.of(part);
                    ends.add(at);
                }
            }
        }
        ends.add(size);
        ends.remove(0);
        List<Term> parts = new ArrayList<>();
        int start = 0;
        for (int end : ends) {
            int from = start;
            Term[] slices = operands.stream()
                    .map(operand -> terms.slices().of(operand, from, end - from))
                    .toArray(Term[]::new);
            parts.add(of(slices));
            start = end;
        }
        return terms.apply(new Symbol.Concat(), parts.toArray(Term[]::new));
    }

    private Term plain(List<Term> flat, int size) {
        flat.sort(TermOrder.INSTANCE);
        List<Term> joined = cancelled(flat, size);
        return joined.size() == 1 ? joined.getFirst() : terms.compound(XOR, joined.toArray(Term[]::new));
    }

    /**
     * Known octets become one; a pair of equal terms becomes nothing, or zeros if nothing else is left. Of what may have any length, a
     * pair stays if nothing else of it does.
     */
    private List<Term> cancelled(List<Term> sorted, int size) {
        List<Term> out = new ArrayList<>();
        byte[] literal = null;
        boolean told = true;
        for (Term term : sorted) {
            if (term instanceof Term.Octets octets) {
                byte[] other = octets.octets();
                for (int at = 0; literal != null && at < other.length; at++) {
                    other[at] ^= literal[at];
                }
                literal = other;
            } else if (isLast(term, out, 1) && (Sizes.of(term) >= 0 || isLast(term, out, 2))) {
                out.removeLast();
            } else {
                out.add(term);
                told &= Sizes.of(term) >= 0;
            }
        }
        if (literal == null && size >= 0 && !out.isEmpty() && out.stream().allMatch(term -> Sizes.of(term) < 0)) {
            // What told the length has cancelled.
            literal = new byte[size];
        }
        boolean zero = literal == null || isZero(literal);
        if (literal != null && (!zero || out.isEmpty() || !told)) {
            out.addFirst(terms.octets(literal));
        } else if (out.isEmpty()) {
            out.add(terms.octets(new byte[Math.max(0, size)]));
        }
        return out;
    }

    private static boolean isLast(Term term, List<Term> in, int place) {
        return in.size() >= place && in.get(in.size() - place) == term;
    }

    /** Whether octets are all zeros: the exclusive or of two equal values. */
    static boolean isZero(byte[] octets) {
        for (byte octet : octets) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }
}
