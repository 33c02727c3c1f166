package io.qipan.patrol.device.model;

import io.qipan.runtime.refusal.Decision;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import java.time.Instant;

/**
 * A telephone that reports with a key.
 *
 * @param name {@code devices/{id}}
 * @param unit {@code units/{id}}, whom it is with
 * @param registeredAt the last time
 */
public record Device(String name, long version, String unit, State state, KeyHash key, Instant registeredAt) {
    private static final String PREFIX = "devices/";

    public enum State {
        ACTIVE,
        WITHDRAWN
    }

    public static Device registered(String name, String unit, KeyHash key, Instant now) {
        return new Device(name, 1, unit, State.ACTIVE, key, now);
    }

    public static String nameOf(String id) {
        return PREFIX + id;
    }

    /** What the telephone calls itself. */
    public String id() {
        return name.substring(PREFIX.length());
    }

    /** With another key, and perhaps another unit. */
    public Decision<Device> registerAgain(String otherUnit, KeyHash otherKey, Instant now) {
        return switch (state) {
            case ACTIVE ->
                Decision.refuse(Refusal.of(
                                Reason.ALREADY_EXISTS,
                                name + " is registered with " + unit + ". Withdraw it first if it needs another key.")
                        .with("resource", name));
            case WITHDRAWN -> Decision.grant(new Device(name, version + 1, otherUnit, State.ACTIVE, otherKey, now));
        };
    }

    public Decision<Device> withdraw(String etag) {
        String current = Long.toString(version);
        if (!etag.equals(current)) {
            return Decision.refuse(Refusal.staleEtag(name, etag, current));
        }
        return switch (state) {
            case ACTIVE -> Decision.grant(new Device(name, version + 1, unit, State.WITHDRAWN, key, registeredAt));
            case WITHDRAWN -> Decision.refuse(Refusal.illegalTransition(name, state.name(), "be withdrawn"));
        };
    }

    /** Whether what comes with this key is taken. Takes as long for every wrong key. */
    public boolean opensWith(DeviceKey given) {
        boolean fits = key.isOf(given);
        return state == State.ACTIVE && fits;
    }
}
