package dev.troth.proofs.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Phrases with something taken out. A literal that a smaller value is compared with is made anew, so that the comparison stays true. */
final class SmallerPhrases {
    private final @Nullable Evaluation evaluation;

    SmallerPhrases(@Nullable Evaluation evaluation) {
        this.evaluation = evaluation;
    }

    List<Phrase> than(Phrase phrase) {
        List<Phrase> smaller = new ArrayList<>();
        switch (phrase) {
            case Phrase.Infix(Phrase left, String sign, Phrase right) -> {
                if (Phrase.isComparison(sign)) {
                    compared(left, sign, right, smaller);
                } else {
                    smaller.add(left);
                    smaller.add(right);
                }
            }
            case Phrase.Call(String ignored, List<Phrase> operands) -> smaller.addAll(operands);
            case Phrase.Not(Phrase.Infix(Phrase left, String sign, Phrase right))
            when sign.equals("=") -> smaller.add(new Phrase.Infix(left, "!=", right));
            case Phrase.Not(Phrase.Not(Phrase of)) -> smaller.add(of);
            case Phrase.Not ignored -> {}
            case Phrase.Lookup ignored -> {}
            case Phrase.Listing(List<Phrase> items) -> {
                for (int i = 0; items.size() > 1 && i < items.size(); i++) {
                    List<Phrase> fewer = new ArrayList<>(items);
                    fewer.remove(i);
                    smaller.add(new Phrase.Listing(fewer));
                }
            }
            case Phrase.Hex ignored -> {}
            case Phrase.Number ignored -> {}
            case Phrase.Word ignored -> {}
            case Phrase.Entry ignored -> {}
            case Phrase.Built ignored -> {}
        }
        for (int i = 0; i < phrase.parts().size(); i++) {
            for (Phrase part : than(phrase.parts().get(i))) {
                List<Phrase> parts = new ArrayList<>(phrase.parts());
                parts.set(i, part);
                smaller.add(phrase.of(parts));
            }
        }
        return smaller;
    }

    /** Equality with a literal is the simplest comparison. */
    private void compared(Phrase left, String sign, Phrase right, List<Phrase> out) {
        if (evaluation == null) {
            return;
        }
        for (Phrase side : List.of(left, right)) {
            List<Phrase> values = new ArrayList<>(than(side));
            if (!isLiteral(right) && !isLiteral(left) || !sign.equals("=")) {
                values.add(side);
            }
            for (Phrase value : values) {
                Phrase literal = isLiteral(value) ? null : evaluation.literal(value);
                if (literal != null) {
                    out.add(new Phrase.Infix(value, "=", literal));
                }
            }
        }
    }

    private static boolean isLiteral(Phrase phrase) {
        return phrase instanceof Phrase.Hex || phrase instanceof Phrase.Number || phrase instanceof Phrase.Listing;
    }
}
