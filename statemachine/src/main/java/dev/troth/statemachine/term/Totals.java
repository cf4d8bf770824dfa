package dev.troth.statemachine.term;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Sums of numbers of one width, and every number that comes from them by adding and taking away. */
final class Totals {
    private final int bits;
    private final Sums sums;
    private final List<Term.Compound> rows;
    private final Set<Term> free;
    private final Map<Term, Integer> places = new HashMap<>();
    private @Nullable Span span;

    /** @param free the numbers in them that are there anyway */
    Totals(int bits, Terms terms, List<Term.Compound> rows, Set<Term> free) {
        this.bits = bits;
        this.sums = terms.sums();
        this.rows = rows;
        this.free = free;
    }

    /** The numbers that are added. */
    Set<Term> bases() {
        Set<Term> bases = new LinkedHashSet<>();
        rows.forEach(row -> bases.addAll(linear(row).factors().keySet()));
        return bases;
    }

    /** Whether a sum of that width tells all of a number. */
    boolean tells(Term number) {
        return Sums.bits(number) <= bits;
    }

    /** What a number is made of; null if it does not come from these sums and what is there anyway. */
    Combinations.@Nullable Total made(Term number, Predicate<Term> isFree) {
        Sums.Linear goal = linear(number);
        Map<Term, Long> addends = new LinkedHashMap<>();
        Map<Integer, Long> vector = new HashMap<>();
        Span made = span();
        for (Map.Entry<Term, Long> each : goal.factors().entrySet()) {
            Integer place = places.get(each.getKey());
            if (free.contains(each.getKey()) || isFree.test(each.getKey())) {
                addends.merge(each.getKey(), each.getValue(), Long::sum);
            } else if (place == null) {
                return null;
            } else {
                vector.put(place, each.getValue());
            }
        }
        SortedMap<Integer, Long> sources = made.made(vector);
        if (sources == null) {
            return null;
        }
        long constant = goal.constant();
        for (Map.Entry<Integer, Long> source : sources.entrySet()) {
            Term.Compound row = rows.get(source.getKey());
            Sums.Linear linear = linear(row);
            addends.merge(row, source.getValue(), Long::sum);
            linear.factors().forEach((term, factor) -> {
                if (free.contains(term)) {
                    addends.merge(term, -source.getValue() * factor, Long::sum);
                }
            });
            constant -= source.getValue() * linear.constant();
        }
        List<Combinations.Addend> all = new ArrayList<>();
        addends.forEach((term, factor) -> {
            if (goal.reduced(factor) != 0) {
                all.add(new Combinations.Addend(term, goal.reduced(factor)));
            }
        });
        return new Combinations.Total(all, goal.reduced(constant), bits);
    }

    private Span span() {
        if (span == null) {
            span = new Span(bits);
            for (int i = 0; i < rows.size(); i++) {
                Map<Integer, Long> vector = new HashMap<>();
                linear(rows.get(i)).factors().forEach((term, factor) -> {
                    if (!free.contains(term)) {
                        vector.put(places.computeIfAbsent(term, ignored -> places.size()), factor);
                    }
                });
                span.add(vector, i);
            }
        }
        return span;
    }

    private Sums.Linear linear(Term number) {
        return sums.linear(number, bits);
    }
}
