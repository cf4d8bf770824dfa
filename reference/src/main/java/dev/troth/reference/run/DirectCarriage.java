package dev.troth.reference.run;

import dev.troth.spec.model.Port;

/**
 * Bodies of a session set-up handed from end to end without SIP around them: for measuring what the machines alone cost.
 */
final class DirectCarriage implements Carriage {
    private final World world;
    private final Signalling signalling;
    private int calls;

    DirectCarriage(World world, Signalling signalling) {
        this.world = world;
        this.signalling = signalling;
    }

    @Override
    public void send(Call call, String to, Port port, String label, byte[] octets, int sending) {
        String from = call.agent();
        switch (port.name()) {
            case Signalling.OFFER, Signalling.REOFFER -> {
                call.key = call.key.isEmpty() ? "call-" + ++calls : call.key;
                String key = call.key;
                world.agenda.after(1, () -> offered(from, to, key, port.name(), octets, sending));
            }
            case Signalling.ANSWER -> {
                String key = call.key;
                world.agenda.after(1, () -> {
                    signalling.told(from, key, "answered");
                    signalling.answer(to, key, octets, sending);
                    established(to, from, key);
                });
            }
            default -> {
                String key = call.key;
                world.agenda.after(1, () -> signalling.rejected(to, key, octets, sending));
            }
        }
    }

    private void offered(String caller, String callee, String key, String port, byte[] octets, int sending) {
        switch (signalling.offer(callee, key, port, octets, sending)) {
            case Signalling.AcceptPlain() -> {
                signalling.answer(caller, key, null, -1);
                established(caller, callee, key);
            }
            case Signalling.Refuse ignored -> signalling.rejected(caller, key, null, -1);
            case Signalling.Spoken() -> {}
            case Signalling.Wait() -> {}
        }
    }

    private void established(String caller, String callee, String key) {
        signalling.established(caller, key);
        signalling.established(callee, key);
    }

    @Override
    public void inject(String agent, String claimedSender, Port port, String label, byte[] octets, int sending) {
        String key = "attack-" + ++calls;
        world.agenda.after(1, () -> signalling.offer(agent, key, Signalling.OFFER, octets, sending));
    }
}
