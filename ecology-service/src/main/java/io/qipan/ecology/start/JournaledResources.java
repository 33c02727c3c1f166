package io.qipan.ecology.start;

import io.qipan.proto.ecology.v1.CaseServiceGrpc;
import io.qipan.proto.ecology.v1.SpeciesServiceGrpc;
import io.qipan.proto.ecology.v1.EvidenceServiceGrpc;
import io.qipan.runtime.journal.JournaledKinds;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;

/** What this service tells its journal of, and who may read it there. */
@Singleton
public class JournaledResources {

    @Produces
    @Singleton
    static JournaledKinds kinds() {
        return JournaledKinds.readBy(Map.ofEntries(
                Map.entry("cases", CaseServiceGrpc.getGetCaseMethod()),
                Map.entry("speciesLists", SpeciesServiceGrpc.getGetSpeciesListMethod()),
                Map.entry("evidence", EvidenceServiceGrpc.getGetEvidenceMethod())));
    }
}
