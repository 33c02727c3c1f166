package io.qipan.ecology.chief;

import io.qipan.ecology.chief.model.Borders;
import io.qipan.ecology.chief.model.Posts;
import io.qipan.ecology.chief.model.Responsibility;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** Jurisdictions and appointments as this replica knows them, in memory. */
@Singleton
public class LiveChiefs {
    private final UnitOfWork unitOfWork;
    private final Jurisdictions jurisdictions;
    private final Appointments appointments;
    private final ReentrantLock refreshing = new ReentrantLock();
    private volatile Known known = new Known(new Responsibility(Borders.none(), Posts.of(List.of())), 0);

    /**
     * @param changes of appointments that are taken into account
     */
    private record Known(Responsibility responsibility, long changes) {}

    public LiveChiefs(UnitOfWork unitOfWork, Jurisdictions jurisdictions, Appointments appointments) {
        this.unitOfWork = unitOfWork;
        this.jurisdictions = jurisdictions;
        this.appointments = appointments;
    }

    /** Never waits. */
    public Responsibility responsibility() {
        return known.responsibility();
    }

    /** Takes over what is new. Costs two short queries if nothing is. */
    public void refresh() {
        refreshing.lock();
        try {
            // One snapshot, so that the versions are those of the revisions.
            known = unitOfWork.read(this::next);
        } finally {
            refreshing.unlock();
        }
    }

    private Known next() {
        Borders borders = known.responsibility().borders();
        if (jurisdictions.newest() != borders.newest()) {
            borders = Borders.of(jurisdictions.revisions(), jurisdictions.versions(), Optional.of(borders));
        }
        Posts posts = known.responsibility().posts();
        long changes = appointments.changes();
        if (changes != known.changes()) {
            posts = Posts.of(appointments.all());
        }
        return new Known(new Responsibility(borders, posts), changes);
    }
}
