package io.qipan.patrol.commitment;

import io.qipan.patrol.commitment.model.Claim;
import io.qipan.patrol.commitment.model.Release;
import io.qipan.patrol.commitment.model.ReleaseReason;
import java.time.Instant;
import java.util.Optional;

/** Orders by number, and what they ask for. */
public final class Orders {
    public static final Instant AT = Instant.parse("2026-07-23T17:00:00Z");
    public static final String INCIDENT = "incidents/0198a000-0000-7000-8000-0000000000aa";

    private Orders() {}

    public static String order(int number) {
        return "orders/0198a000-0000-7000-8000-%012d".formatted(number);
    }

    public static Claim claim(int order, String unit) {
        return new Claim(unit, order(order), INCIDENT, AT, Optional.empty());
    }

    public static Claim divert(int order, String unit, int from) {
        return new Claim(unit, order(order), INCIDENT, AT.plusSeconds(60), Optional.of(order(from)));
    }

    public static Release release(int order, String unit, ReleaseReason reason) {
        return new Release(order(order), unit, INCIDENT, reason, AT.plusSeconds(600));
    }
}
