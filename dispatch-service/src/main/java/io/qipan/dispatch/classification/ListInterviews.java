package io.qipan.dispatch.classification;

import io.qipan.dispatch.call.CallRecords;
import io.qipan.dispatch.classification.IncidentInterviews.Part;
import io.qipan.dispatch.classification.IncidentInterviews.Subject;
import io.qipan.dispatch.classification.IncidentInterviews.Subject.OfCall;
import io.qipan.dispatch.classification.IncidentInterviews.Subject.OfIncident;
import io.qipan.dispatch.id.model.CallId;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.dispatch.incident.IncidentRecords;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsResponse;
import io.qipan.runtime.page.Page;
import jakarta.inject.Singleton;
import java.util.List;

/** Lists what was asked about an incident or in a call. Inside a unit of work only. */
@Singleton
class ListInterviews {
    private static final int PAGE_SIZE = 50;

    private final IncidentInterviews interviews;
    private final IncidentRecords incidents;
    private final CallRecords calls;

    ListInterviews(IncidentInterviews interviews, IncidentRecords incidents, CallRecords calls) {
        this.interviews = interviews;
        this.incidents = incidents;
        this.calls = calls;
    }

    ListIncidentInterviewsResponse list(ListIncidentInterviewsRequest request) {
        Page page = Page.of(
                request.getPageSize(), PAGE_SIZE, request.getPageToken(), "interviews of " + request.getSubject());
        Part part = interviews.list(subject(request.getSubject()), page.after(IncidentInterviewId::parse), page.size());
        return ListIncidentInterviewsResponse.newBuilder()
                .addAllInterviews(part.interviews())
                .setNextPageToken(part.more() ? next(page, part.interviews()) : "")
                .build();
    }

    /** Refuses NOT_FOUND. */
    private Subject subject(String name) {
        return name.startsWith("calls/")
                ? new OfCall(calls.get(CallId.parse(name)).id())
                : new OfIncident(incidents.get(IncidentId.parse(name)).id());
    }

    private static String next(Page page, List<IncidentInterview> told) {
        return page.tokenAfter(told.getLast().getName());
    }
}
