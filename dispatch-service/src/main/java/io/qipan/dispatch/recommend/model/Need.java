package io.qipan.dispatch.recommend.model;

/** So many units that can do this; an empty capability means any unit. */
public record Need(String capability, int count) {}
