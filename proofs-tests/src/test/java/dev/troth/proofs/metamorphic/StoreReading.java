package dev.troth.proofs.metamorphic;

import dev.troth.spec.syntax.DeclTree;
import dev.troth.spec.syntax.ExprTree;
import dev.troth.spec.syntax.TypeTree;
import dev.troth.spec.text.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An entry of a store is read through an operator that leaves it as it is. */
enum StoreReading implements Change {
    XOR("a store is read through xor") {
        @Override
        String around(String entry, int length) {
            return "(" + entry + " xor 0x" + "00".repeat(length) + ")";
        }
    },
    TRUNC("a store is read through trunc") {
        @Override
        String around(String entry, int length) {
            return "trunc(" + entry + ", " + length + ")";
        }
    },
    PART("a store is read through part") {
        @Override
        String around(String entry, int length) {
            return "part(" + entry + ", 0, " + length + ")";
        }
    },
    JOINED("a store is read through a concatenation") {
        @Override
        String around(String entry, int length) {
            return "trunc(" + entry + " || 0x00, " + length + ")";
        }
    };

    private final String what;

    StoreReading(String what) {
        this.what = what;
    }

    abstract String around(String entry, int length);

    @Override
    public String what() {
        return what;
    }

    @Override
    public Source of(Written written) {
        List<Written.Edit> edits = new ArrayList<>();
        for (DeclTree.Role role : written.all(DeclTree.Role.class)) {
            Map<String, Integer> stores = stores(role);
            for (ExprTree.Index index : Written.all(ExprTree.Index.class, role)) {
                Integer length = index.target() instanceof ExprTree.Name store ? stores.get(store.name()) : null;
                // Of two stores, one of which tells the key of the other, the outer one is read through the operator.
                boolean isOutermost =
                        edits.isEmpty() || edits.getLast().end() <= index.span().start();
                if (length != null && isOutermost) {
                    edits.add(Written.Edit.instead(index.span(), around(written.text(index.span()), length)));
                }
            }
        }
        return written.with(edits);
    }

    /** The stores of octets of one length, and the length. */
    private static Map<String, Integer> stores(DeclTree.Role role) {
        Map<String, Integer> stores = new HashMap<>();
        for (DeclTree.Variable variable : Written.all(DeclTree.Variable.class, role)) {
            if (variable.type() instanceof TypeTree.MapOf map
                    && map.value() instanceof TypeTree.Bytes octets
                    && octets.high() == null
                    && octets.low() instanceof ExprTree.Number length) {
                stores.put(variable.name(), Integer.valueOf(length.digits()));
            }
        }
        return stores;
    }
}
