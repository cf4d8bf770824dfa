package dev.troth.statemachine.machine;

import dev.troth.spec.model.Expr;
import dev.troth.spec.model.Message;
import dev.troth.spec.model.Reaction;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.spec.model.Statement;
import dev.troth.spec.model.Timer;
import dev.troth.spec.text.Span;
import dev.troth.statemachine.algebra.Algebra;
import dev.troth.statemachine.algebra.Decision;
import dev.troth.statemachine.algebra.Formula;
import dev.troth.statemachine.algebra.Match;
import dev.troth.statemachine.algebra.UnbuildableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Statements in order, in every frame that the answers of the algebra lead to. */
final class Execution<V> {
    /** So many states at most are entered at one event, by what is done on entering the one before. */
    private static final int MAX_ENTERED = 100;

    private final Algebra<V> algebra;
    private final Evaluator<V> evaluator;
    private final Chosen chosen;
    private final Lookups<V> lookups;
    private boolean enduring;

    Execution(Algebra<V> algebra, Evaluator<V> evaluator) {
        this.algebra = algebra;
        this.evaluator = evaluator;
        this.chosen = new Chosen();
        this.lookups = new Lookups<>(algebra, evaluator);
    }

    /** A run that does what cannot be done ends there, as if it had not come so far: what others do goes on. */
    void endure() {
        enduring = true;
    }

    /** Runs statements until one ends the reaction. */
    List<Frame<V>> run(List<Statement> statements, Frame<V> start) {
        List<Frame<V>> frames = List.of(start);
        for (Statement statement : statements) {
            if (frames.size() == 1) {
                Frame<V> only = frames.getFirst();
                if (only.ended) {
                    return frames;
                }
                frames = step(statement, only);
                continue;
            }
            List<Frame<V>> next = new ArrayList<>();
            for (Frame<V> frame : frames) {
                if (frame.ended) {
                    next.add(frame);
                } else {
                    next.addAll(step(statement, frame));
                }
            }
            frames = next;
        }
        return frames;
    }

    /** One statement: first which entries the keys in it name, then what it says. */
    private List<Frame<V>> step(Statement statement, Frame<V> frame) {
        List<Frame<V>> frames = attempt(statement, () -> lookups.resolved(statement, frame));
        if (frames.size() == 1) {
            return attempt(statement, () -> said(statement, frames.getFirst()));
        }
        List<Frame<V>> all = new ArrayList<>();
        for (Frame<V> each : frames) {
            all.addAll(attempt(statement, () -> said(statement, each)));
        }
        return all;
    }

    /** What comes of one frame: nothing if it does what cannot be done; other frames go on. */
    private <T> List<T> attempt(Statement statement, Supplier<List<T>> action) {
        try {
            return action.get();
        } catch (UnbuildableException e) {
            return ended(new RunFaultException(statement.span(), "this cannot be built: " + e.getMessage()));
        } catch (RunFaultException fault) {
            return ended(fault);
        }
    }

    private <T> List<T> ended(RunFaultException fault) {
        if (!enduring) {
            throw fault;
        }
        return List.of();
    }

