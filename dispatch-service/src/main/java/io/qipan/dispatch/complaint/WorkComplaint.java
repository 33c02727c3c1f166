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
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The steps of an open complaint: each loads it, decides, saves and tells. */
@Singleton
class WorkComplaint {
    private final ComplaintRecords records;
    private final IncidentRecords incidents;
    private final PastWork pastWork;
    private final DispatchSettings settings;
    private final InstantSource clock;

    WorkComplaint(
            ComplaintRecords records,
            IncidentRecords incidents,
            PastWork pastWork,
            DispatchSettings settings,
            InstantSource clock) {
        this.records = records;
        this.incidents = incidents;
        this.pastWork = pastWork;
        this.settings = settings;
        this.clock = clock;
    }

    Complaint examine(ExamineComplaintRequest request, Caller caller) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Complaint next = complaint
                .examine(caller.subject(), whoWorkedOn(complaint), now.plus(settings.answerComplaint()))
                .orRefuse();
        return records.change(next, "complaint.examined", now, "");
    }

    Complaint answer(AnswerComplaintRequest request, Caller caller) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Answer answer = new Answer(Finding.valueOf(request.getFinding().name()), request.getReason(), now);
        Complaint next = complaint
                .answer(caller.subject(), whoWorkedOn(complaint), answer, now.plus(settings.closeComplaint()))
                .orRefuse();
        return records.change(next, "complaint.answered", now, request.getReason());
    }

    Complaint close(CloseComplaintRequest request) {
        Complaint complaint = lock(request.getName(), request.getEtag());
        Instant now = Times.now(clock);
        Complaint next = complaint.close(request.getNote(), now).orRefuse();
        return records.change(next, "complaint.closed", now, request.getNote());
    }

    /** On the incident, and on those that it was merged into: who owns it now may have had it last only. */
    private Set<String> whoWorkedOn(Complaint complaint) {
        List<Incident> worked = incidents.upToRoot(complaint.incident());
        Set<String> people =
                new HashSet<>(pastWork.on(worked.stream().map(Incident::id).toList()));
        worked.forEach(incident -> people.add(incident.owner()));
        return people;
    }

    private Complaint lock(String name, String etag) {
        return records.lock(ComplaintId.parse(name), etag);
    }
}
