package dev.troth.reference.fuzz;

import dev.troth.reference.fuzz.Arena.Happening;
import dev.troth.reference.fuzz.Arena.Run;
import dev.troth.reference.wire.Codec;
import dev.troth.reference.wire.Datum;
import dev.troth.reference.wire.Decoding;
import dev.troth.reference.wire.Octetting;
import dev.troth.spec.model.Layout;
import dev.troth.spec.model.Role;
import dev.troth.spec.model.State;
import dev.troth.statemachine.machine.Stores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is true of every specification, whatever it claims. */
final class MachineInvariants {
    private MachineInvariants() {}

    /** A state that is entered is one of the role; a fault of the machines counts here too. */
    static final class States implements Invariant {
        @Override
        public String name() {
            return "machine";
        }

        @Override
        public String kind() {
            return "machine";
        }

        @Override
        public @Nullable String after(Happening happening, Arena arena) {
            if (!(happening instanceof Happening.Entered(Run run, State state, var ignored))) {
                return null;
            }
            Role role = run.session.role();
            return role.states().get(state.index()) != state ? run.session + " is in a state of another role" : null;
        }
    }

    /** No entry leaves a store before the end of its life, but by the value of its key being replaced. */
    static final class Lives implements Invariant {
        @Override
        public String name() {
            return "stores";
        }

        @Override
        public String kind() {
            return "stores";
        }

        @Override
        public @Nullable String after(Happening happening, Arena arena) {
            if (!(happening instanceof Happening.Stored(long at, Stores<Datum> before, Stores<Datum> after))) {
                return null;
            }
            for (Stores.Entry<Datum> entry : before.all()) {
                boolean kept = entry.expires() <= at;
                for (Stores.Entry<Datum> later : after.all()) {
                    kept |= arena.algebra().isSame(entry.key(), later.key());
                }
                if (!kept) {
                    return "an entry left a store before the end of its life";
                }
            }
            return null;
        }
    }

    /** Octets that are taken for a message are the octets of that message, and what is sent reads as what it is. */
    static final class RoundTrip implements Invariant {
        @Override
        public String name() {
            return "round_trip";
        }

        @Override
        public String kind() {
            return "round_trip";
        }

        @Override
        public @Nullable String after(Happening happening, Arena arena) {
            return switch (happening) {
                case Happening.Sent(Run run, Arena.Sending sending) -> trip(sending.message, run);
                case Happening.Accepted(Run run, Datum.Msg message) -> trip(message, run);
                case Happening.Begun _,
                        Happening.Own _,
                        Happening.TimedOut _,
                        Happening.Brought _,
                        Happening.Entered _,
                        Happening.Exported _,
                        Happening.Refused _,
                        Happening.Stored _ -> null;
            };
        }

        /** What the layout of a message of one payload is told before it is read. */
        private static Map<Integer, Datum> parameters(Datum.Msg message) {
            Map<Integer, Datum> parameters = new HashMap<>();
            if (message.message().elements().getFirst().layout() instanceof Layout.Binary layout
                    && message.elements()[0] instanceof Datum.Rec rec) {
                for (int slot = 0; slot < layout.parameters(); slot++) {
                    parameters.put(slot, rec.fields()[slot]);
                }
            }
            return parameters;
        }

        private static @Nullable String trip(Datum.Msg message, Run run) {
            byte[] octets = message.octets();
            Decoding decoding = Codec.decode(message.message(), octets.clone(), parameters(message));
            if (!(decoding instanceof Decoding.Decoded(Datum.Msg read))) {
                return run.session + ": a " + message.message().name() + " cannot be read back";
            }
            return Arrays.equals(
                            Codec.encode(message.message(), read.elements()).octets(), octets)
                    ? null
                    : run.session + ": a " + message.message().name() + " is written in another way than it was read";
        }
    }

    /**
     * No agent hands the same key to the same user in two runs with honest peers, in roles of which something is claimed
     * that a second run with the same key would break.
     */
    static final class InstalledOnce implements Invariant {
        private final Set<Role> roles;
        private final Map<String, List<Installed>> installed = new HashMap<>();

        private record Installed(int run, byte[] key) {}

        InstalledOnce(Set<Role> roles) {
            this.roles = roles;
        }

        @Override
        public String name() {
            return "installed_once";
        }

        @Override
        public String kind() {
            return "freshness";
        }

        @Override
        public @Nullable String after(Happening happening, Arena arena) {
            if (!(happening instanceof Happening.Exported(Run run, String target, Datum key))
                    || !run.isHonest()
                    || !roles.contains(run.session.role())
                    || key == Datum.ABSENT) {
                return null;
            }
            byte[] octets = Octetting.octets(key);
            List<Installed> before = installed.computeIfAbsent(
                    run.session.agent() + "/" + run.session.role().name() + "/" + target, k -> new ArrayList<>());
            for (Installed each : before) {
                if (each.run() != run.number && Arrays.equals(each.key(), octets)) {
                    return run.session.agent() + " installs a key for " + target + " that an earlier run installed";
                }
            }
            before.add(new Installed(run.number, octets));
            return null;
        }
    }
}
