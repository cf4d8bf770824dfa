package dev.troth.spec.model;

/** A way in or out: a channel, and for signalling which message of the session set-up carries it. */
public record Port(int channel, String channelName, String name) {
    @Override
    public String toString() {
        return name.isEmpty() ? channelName : channelName + "." + name;
    }
}
