package io.qipan.dispatch.call;

import io.qipan.dispatch.call.model.Call;
import io.qipan.proto.dispatch.v1.InterviewInput;

/** What was asked, answered and suggested in calls. Kept by the classification feature. Inside a unit of work only. */
public interface CallInterviews {

    /**
     * Keeps it with a call that ended without an incident. Refuses NOT_FOUND (catalogue, category, model),
     * INVALID_FIELD (answers).
     */
    void keep(Call ended, InterviewInput told, String by);
}
