package io.qipan.dispatch.pattern.model;

/** How many incidents were left out, each counted once, by the first reason that holds. */
public record Exclusions(int drills, int duplicates, int withoutPlace, int vaguePlace) {}
