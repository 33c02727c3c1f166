package io.qipan.launcher.replay;

/** Why a line of a file cannot be replayed. */
final class UnreadableRow extends Exception {

    private static final long serialVersionUID = 1;

    UnreadableRow(String reason) {
        super(reason);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