    private List<Frame<V>> said(Statement statement, Frame<V> frame) {
        // The commonest by plain tests, as in the evaluator.
        if (statement instanceof Statement.Require require) {
            return require(require, frame);
        }
        if (statement instanceof Statement.If branch) {
            return branch(branch, frame);
        }
        switch (statement) {
            case Statement.Assign(var ignored, int variable, String name, Expr expr) -> {
                V value = evaluator.value(expr, frame);
                frame.variables[variable] = value;
                if (frame.tracing) {
                    frame.effect(new Effect.Assigned<>(name, value));
                }
                return List.of(frame);
            }
            case Statement.Let(var ignored, int slot, String ignoredName, Expr expr) -> {
                frame.locals[slot] = evaluator.value(expr, frame);
                return List.of(frame);
            }
            case Statement.Send send -> {
                V value = evaluator.value(send.value(), frame);
                List<String> agents = frame.before.agents();
                String to = send.to() < agents.size() ? agents.get(send.to()) : "";
                frame.sent(send.message(), new Session.Sending<>(send.port(), to, value));
                frame.effect(new Effect.Sent<>(send.message(), send.port(), to, value, false, send.refs()));
                return List.of(frame);
            }
            case Statement.Require require -> {
                return require(require, frame);
            }
            case Statement.Open open -> {
                return open(open, frame);
            }
            case Statement.Choose choose -> {
                return choose(choose, frame);
            }
            case Statement.If branch -> {
                return branch(branch, frame);
            }
            case Statement.Goto go -> {
                if (frame.epoch - frame.before.epoch() >= MAX_ENTERED) {
                    throw new RunFaultException(
                            go.span(),
                            "the run does not come to rest: one event enters more than " + MAX_ENTERED
                                    + " states in a row, and goes on to "
                                    + frame.before.role().states().get(go.state()));
                }
                State next = frame.before.role().states().get(go.state());
                String reason = evaluator.reason(go.reason(), frame);
                frame.enter(next);
                frame.effect(new Effect.Entered<>(next, reason, frame.session()));
                return entered(frame, next);
            }
            case Statement.Discard(var ignored, Expr reason) -> {
                frame.effect(new Effect.Discarded<>(evaluator.reason(reason, frame)));
                frame.discard();
                return List.of(frame);
            }
            case Statement.Add(var ignored, int store, String name, Expr expr) -> {
                return add(store, name, evaluator.value(expr, frame), frame);
            }
            case Statement.Put put -> {
                return put(put, evaluator.value(put.key(), frame), evaluator.value(put.value(), frame), frame);
            }
            case Statement.Export(var ignored, Expr expr, String text, String target, var ignoredRefs) -> {
                frame.effect(new Effect.Exported<>(target, text, evaluator.value(expr, frame)));
                return List.of(frame);
            }
            case Statement.Show(var ignored, Expr expr, String text) -> {
                frame.effect(new Effect.Shown<>(text, evaluator.value(expr, frame)));
                return List.of(frame);
            }
            case Statement.Resend(var ignored, Message message) -> {
                resend(message, frame);
                return List.of(frame);
            }
            case Statement.Spawn ignored -> {
                Event.Received<V> event = frame.received;
                if (event != null) {
                    frame.effect(new Effect.Spawned<>(event));
                }
                frame.ended = true;
                return List.of(frame);
            }
        }
    }

    void resend(Message message, Frame<V> frame) {
        Session.Sending<V> last = frame.lastSent(message);
        if (last != null) {
            frame.effect(new Effect.Sent<>(message, last.port(), last.to(), last.value(), true, List.of()));
        }
    }

    /** Each way a condition can turn out, with its frame. */
    private record Way<V>(boolean holds, Frame<V> frame) {}

    private List<Way<V>> decide(Expr condition, Frame<V> frame, Span where) {
        return decide(evaluator.formula(condition, frame), frame, where);
    }

    private List<Way<V>> decide(Formula<V> formula, Frame<V> frame, Span where) {
        if (formula instanceof Formula.Truth<V>(boolean value)) {
            return List.of(new Way<>(value, frame));
        }
        List<Decision> decisions = algebra.decide(formula, frame.condition);
        if (decisions.size() == 1) {
            frame.condition = decisions.getFirst().condition().at(where);
            return List.of(new Way<>(decisions.getFirst().holds(), frame));
        }
        List<Way<V>> ways = new ArrayList<>();
        for (Decision decision : decisions) {
            Frame<V> copy = frame.copy();
            copy.condition = decision.condition().at(where);
            ways.add(new Way<>(decision.holds(), copy));
        }
        return ways;
    }

    private List<Frame<V>> require(Statement.Require require, Frame<V> frame) {
        List<Way<V>> ways = decide(require.condition(), frame, require.span());
        List<Frame<V>> frames = new ArrayList<>(ways.size());
        for (Way<V> way : ways) {
            if (way.frame().tracing) {
                way.frame().effect(new Effect.Checked<>(require.text(), way.holds(), require.refs()));
            }
            if (way.holds()) {
                frames.add(way.frame());
            } else {
                frames.addAll(failed(require.failure(), way.frame()));
            }
        }
        return frames;
    }

