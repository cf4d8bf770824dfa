package dev.troth.proofs.oracle;

import dev.troth.proofs.oracle.Stage.Arrival;
import dev.troth.proofs.oracle.Stage.World;
import dev.troth.reference.wire.Datum;
import dev.troth.spec.model.Claim;
import dev.troth.spec.model.Protocol;
import dev.troth.spec.model.Variant;
import dev.troth.statemachine.algebra.Condition;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.machine.Session;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Claims as they are read by anyone, judged on what has happened on the concrete machines. */
final class Truth {
    private final Stage stage;
    private final Claim.Property property;

    Truth(Stage stage, Claim.Property property) {
        this.stage = stage;
        this.property = property;
    }

    /** Whether the planted run of a sketch breaks its claim; for {@code reachable}, whether it gets there. */
    static boolean isShown(Sketch sketch, Protocol whole, Map<Integer, Integer> options) {
        Sketch.Script script = sketch.attack();
        if (script == null) {
            return false;
        }
        Protocol protocol = Variant.of(whole, options);
        Stage stage = new Stage(protocol);
        World world = World.EMPTY;
        for (Sketch.Run run : script.runs()) {
            world = stage.begin(world, run.role(), List.of(run.agent(), run.peer()));
        }
        for (Sketch.Delivery delivery : script.deliveries()) {
            world = stage.deliver(
                    world, delivery.run() - 1, sketch.encoded(delivery).bytes());
        }
        Claim claim = protocol.claims().getFirst();
        List<Octets> own = new ArrayList<>();
        script.deliveries().forEach(d -> d.values().forEach(v -> own.add(v.octets())));
        own.addAll(constants(sketch));
        List<Datum.Msg> heard =
                world.tape().stream().map(Stage.Sending::message).toList();
        return new Truth(stage, claim.property())
                .isBroken(
                        world,
                        () -> new Holdings(protocol, new HashMap<>())
                                .with(heard, own)
                                .withKeys(script.computed()));
    }

    /** The constants that are written in a specification. */
    static List<Octets> constants(Sketch sketch) {
        List<Octets> constants = new ArrayList<>();
        var matcher = java.util.regex.Pattern.compile("0x([0-9a-f]+)").matcher(SketchText.of(sketch));
        while (matcher.find()) {
            constants.add(new Octets(matcher.group(1)));
        }
        return constants;
    }

    Claim.Point point() {
        return switch (property) {
            case Claim.Secret secret -> secret.points().getFirst();
            case Claim.Agree agree -> agree.point();
            case Claim.Alive alive -> alive.point();
            case Claim.Fresh fresh -> fresh.point();
            case Claim.Never never -> never.point();
            case Claim.Reachable reachable -> reachable.point();
        };
    }

    boolean isReached(World world) {
        return !at(world, point()).isEmpty();
    }

    /** Whether the claim is false of what has happened. */
    boolean isBroken(World world, Supplier<Holdings> attacker) {
        return switch (property) {
            case Claim.Secret secret -> {
                List<Arrival> arrivals = at(world, secret.points().getFirst());
                Holdings holdings = arrivals.isEmpty() ? null : attacker.get();
                yield holdings != null
                        && arrivals.stream()
                                .map(a -> stage.machine.value(secret.terms().getFirst(), a.session()))
                                .anyMatch(v -> v != Datum.ABSENT && holdings.has(Stage.octets(v)));
            }
            case Claim.Agree agree ->
                at(world, agree.point()).stream().anyMatch(a -> !agrees(agree, a.session(), world))
                        || (agree.injective() && crowded(agree, world));
            case Claim.Alive alive ->
                at(world, alive.point()).stream().anyMatch(a -> !isAlive(alive, a.session(), world));
            case Claim.Fresh fresh -> {
                Map<Octets, Integer> seen = new HashMap<>();
                yield at(world, fresh.point()).stream().anyMatch(a -> {
                    Datum value = stage.machine.value(fresh.term(), a.session());
                    Integer first = value == Datum.ABSENT
                            ? null
                            : seen.putIfAbsent(Stage.octets(value), a.session().id());
                    return first != null && first != a.session().id();
                });
            }
            case Claim.Never never ->
                at(world, never.point()).stream()
                        .anyMatch(a -> stage.machine.decide(never.condition(), a.session(), Condition.ALWAYS).stream()
                                .anyMatch(Decision::holds));
            case Claim.Reachable reachable -> !at(world, reachable.point()).isEmpty();
        };
    }

    /** Each time that a run of the role with an honest peer came to the point. */
    List<Arrival> at(World world, Claim.Point point) {
        return world.arrivals().stream()
                .filter(a -> a.state().equals(point.state().name())
                        && a.session().role() == point.role()
                        && !a.session().agents().contains(Oracle.ATTACKER))
                .toList();
    }

    private List<Session<Datum>> partners(dev.troth.spec.model.Role role, Session<Datum> of, World world) {
        return world.runs().stream()
                .filter(r -> r.id() != of.id()
                        && r.role() == role
                        && r.agent().equals(of.agents().get(1))
                        && r.agents().contains(of.agent()))
                .toList();
    }

    private boolean agrees(Claim.Agree agree, Session<Datum> session, World world) {
        return partners(agree.with(), session, world).stream().anyMatch(partner -> matches(agree, session, partner));
    }

    private boolean matches(Claim.Agree agree, Session<Datum> session, Session<Datum> partner) {
        for (Claim.Data data : agree.on()) {
            Datum here = stage.machine.value(data.here(), session);
            Datum there = stage.machine.value(data.there(), partner);
            if (here == Datum.ABSENT || there == Datum.ABSENT || !stage.algebra.isSame(here, there)) {
                return false;
            }
        }
        return true;
    }

    /** More runs at the point than partners that agree with one of them. */
    private boolean crowded(Claim.Agree agree, World world) {
        List<Arrival> arrivals = at(world, agree.point());
        for (Arrival one : arrivals) {
            for (Arrival two : arrivals) {
                boolean apart = one.session().id() < two.session().id()
                        && one.session().agents().equals(two.session().agents());
                long partners = world.runs().stream()
                        .filter(r -> List.of(one, two).stream()
                                .anyMatch(a -> partners(agree.with(), a.session(), world)
                                                .contains(r)
                                        && matches(agree, a.session(), r)))
                        .count();
                if (apart && partners < 2) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The peer has said something in that role; with weak, in a run with this agent. */
    private boolean isAlive(Claim.Alive alive, Session<Datum> session, World world) {
        return world.runs().stream()
                .anyMatch(r -> r.id() != session.id()
                        && r.agent().equals(session.agents().get(1))
                        && (!alive.weak() || r.agents().contains(session.agent()))
                        && world.tape().stream().anyMatch(s -> s.run() == r.id() - 1));
    }
}
