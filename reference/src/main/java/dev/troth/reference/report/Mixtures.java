package dev.troth.reference.report;

import dev.troth.spec.model.Role;
import dev.troth.statemachine.claim.Question;
import dev.troth.statemachine.search.Bounds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Among which fewer runs a question can be asked whose search came to no end: each role has either all the runs that were asked
 * for or as few as the claim needs. With three roles every mixture is one; else the roles other than that of the claim go
 * together.
 */
final class Mixtures {
    private static final int APART = 3;

    private Mixtures() {}

    /** How many groups of roles there are at most. */
    static int most(Question question) {
        return groups(question).size();
    }

    /** The mixtures in which so many groups of roles have fewer runs. */
    static List<Bounds> of(Question question, Bounds asked, int lessened) {
        Role tested = question.point().role();
        List<List<Role>> groups = groups(question);
        List<Bounds> mixtures = new ArrayList<>();
        for (int set = 0; set < 1 << groups.size(); set++) {
            if (Integer.bitCount(set) == lessened) {
                Map<String, Integer> runs = new TreeMap<>();
                boolean isLess = true;
                for (int i = 0; i < groups.size(); i++) {
                    for (Role role : groups.get(i)) {
                        int all = asked.runs(role, tested);
                        int least = role == tested ? question.tests() : 1;
                        boolean fewer = (set >> i & 1) == 1;
                        isLess &= !fewer || least < all;
                        runs.put(role.name(), fewer ? least : all);
                    }
                }
                if (isLess) {
                    mixtures.add(groups.size() == APART ? asked.mixed(runs) : ofTwo(question, asked, runs));
                }
            }
        }
        return mixtures;
    }

    private static Bounds ofTwo(Question question, Bounds asked, Map<String, Integer> runs) {
        Role tested = question.point().role();
        Bounds others = asked;
        for (Role role : question.protocol().roles()) {
            others = role == tested ? others : asked.sessions(runs.getOrDefault(role.name(), asked.sessions()));
        }
        return others.own(runs.getOrDefault(tested.name(), asked.own()));
    }

    private static List<List<Role>> groups(Question question) {
        List<Role> roles = question.protocol().roles();
        if (roles.size() == APART) {
            return roles.stream().map(List::of).toList();
        }
        Role tested = question.point().role();
        List<Role> others = roles.stream().filter(role -> role != tested).toList();
        return others.isEmpty() ? List.of(List.of(tested)) : List.of(List.of(tested), others);
    }

    /** Whether a search among some runs looks at everything that one among others looks at. */
    static boolean includes(Question question, Bounds more, Bounds less) {
        Role tested = question.point().role();
        return question.protocol().roles().stream()
                .allMatch(role -> more.runs(role, tested) >= less.runs(role, tested));
    }
}