    /** Runs the statements of a failure; nothing after the check is reached. */
    private List<Frame<V>> failed(List<Statement> failure, Frame<V> frame) {
        List<Frame<V>> frames = run(failure, frame);
        frames.forEach(f -> f.ended = true);
        return frames;
    }

    private List<Frame<V>> branch(Statement.If branch, Frame<V> frame) {
        List<Way<V>> ways = decide(branch.condition(), frame, branch.span());
        if (ways.size() == 1) {
            Way<V> only = ways.getFirst();
            return run(only.holds() ? branch.then() : branch.otherwise(), only.frame());
        }
        List<Frame<V>> frames = new ArrayList<>();
        for (Way<V> way : ways) {
            frames.addAll(run(way.holds() ? branch.then() : branch.otherwise(), way.frame()));
        }
        return frames;
    }

    private List<Frame<V>> open(Statement.Open open, Frame<V> frame) {
        V value = evaluator.value(open.value(), frame);
        List<Match<V>> matches = algebra.match(open.message(), value, Map.of(), frame.condition);
        List<Frame<V>> frames = new ArrayList<>(matches.size());
        for (Match<V> match : matches) {
            Frame<V> each = matches.size() == 1 ? frame : frame.copy();
            each.condition = match.condition().at(open.span());
            switch (match) {
                case Match.Fits<V>(V message, var ignored) -> {
                    each.locals[open.slot()] = message;
                    if (each.tracing) {
                        each.effect(
                                new Effect.Checked<>("open as " + open.message().name(), true, open.refs()));
                    }
                    frames.add(each);
                }
                case Match.Refused<V>(String reason, var ignored) -> {
                    if (each.tracing) {
                        each.effect(new Effect.Checked<>(
                                "open as " + open.message().name() + ": " + reason, false, open.refs()));
                    }
                    frames.addAll(failed(open.failure(), each));
                }
            }
        }
        return frames;
    }

    private List<Frame<V>> choose(Statement.Choose choose, Frame<V> start) {
        boolean read = chosen.isRead(choose, start.before.role()) || lookups.areIn(choose.condition());
        List<Way<V>> ways = read ? first(choose, start) : any(choose, start);
        List<Frame<V>> frames = new ArrayList<>(ways.size());
        for (Way<V> way : ways) {
            if (way.frame().tracing) {
                way.frame().effect(new Effect.Checked<>("choose " + choose.name(), way.holds(), choose.refs()));
            }
            if (way.holds()) {
                frames.add(way.frame());
            } else {
                frames.addAll(failed(choose.failure(), way.frame()));
            }
        }
        return frames;
    }

    /** The first entry that fits is kept. */
    private List<Way<V>> first(Statement.Choose choose, Frame<V> start) {
        List<Way<V>> ways = new ArrayList<>(1);
        List<Frame<V>> open = List.of(start);
        for (V item : algebra.items(evaluator.value(choose.from(), start))) {
            List<Frame<V>> next = new ArrayList<>(1);
            for (Frame<V> frame : open) {
                frame.locals[choose.slot()] = item;
                for (Frame<V> each : lookups.resolved(List.of(choose.condition()), frame)) {
                    for (Way<V> way : attempt(choose, () -> decide(choose.condition(), each, choose.span()))) {
                        if (way.holds()) {
                            ways.add(way);
                        } else {
                            next.add(way.frame());
                        }
                    }
                }
            }
            open = next;
        }
        open.forEach(frame -> ways.add(new Way<>(false, frame)));
        return ways;
    }

