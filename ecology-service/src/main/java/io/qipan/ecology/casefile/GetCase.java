package io.qipan.ecology.casefile;

import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/** One case as it is now. */
@Singleton
public class GetCase {
    private final Cases cases;

    public GetCase(Cases cases) {
        this.cases = cases;
    }

    public CaseFile get(String name) {
        return CaseName.parse(name)
                .flatMap(cases::find)
                .orElseThrow(() -> Refusal.notFound(name).asException());
    }
}
