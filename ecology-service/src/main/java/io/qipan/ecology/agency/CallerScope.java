package io.qipan.ecology.agency;

import io.qipan.ecology.agency.model.Scope;
import io.qipan.ecology.agency.model.Scope.Everything;
import io.qipan.ecology.agency.model.Scope.Shared;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;

/** What a caller sees now. An agreement that has ended counts at once. */
@Singleton
public class CallerScope {
    private final UnitOfWork unitOfWork;
    private final Agencies agencies;
    private final InstantSource clock;

    public CallerScope(UnitOfWork unitOfWork, Agencies agencies, InstantSource clock) {
        this.unitOfWork = unitOfWork;
        this.agencies = agencies;
        this.clock = clock;
    }

    /**
     * Outside of a unit of work; costs a query for callers from another agency only. Somebody with the role AGENCY and nothing
     * else, whose token names no agency, sees nothing.
     */
    public Scope of(Caller caller) {
        if (caller.agency().isPresent()) {
            String agency = caller.agency().get();
            return new Shared(unitOfWork.read(() -> agencies.inForce(agency, clock.instant())));
        }
        boolean ofOurs = caller.roles().stream().anyMatch(role -> role != Role.AGENCY);
        return ofOurs ? new Everything() : new Shared(List.of());
    }
}
