package io.qipan.ecology.casefile;

/** The stored cases, for tests of what belongs to cases. */
public final class EvidenceCases {

    private EvidenceCases() {}

    public static Cases stored() {
        return new PostgresCases();
    }
}
