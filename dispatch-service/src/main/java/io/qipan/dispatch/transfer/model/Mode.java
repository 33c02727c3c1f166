package io.qipan.dispatch.transfer.model;

/** How a matter gets to its owner; see {@code qipan.dispatch.v1.TransferMode}. */
public enum Mode {
    PUT_THROUGH,
    PUSHED,
    THREE_PARTY
}
