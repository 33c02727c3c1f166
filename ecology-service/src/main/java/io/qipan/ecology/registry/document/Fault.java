package io.qipan.ecology.registry.document;

/**
 * Something in a document that cannot be used.
 *
 * @param index line or position in the document, from 1; 0: the whole
 * @param code of the subject, empty if that could not be read
 */
public record Fault(int index, String code, String text) {}
