package io.qipan.patrol.commitment;

/** Opens the adapter to tests of other features. */
public final class CommitmentPorts {

    private CommitmentPorts() {}

    public static Commitments postgres() {
        return new PostgresCommitments();
    }
}
