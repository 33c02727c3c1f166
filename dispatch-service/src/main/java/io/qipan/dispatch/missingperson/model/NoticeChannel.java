package io.qipan.dispatch.missingperson.model;

import java.time.Instant;
import java.util.Optional;

/** One way by which a notice reaches the public, and what a person has said of it. */
public record NoticeChannel(String name, Optional<HandOver> handedOver, Optional<TakenDown> takenDown) {

    /** That it was given to the channel. */
    public record HandOver(Instant at, String by) {}

    /** That the channel shows it no more, as somebody there confirmed. */
    public record TakenDown(Instant at, String confirmedBy) {}

    public static NoticeChannel named(String name) {
        return new NoticeChannel(name, Optional.empty(), Optional.empty());
    }

    NoticeChannel handOver(HandOver done) {
        return new NoticeChannel(name, Optional.of(done), takenDown);
    }

    NoticeChannel takeDown(TakenDown done) {
        return new NoticeChannel(name, handedOver, Optional.of(done));
    }
}
