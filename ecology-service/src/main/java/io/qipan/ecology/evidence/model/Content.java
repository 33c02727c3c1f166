package io.qipan.ecology.evidence.model;

/**
 * What a file holds.
 *
 * @param sha256 64 hexadecimal digits
 */
public record Content(String sha256, long sizeBytes) {}
