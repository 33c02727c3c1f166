package io.qipan.dispatch.classification;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.dispatch.call.CallInterviews;
import io.qipan.dispatch.call.model.Call;
import io.qipan.dispatch.classification.EvaluateAnswers.Classified;
import io.qipan.dispatch.classification.InterviewMessages.Held;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.dispatch.id.model.IncidentInterviewId;
import io.qipan.dispatch.incident.Interviews;
import io.qipan.proto.dispatch.v1.EvaluateAnswersRequest;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.InterviewInput;
import io.qipan.runtime.journal.Journal;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Keeps with an incident or a call what was asked, answered and suggested, and what a person made of it. */
@Singleton
class KeepInterview implements Interviews, CallInterviews {
    /** As the contract says of GetIncident. */
    private static final int SHOWN = 50;

    private final IncidentInterviews interviews;
    private final EvaluateAnswers evaluate;
    private final ModelRevisions models;
    private final Journal journal;
    private final InstantSource clock;

    KeepInterview(
            IncidentInterviews interviews,
            EvaluateAnswers evaluate,
            ModelRevisions models,
            Journal journal,
            InstantSource clock) {
        this.interviews = interviews;
        this.evaluate = evaluate;
        this.models = models;
        this.journal = journal;
        this.clock = clock;
    }

    @Override
    public void keep(Occasion occasion, InterviewInput told, String by) {
        keep(Held.at(occasion), told, by);
    }

    @Override
    public void keep(Call ended, InterviewInput told, String by) {
        keep(Held.in(ended), told, by);
    }

    private void keep(Held held, InterviewInput told, String by) {
        refuseUnknownModel(told.getSuggestion().getOptionalModel());
        Instant now = Times.now(clock);
        IncidentInterviewId id = new IncidentInterviewId(UuidCreator.getTimeOrderedEpoch());
        IncidentInterview kept = InterviewMessages.message(id, held, told, found(told), now, by);
        interviews.add(id, held.incident(), kept);
        journal.append(id.name(), "interview.kept", now, InterviewMessages.inWords(kept), kept);
    }

    @Override
    public List<IncidentInterview> newest(IncidentId incident) {
        return interviews.newest(incident, SHOWN);
    }

    /** What the answers come to is found again here: what is kept of it is true whatever the client has understood. */
    private Optional<Classified> found(InterviewInput told) {
        return told.getOptionalCatalogue().isEmpty()
                ? Optional.empty()
                : Optional.of(evaluate.evaluate(EvaluateAnswersRequest.newBuilder()
                        .setOptionalCatalogue(told.getOptionalCatalogue())
                        .setCategory(told.getOptionalCategory())
                        .addAllAnswers(told.getAnswersList())
                        .build()));
    }

    private void refuseUnknownModel(String name) {
        if (!name.isEmpty() && models.find(CatalogueMessages.number(name)).isEmpty()) {
            throw Refusal.notFound(name).asException();
        }
    }
}
