package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Sketch.Field;
import dev.troth.proofs.oracle.Sketch.Form;
import dev.troth.proofs.oracle.Sketch.Handler;
import dev.troth.proofs.oracle.Sketch.Party;
import dev.troth.proofs.oracle.Sketch.Place;
import dev.troth.proofs.oracle.Sketch.Value;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Role;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the attacker can say: every value that is computed somewhere in the specification, with what he holds in the place of its
 * words, and messages of such values.
 */
final class Mind {
    private static final int INSTANCES = 40;
    private static final int MESSAGES = 150;
    private static final Set<String> MADE =
            Set.of("h", "mac", "kdf", "senc", "aenc", "sign", "exp", "dh", "succ", "pk", "trunc", "part");

    private static final Set<String> SEALS = Set.of("senc", "aenc", "sign");

    private final Sketch sketch;
    private final Stage stage;
    private final List<Octets> own;
    /** What comes of a hash is nobody's key. */
    private final Set<Octets> tags = new HashSet<>();

    private final Map<String, String> seals = new HashMap<>();
    private final Map<String, Optional<Octets>> opened = new HashMap<>();
    private final Map<String, Optional<Octets>> computed = new HashMap<>();
    private final Map<List<Octets>, Holdings> known = new HashMap<>();
    private final Map<List<Octets>, Map<String, Set<Octets>>> sayable = new HashMap<>();
    /** What is computed somewhere, with the type of each word in it. */
    private final Map<Phrase, Map<String, String>> templates = new LinkedHashMap<>();
    /** Something was left out, so that not everything was tried. */
    boolean curtailed;

    Mind(Sketch sketch, Stage stage) {
        this.sketch = sketch;
        this.stage = stage;
        this.own = own();
        for (Party party : sketch.parties()) {
            for (Place place : party.places()) {
                for (Handler handler : place.handlers()) {
                    templates(party, handler);
                }
            }
        }
    }

    /** His own keys, those of everyone that are public, a value of his own of each length, and what is written. */
    private List<Octets> own() {
        Set<Octets> own = new LinkedHashSet<>(Truth.constants(sketch));
        own.add(Guard.OWN);
        own.add(Guard.OWN_HALF);
        own.add(Octets.of(0x4d6f7265L, 16));
        for (Role role : stage.protocol.roles()) {
            for (String peer : List.of("Alice", "Bob")) {
                issued(role, List.of(Oracle.ATTACKER, peer), true, own);
                issued(role, List.of(peer, Oracle.ATTACKER), false, own);
            }
            issued(role, List.of("Alice", "Bob"), false, own);
            issued(role, List.of("Bob", "Alice"), false, own);
        }
        return List.copyOf(own);
    }

    private void issued(Role role, List<String> agents, boolean secrets, Set<Octets> out) {
        Session<Datum> session = stage.machine.session(0, role, agents);
        for (Role.Variable variable : role.variables()) {
            Datum value = session.variables()[variable.index()];
            boolean his = variable.lifetime() == Role.Lifetime.PUBLIC
                    || (secrets && variable.lifetime() == Role.Lifetime.KNOWN);
            if (value != null && his) {
                out.add(Stage.octets(value));
            }
        }
    }

    // ---- what is computed somewhere ----

    private void templates(Party party, Handler handler) {
        Map<String, String> types = new HashMap<>(Map.of("me", "agent", "peer", "agent"));
        for (String declaration : party.declarations()) {
            String[] words = declaration.replaceAll(" = .*:", " :").split(" ");
            types.put(words[1], words[words.length - 1]);
        }
        String[] event = handler.event().split(" ");
        if (event[0].equals("recv") && event.length == 5) {
            fields(event[1], event[2], types);
        }
        templates(handler.body(), types);
    }

    private void fields(String form, String name, Map<String, String> types) {
        for (Field field : sketch.form(form).fields()) {
            types.put(name + "." + field.name(), field.type());
        }
    }

