package io.qipan.ecology.procedure.model;

/** Why a fine is another one than its basis threatens by the known facts, and the article that allows it. */
public record FineDeviation(String article, String reason) {}
