package io.qipan.ecology.oversight;

import io.qipan.ecology.casefile.CaseName;
import io.qipan.ecology.casefile.Cases;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.CaseState.Closed;
import io.qipan.runtime.refusal.Refusal;
import jakarta.inject.Singleton;

/** The cases that entries are about. Inside a unit of work only. */
@Singleton
public class CasesInWork {
    private final Cases cases;

    public CasesInWork(Cases cases) {
        this.cases = cases;
    }

    void checkKnown(String name) {
        if (CaseName.parse(name).flatMap(cases::find).isEmpty()) {
            throw Refusal.notFound(name).asException();
        }
    }

    /** Nobody closes it meanwhile. */
    void lockOpen(String name, String action) {
        CaseFile found = CaseName.parse(name)
                .flatMap(cases::lock)
                .orElseThrow(() -> Refusal.notFound(name).asException());
        if (found.state() instanceof Closed) {
            throw Refusal.illegalTransition(name, found.state().code(), action).asException();
        }
    }
}
