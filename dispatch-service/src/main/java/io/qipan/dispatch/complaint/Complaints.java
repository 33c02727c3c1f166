package io.qipan.dispatch.complaint;

import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.IncidentId;
import java.util.List;
import java.util.Optional;

/** The complaints that were opened. Inside a unit of work only. */
interface Complaints {

    /** Which to list; what is empty does not restrict. */
    record Filter(Optional<IncidentId> incident, boolean openOnly) {}

    void add(Complaint complaint);

    Optional<Complaint> find(ComplaintId id);

    /** The complaint, kept from being changed by others until the unit of work ends. Refuses NOT_FOUND. */
    Complaint lock(ComplaintId id);

    void save(Complaint complaint);

    /** Newest first, older than the given id. */
    List<Complaint> list(Filter filter, Optional<ComplaintId> olderThan, int limit);
}
