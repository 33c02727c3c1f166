package io.qipan.dispatch.complaint;

import io.qipan.dispatch.DispatchSettings;
import io.qipan.dispatch.complaint.model.Complaint;
import io.qipan.dispatch.complaint.model.ComplaintState.Answer;
import io.qipan.dispatch.complaint.model.ComplaintState.Finding;
import io.qipan.dispatch.id.model.ComplaintId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.dispatch.incident.model.Incident;
import io.qipan.proto.dispatch.v1.AnswerComplaintRequest;
import io.qipan.proto.dispatch.v1.CloseComplaintRequest;
import io.qipan.proto.dispatch.v1.ExamineComplaintRequest;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;

/** The steps of an open complaint: each loads it, decides, saves and tells. */
@Singleton
class WorkComplaint {
    private final ComplaintRecords records;
    private final IncidentRecords incidents;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkComplaint(ComplaintRecords records, IncidentRecords incidents, DispatchSettings settings, InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.settings = settings;
        this.clock = clock;
    }

    Complaint examine(ExamineComplaintRequest request, Caller caller) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Complaint next = complaint
                .examine(caller.subject(), ownersOfIncident(complaint), now.plus(settings.answerComplaint()))
                .orRefuse();
        return records.change(next, "complaint.examined", now, "");
    }

    Complaint answer(AnswerComplaintRequest request, Caller caller) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Answer answer = new Answer(Finding.valueOf(request.getFinding().name()), request.getReason(), now);
        Complaint next = complaint
                .answer(caller.subject(), ownersOfIncident(complaint), answer, now.plus(settings.closeComplaint()))
                .orRefuse();
        return records.change(next, "complaint.answered", now, request.getReason());
    }

    Complaint close(CloseComplaintRequest request) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Complaint next = complaint.close(request.getNote(), now).orRefuse();
        return records.change(next, "complaint.closed", now, request.getNote());
    }

    /** Of the incident, and of those that it was merged into: their owners did the work. */
    private Set<String> ownersOfIncident(Complaint complaint) {
        return incidents.upToRoot(complaint.incident()).stream()
                .map(Incident::owner)
                .collect(Collectors.toSet());
    }

    private Complaint lock(String name, String etag) {
        return records.lock(ComplaintId.parse(name), etag);
    }
}
