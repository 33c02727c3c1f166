package io.qipan.testkit.crooked.grid.model;

import com.google.protobuf.Timestamp;

/** A model that knows a message. */
public record Grid(Timestamp since) {}
