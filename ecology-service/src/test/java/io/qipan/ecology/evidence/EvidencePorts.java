package io.qipan.ecology.evidence;

/** Opens the adapter to tests of other features. */
public final class EvidencePorts {

    private EvidencePorts() {}

    public static EvidenceRecords records() {
        return new PostgresEvidenceRecords();
    }
}