    /** Whether any entry fits; nobody reads which. */
    private List<Way<V>> any(Statement.Choose choose, Frame<V> frame) {
        List<Formula<V>> fits = new ArrayList<>();
        for (V item : algebra.items(evaluator.value(choose.from(), frame))) {
            frame.locals[choose.slot()] = item;
            fits.add(evaluator.formula(choose.condition(), frame));
        }
        return decide(new Formula.Any<>(fits), frame, choose.span());
    }

    private List<Frame<V>> add(int store, String name, V value, Frame<V> frame) {
        Role role = frame.before.role();
        long expires = evaluator.expiry(role.stores().get(store), frame);
        frame.stores = frame.stores.with(
                frame.before.agent(), role, store, frame.moment.nanos(), new Stores.Entry<>(value, null, expires));
        if (frame.tracing) {
            frame.effect(new Effect.Stored<>(name, value));
        }
        return List.of(frame);
    }

    /** The entry with that key is replaced, in each way in which one may have it; else there is one more. */
    private List<Frame<V>> put(Statement.Put put, V key, V value, Frame<V> start) {
        Role role = start.before.role();
        String agent = start.before.agent();
        long now = start.moment.nanos();
        int store = put.store();
        Stores.Entry<V> entry =
                new Stores.Entry<>(key, value, evaluator.expiry(role.stores().get(store), start));
        List<Stores.Entry<V>> entries = start.stores.entries(agent, role, store, now);
        List<Frame<V>> done = new ArrayList<>(1);
        List<Frame<V>> open = List.of(start);
        for (int i = 0; i < entries.size() && !open.isEmpty(); i++) {
            List<Frame<V>> next = new ArrayList<>(1);
            for (Frame<V> frame : open) {
                for (Way<V> way : same(key, entries.get(i).key(), frame, put.span())) {
                    if (way.holds()) {
                        Frame<V> replacing = way.frame();
                        replacing.stores = replacing.stores.replacing(agent, role, store, now, i, entry);
                        done.add(replacing);
                    } else {
                        next.add(way.frame());
                    }
                }
            }
            open = next;
        }
        for (Frame<V> frame : open) {
            frame.stores = frame.stores.with(agent, role, store, now, entry);
            done.add(frame);
        }
        for (Frame<V> frame : done) {
            if (frame.tracing) {
                frame.effect(new Effect.Stored<>(put.name(), key));
            }
        }
        return done;
    }

    private List<Way<V>> same(V key, V other, Frame<V> frame, Span where) {
        return algebra.identical(key, other)
                ? List.of(new Way<>(true, frame))
                : decide(new Formula.Compare<>(Expr.Comparison.EQUAL, key, other), frame, where);
    }

    /** Runs the entry reactions of a state just entered and sets its timers. */
    List<Frame<V>> entered(Frame<V> frame, State state) {
        int epoch = frame.epoch;
        List<Frame<V>> frames = List.of(frame);
        for (int i = 0; i < state.reactions().size(); i++) {
            Reaction reaction = state.reactions().get(i);
            Long delay = delay(reaction.trigger());
            boolean entry = reaction.trigger() instanceof Reaction.Entry;
            if (!entry && delay == null) {
                continue;
            }
            List<Frame<V>> next = new ArrayList<>(1);
            for (Frame<V> each : frames) {
                if (each.epoch != epoch) {
                    next.add(each);
                } else if (entry) {
                    each.begin(algebra, reaction.locals());
                    next.addAll(run(reaction.body(), each));
                } else if (delay != null) {
                    each.effect(new Effect.TimerSet<>(i, epoch, delay));
                    next.add(each);
                }
            }
            frames = next;
        }
        frames.forEach(f -> f.ended = true);
        return frames;
    }

    private @Nullable Long delay(Reaction.Trigger trigger) {
        return switch (trigger) {
            case Reaction.After(Expr delay) -> evaluator.nanos(delay);
            case Reaction.Retransmit(Message ignored, Timer timer) -> timer.first();
            case Reaction.Entry _,
                    Reaction.Local _,
                    Reaction.Receive _,
                    Reaction.Malformed _,
                    Reaction.Silence _,
                    Reaction.Otherwise _ -> null;
        };
    }
}
