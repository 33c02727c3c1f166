package io.qipan.dispatch.transfer.model;

/**
 * How a matter leaves.
 *
 * @param linked they come beside our own units, and the call stays ours; else it is theirs as soon as a person there takes it
 */
public record Way(Mode mode, boolean linked, Consent consent) {}