    private void templates(List<Step> steps, Map<String, String> types) {
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            templates(step, types);
            if (step instanceof Step.Name(String name, Phrase value)) {
                templates(SmallerSteps.inlined(steps.subList(i + 1, steps.size()), name, value), types);
                return;
            }
        }
    }

    private void templates(Step step, Map<String, String> types) {
        switch (step) {
            case Step.Assign(String ignored, Phrase value) -> templates(value, types);
            case Step.Name(String ignored, Phrase value) -> templates(value, types);
            case Step.Send(String ignored, List<Step.Given> fields) -> fields.forEach(f -> templates(f.value(), types));
            case Step.Require(Phrase condition) -> templates(condition, types);
            case Step.If(Phrase condition, List<Step> then, List<Step> otherwise) -> {
                templates(condition, types);
                templates(then, types);
                templates(otherwise, types);
            }
            case Step.Open(Phrase octets, String message, String name) -> {
                templates(octets, types);
                fields(message, name, types);
            }
            case Step.Choose ignored -> {}
            case Step.Add(Phrase value, String ignored) -> templates(value, types);
            case Step.Put(String ignored, Phrase key, Phrase value) -> {
                templates(key, types);
                templates(value, types);
            }
            case Step.Goto ignored -> {}
        }
    }

    private void templates(Phrase phrase, Map<String, String> types) {
        boolean made = (phrase instanceof Phrase.Call(String function, var ignored) && MADE.contains(function))
                || (phrase instanceof Phrase.Infix infix && infix.sign().equals("xor"));
        if (made && types.keySet().containsAll(phrase.words())) {
            Map<String, String> used = new LinkedHashMap<>();
            phrase.words().forEach(word -> used.put(word, types.get(word)));
            templates.put(phrase, used);
        }
        phrase.parts().forEach(part -> templates(part, types));
    }

    // ---- values ----

    private static List<Octets> tape(List<Datum.Msg> heard) {
        return heard.stream().map(m -> Octets.of(m.octets())).toList();
    }

    /** What he holds after he has heard messages. */
    Holdings holdings(List<Datum.Msg> heard) {
        List<Octets> tape = tape(heard);
        Holdings before = known.get(tape);
        if (before != null) {
            return before;
        }
        Holdings holdings = new Holdings(stage.protocol, opened).with(heard, own);
        List.of("h", "mac", "kdf").forEach(made -> tags.addAll(heard(made, heard)));
        Set<Octets> keys = new LinkedHashSet<>();
        instances(holdings).forEach((sign, values) -> {
            if (!SEALS.contains(sign)) {
                keys.addAll(values);
            }
        });
        holdings.withKeys(keys);
        known.put(tape, holdings);
        sayable.put(tape, instances(holdings));
        return holdings;
    }

    /** What he can compute, by the function that it comes of. */
    private Map<String, Set<Octets>> instances(Holdings holdings) {
        Map<String, Set<Octets>> instances = new HashMap<>();
        templates.forEach((phrase, types) -> instances(
                phrase, types, holdings, instances.computeIfAbsent(sign(phrase), f -> new LinkedHashSet<>())));
        return instances;
    }

    /** The outermost function or sign of a phrase, or empty. */
    private static String sign(Phrase phrase) {
        return switch (phrase) {
            case Phrase.Call(String function, var ignored) -> function;
            case Phrase.Infix(var ignored, String sign, var ignoredToo) -> sign;
            case Phrase.Hex ignored -> "";
            case Phrase.Number ignored -> "";
            case Phrase.Word ignored -> "";
            case Phrase.Not ignored -> "";
            case Phrase.Lookup ignored -> "";
            case Phrase.Listing ignored -> "";
            case Phrase.Entry ignored -> "";
            case Phrase.Built ignored -> "";
        };
    }

    /** Of what function a field comes where it is sent, or empty. What comes of another neither opens nor is the same: it is left out. */
    private String seal(String form, String field) {
        return seals.computeIfAbsent(form + "." + field, k -> {
            for (Step step : sketch.parties().stream()
                    .flatMap(p -> p.places().stream())
                    .flatMap(p -> p.handlers().stream())
                    .flatMap(h -> Step.all(h.body()).stream())
                    .toList()) {
                if (step instanceof Step.Send(String message, List<Step.Given> fields) && message.equals(form)) {
                    for (Step.Given given : fields) {
                        if (given.field().equals(field)) {
                            return sign(given.value());
                        }
                    }
                }
            }
            return "";
        });
    }

    private void instances(Phrase phrase, Map<String, String> types, Holdings holdings, Set<Octets> out) {
        List<String> words = List.copyOf(types.keySet());
        List<List<Octets>> choices =
                words.stream().map(w -> choices(types.get(w), holdings)).toList();
        long all = 1;
        for (List<Octets> each : choices) {
            all *= each.size();
        }
        curtailed |= all > INSTANCES;
        for (long i = 0; i < Math.min(all, INSTANCES); i++) {
            long rest = i;
            Map<String, Octets> values = new HashMap<>();
            for (int w = 0; w < words.size(); w++) {
                values.put(words.get(w), choices.get(w).get((int)
                        (rest % choices.get(w).size())));
                rest /= choices.get(w).size();
            }
            computed.computeIfAbsent(phrase.text() + values, k -> Optional.ofNullable(value(phrase, values)))
                    .ifPresent(out::add);
        }
    }

    /** What he holds that fits a type, agents by their names. */
    private List<Octets> choices(String type, Holdings holdings) {
        if (type.equals("agent")) {
            return List.of(name("Alice"), name("Bob"), name(Oracle.ATTACKER));
        }
        if (type.equals("bytes")) {
            return List.copyOf(holdings.open());
        }
        if (type.startsWith("u")) {
            return numbers(Integer.parseInt(type.substring(1)) / 8);
        }
        int length = Integer.parseInt(type.replaceAll("\\D", ""));
        return length == 32
                ? holdings.ofLength(32).stream().filter(o -> !tags.contains(o)).toList()
                : holdings.ofLength(length);
    }

    /** The numbers that are written, and those beside them. */
    private List<Octets> numbers(int octets) {
        Set<Octets> numbers = new LinkedHashSet<>();
        numbers.add(Octets.of(0, octets));
        var matcher = java.util.regex.Pattern.compile("(?<![\\w\\[])(\\d+)\\b").matcher(SketchText.of(sketch));
        while (matcher.find() && numbers.size() < 20) {
            long number = Long.parseLong(matcher.group(1));
            numbers.add(Octets.of(number, octets));
            numbers.add(Octets.of(number + 1, octets));
        }
        return List.copyOf(numbers);
    }

    static Octets name(String agent) {
        return Stage.octets(Datum.Agent.of(agent));
    }

    private @Nullable Octets value(Phrase phrase, Map<String, Octets> words) {
        if (phrase instanceof Phrase.Word(String text)) {
            return words.get(text);
        }
        if (phrase instanceof Phrase.Built(String form, List<String> fields, List<Phrase> given)) {
            List<Value> values = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Octets value = value(given.get(i), words);
                if (value == null) {
                    return null;
                }
                values.add(new Value(fields.get(i), value));
            }
            return sketch.encoded(new Sketch.Delivery(form, values, 0));
        }
        List<Ground.Known> parts = new ArrayList<>();
        for (Phrase part : phrase.parts()) {
            Octets value = part instanceof Phrase.Number ? new Octets("") : value(part, words);
            if (value == null) {
                return null;
            }
            parts.add(new Ground.Known(part, value, false));
        }
        return new Evaluation(new Sketch.Grounded(parts, List.of())).octets(phrase);
    }

    // ---- messages ----

    /** What he heard in fields that are sealed in a way. */
    private List<Octets> heard(String seal, List<Datum.Msg> heard) {
        List<Octets> found = new ArrayList<>();
        for (Datum.Msg message : heard) {
            Form form = sketch.form(message.message().name());
            Datum.Rec fields = (Datum.Rec) message.elements()[0];
            for (int i = 0; i < form.fields().size(); i++) {
                if (seal(form.name(), form.fields().get(i).name()).equals(seal)) {
                    found.add(Stage.octets(fields.fields()[i]));
                }
            }
        }
        return found;
    }

    /** Every message of a kind that he can say, as octets, those that he heard first. */
    Set<Octets> messages(Form form, List<Datum.Msg> heard) {
        Holdings holdings = holdings(heard);
        Map<String, Set<Octets>> said = sayable.getOrDefault(tape(heard), Map.of());
        Set<Octets> messages = new LinkedHashSet<>();
        for (Datum.Msg message : heard) {
            if (message.message().name().equals(form.name())) {
                messages.add(Octets.of(message.octets()));
            }
        }
        List<List<Octets>> choices = new ArrayList<>();
        long all = 1;
        for (Field field : form.fields()) {
            Set<Octets> fitting = new LinkedHashSet<>();
            String made = seal(form.name(), field.name());
            if (MADE.contains(made)) {
                fitting.addAll(heard(made, heard));
                fitting.addAll(said.getOrDefault(made, Set.of()));
                if (!SEALS.contains(made)) {
                    fitting.add(field.octets() == 64 ? Guard.OWN_PUBLIC : Guard.OWN_HALF);
                }
            } else {
                fitting.addAll(choices(field.type(), holdings));
                said.values()
                        .forEach(values -> values.stream()
                                .filter(o -> field.type().startsWith("bytes[") && o.length() == field.octets())
                                .forEach(fitting::add));
            }
            choices.add(List.copyOf(fitting));
            all *= fitting.size();
        }
        curtailed |= all > MESSAGES;
        for (long i = 0; i < Math.min(all, MESSAGES); i++) {
            long rest = i;
            List<Value> values = new ArrayList<>();
            for (int f = 0; f < choices.size(); f++) {
                List<Octets> of = choices.get(f);
                values.add(new Value(form.fields().get(f).name(), of.get((int) (rest % of.size()))));
                rest /= of.size();
            }
            messages.add(sketch.encoded(new Sketch.Delivery(form.name(), values, 0)));
        }
        return messages;
    }
}
