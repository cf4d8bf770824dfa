package dev.troth.proofs.verdicts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One row of the table of published verdicts, {@code spec/docs/verdicts.csv}.
 *
 * @param id what claims name: {@code C05}, or a group and the rest, as in {@code A.3 SIG-DH INT}
 * @param verdict ATT, HOLDS, or MIXED, which the detail explains
 */
record Row(
        String id,
        String protocol,
        String property,
        String attacker,
        String verdict,
        String confidence,
        String source,
        String detail) {
    private static final Path TABLE = Path.of("..", "spec", "docs", "verdicts.csv");
    private static final String HEADER = "id,protocol,property,attacker,verdict,confidence,source,detail";

    /** The table. No field has a comma or a quotation mark in it. */
    static List<Row> all() {
        List<String> lines;
        try {
            lines = Files.readAllLines(TABLE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!lines.getFirst().equals(HEADER)) {
            throw new AssertionError("not the header: " + lines.getFirst());
        }
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] f = line.split(",", -1);
            if (f.length != 8) {
                throw new AssertionError("not eight fields: " + line);
            }
            rows.add(new Row(f[0], f[1], f[2], f[3], f[4], f[5], f[6], f[7]));
        }
        return rows;
    }

    /** Whether a claim that names this section means this row, alone or with the rest of its group. */
    boolean isNamedBy(String section) {
        return id.equals(section) || id.startsWith(section + " ");
    }

    /** Whether it is a row of its own, not one of a group. */
    boolean standsAlone() {
        return !id.contains(" ");
    }
}
