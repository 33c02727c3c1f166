package io.qipan.dispatch.complaint;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.complaint.model.Category;
import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.complaint.model.ComplaintState.Received;
import io.qipan.dispatch.followup.FollowUpRecords;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.id.model.FollowUpId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.OpenComplaintRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Takes a complaint about an incident, from a follow-up or by itself. */
@Singleton
class OpenComplaint {
    private final ComplaintRecords records;
    private final IncidentRecords incidents;
    private final FollowUpRecords followUps;
    private final DispatchSettings settings;
    private final InstantSource clock;

    OpenComplaint(
            ComplaintRecords records,
            IncidentRecords incidents,
            FollowUpRecords followUps,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.followUps = followUps;
        this.settings = settings;
        this.clock = clock;
    }

    Complaint open(OpenComplaintRequest request, Caller caller) {
        Incident about = incidents.get(IncidentId.parse(request.getIncident()));
        IncidentId incident = about.id();
        Optional<FollowUpId> followUp = Optional.of(request.getOptionalFollowUp())
                .filter(name -> !name.isEmpty())
                .map(FollowUpId::parse);
        followUp.ifPresent(id -> refuseOther(id, incident));
        Instant now = Times.now(clock);
        return records.add(new Complaint(
                new ComplaintId(UuidCreator.getTimeOrderedEpoch()),
                1,
                new Received(now.plus(settings.examineComplaint()), false),
                incident,
                followUp,
                Category.valueOf(request.getCategory().name()),
                request.getText(),
                caller.subject(),
                caller.subject(),
                now,
                about.drill()));
    }

    private void refuseOther(FollowUpId id, IncidentId incident) {
        IncidentId itsOwn = followUps.get(id).incident();
        if (!itsOwn.equals(incident)) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            id.name() + " is of " + itsOwn.name() + ", not of " + incident.name()
                                    + ". Name that incident, or no follow-up.")
                    .withViolations(List.of(new Refusal.Violation("optional_follow_up", "is of " + itsOwn.name())))
                    .asException();
        }
    }
}
