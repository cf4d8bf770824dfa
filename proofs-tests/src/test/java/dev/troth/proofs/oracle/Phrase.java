package dev.troth.proofs.oracle;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A value or a condition of a small specification, as it is written. */
sealed interface Phrase {
    /** Octets written out. */
    record Hex(Octets octets) implements Phrase {}

    record Number(long value) implements Phrase {}

    /** A variable, a field of a message, a name. */
    record Word(String text) implements Phrase {}

    record Call(String function, List<Phrase> operands) implements Phrase {}

    /** Two operands around a sign. */
    record Infix(Phrase left, String sign, Phrase right) implements Phrase {}

    record Not(Phrase of) implements Phrase {}

    /** What a map holds for a key. */
    record Lookup(String store, Phrase key) implements Phrase {}

    record Listing(List<Phrase> items) implements Phrase {}

    /** An entry of a repeated group of one field. */
    record Entry(String field, Phrase value) implements Phrase {}

    /** A message as a value: the fields in order. */
    record Built(String form, List<String> fields, List<Phrase> values) implements Phrase {}

    static Phrase call(String function, Phrase... operands) {
        return new Call(function, List.of(operands));
    }

    static Phrase infix(Phrase left, String sign, Phrase right) {
        return new Infix(left, sign, right);
    }

    static Phrase word(String text) {
        return new Word(text);
    }

    /** All of them joined by a sign. */
    static Phrase joined(String sign, List<Phrase> parts) {
        Phrase all = parts.getFirst();
        for (Phrase part : parts.subList(1, parts.size())) {
            all = new Infix(all, sign, part);
        }
        return all;
    }

    default String text() {
        return switch (this) {
            case Hex(Octets octets) -> octets.toString();
            case Number(long value) -> Long.toUnsignedString(value);
            case Word(String text) -> text;
            case Call(String function, List<Phrase> operands) -> function + "(" + texts(operands) + ")";
            case Infix(Phrase left, String sign, Phrase right) ->
                guarded(left, sign) + " " + sign + " " + guarded(right, sign);
            case Not(Phrase of) -> "not (" + of.text() + ")";
            case Lookup(String store, Phrase key) -> store + "[" + key.text() + "]";
            case Listing(List<Phrase> items) -> "[" + texts(items) + "]";
            case Entry(String field, Phrase value) -> "(" + field + " = " + value.text() + ")";
            case Built(String form, List<String> fields, List<Phrase> values) -> {
                StringBuilder text = new StringBuilder(form).append('(');
                for (int i = 0; i < fields.size(); i++) {
                    text.append(i == 0 ? "" : ", ")
                            .append(fields.get(i))
                            .append(" = ")
                            .append(values.get(i).text());
                }
                yield text.append(')').toString();
            }
        };
    }

    private static String texts(List<Phrase> phrases) {
        return phrases.stream().map(Phrase::text).collect(Collectors.joining(", "));
    }

    private static String guarded(Phrase operand, String sign) {
        boolean alike = sign.equals("and") || sign.equals("||");
        return switch (operand) {
            case Infix infix when alike && infix.sign().equals(sign) -> operand.text();
            case Infix infix when sign.equals("and") && isComparison(infix.sign()) -> operand.text();
            case Infix ignored -> "(" + operand.text() + ")";
            case Hex ignored -> operand.text();
            case Number ignored -> operand.text();
            case Word ignored -> operand.text();
            case Call ignored -> operand.text();
            case Not ignored -> operand.text();
            case Lookup ignored -> operand.text();
            case Listing ignored -> operand.text();
            case Entry ignored -> operand.text();
            case Built ignored -> operand.text();
        };
    }

    static boolean isComparison(String sign) {
        return List.of("=", "!=", "<", "<=", ">", ">=", "in", "not in").contains(sign);
    }

    /** What it is made of, in order. */
    default List<Phrase> parts() {
        return switch (this) {
            case Hex ignored -> List.of();
            case Number ignored -> List.of();
            case Word ignored -> List.of();
            case Call(String ignored, List<Phrase> operands) -> operands;
            case Infix(Phrase left, String ignored, Phrase right) -> List.of(left, right);
            case Not(Phrase of) -> List.of(of);
            case Lookup(String ignored, Phrase key) -> List.of(key);
            case Listing(List<Phrase> items) -> items;
            case Entry(String ignored, Phrase value) -> List.of(value);
            case Built(String ignored, List<String> ignoredToo, List<Phrase> values) -> values;
        };
    }

    /** The same, made of other parts. */
    default Phrase of(List<Phrase> parts) {
        return switch (this) {
            case Hex ignored -> this;
            case Number ignored -> this;
            case Word ignored -> this;
            case Call(String function, List<Phrase> ignored) -> new Call(function, parts);
            case Infix(Phrase ignored, String sign, Phrase ignoredToo) -> new Infix(parts.get(0), sign, parts.get(1));
            case Not(Phrase ignored) -> new Not(parts.getFirst());
            case Lookup(String store, Phrase ignored) -> new Lookup(store, parts.getFirst());
            case Listing(List<Phrase> ignored) -> new Listing(parts);
            case Entry(String field, Phrase ignored) -> new Entry(field, parts.getFirst());
            case Built(String form, List<String> fields, List<Phrase> ignored) -> new Built(form, fields, parts);
        };
    }

    /** Every word in it. */
    default List<String> words() {
        List<String> words = new ArrayList<>();
        if (this instanceof Word(String text)) {
            words.add(text);
        }
        parts().forEach(part -> words.addAll(part.words()));
        return words;
    }
}
