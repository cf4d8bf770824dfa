package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.text.Source;
import dev.troth.spec.text.Span;
import java.util.ArrayList;
import java.util.List;

/** A field that came is wrapped by a function that everybody can compute and undo, and unwrapped at once. */
enum Wrapping implements Change {
    CIPHER("wrapped by a cipher with a known key") {
        @Override
        boolean canStand(Written written) {
            return true;
        }

        @Override
        String around(String value) {
            String key = "0x" + "00".repeat(16);
            String known = "aes_cm(" + key + ", " + key + ", ";
            return known + known + value + "))";
        }
    },
    SIGNATURE("wrapped by a signature with a known key") {
        @Override
        boolean canStand(Written written) {
            return Primitives.names(written).contains("signed");
        }

        @Override
        String around(String value) {
            return "signed(sign(0x" + "07".repeat(32) + ", " + value + "))";
        }
    };

    private final String what;

    Wrapping(String what) {
        this.what = what;
    }

    abstract boolean canStand(Written written);

    abstract String around(String value);

    @Override
    public String what() {
        return what;
    }

    @Override
    public Source of(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        if (canStand(written)) {
            for (Fields.Read read : Fields.reads(written)) {
                Span place = read.place().span();
                if (read.type().startsWith("bytes") && isCompared(read)) {
                    edits.add(Written.Edit.instead(place, around(written.text(place))));
                }
            }
        }
        return written.with(edits);
    }

    /** Octets of any length can stand in a comparison, where those of the length of a field can. */
    private static boolean isCompared(Fields.Read read) {
        return Written.all(ExprTree.Binary.class, read.reaction()).stream()
                .filter(binary ->
                        binary.operator().equals("=") || binary.operator().equals("!="))
                .anyMatch(binary ->
                        binary.left().equals(read.place()) || binary.right().equals(read.place()));
    }
}
