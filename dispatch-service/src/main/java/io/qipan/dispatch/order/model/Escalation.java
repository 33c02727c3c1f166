package io.qipan.dispatch.order.model;

import java.time.Instant;

/** A step of the acknowledgement ladder that was taken; steps count from 1. */
public record Escalation(int step, Ladder.Action action, Instant at) {}
