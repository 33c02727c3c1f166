package io.qipan.dispatch.afteraction;

import io.grpc.ServerServiceDefinition;
import io.grpc.stub.StreamObserver;
import io.qipan.dispatch.afteraction.ShowMoment.Cursor;
import io.qipan.dispatch.afteraction.ShowMoment.Moment;
import io.qipan.dispatch.afteraction.ShowMoment.Question;
import io.qipan.dispatch.afteraction.ShowStory.Story;
import io.qipan.dispatch.afteraction.VerifyRecord.Verified;
import io.qipan.dispatch.id.model.IncidentId;
import io.qipan.proto.dispatch.v1.AfterActionServiceGrpc;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeRequest;
import io.qipan.proto.dispatch.v1.EvaluateAlternativeResponse;
import io.qipan.proto.dispatch.v1.ShowMomentRequest;
import io.qipan.proto.dispatch.v1.ShowMomentResponse;
import io.qipan.proto.dispatch.v1.ShowStoryRequest;
import io.qipan.proto.dispatch.v1.ShowStoryResponse;
import io.qipan.proto.dispatch.v1.VerifyRecordRequest;
import io.qipan.proto.dispatch.v1.VerifyRecordResponse;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.journal.JournaledKinds;
import io.qipan.runtime.page.Page;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.Refusal.Violation;
import io.qipan.runtime.rpc.Answer;
import io.qipan.runtime.rpc.Rpc;
import io.qipan.runtime.rpc.RpcService;
import io.qipan.runtime.rpc.Times;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

@Singleton
class AfterActionRpc implements RpcService, AfterActionServiceGrpc.AsyncService {
    private static final int PAGE_SIZE = 100;
    private static final Duration LONGEST = Duration.ofDays(400);
    private static final List<String> USUAL_KINDS = List.of("calls", "incidents", "orders");

    private final InstantSource clock;
    private final JournaledKinds kinds;
    private final ShowMoment showMoment;
    private final ShowStory showStory;
    private final VerifyRecord verifyRecord;
    private final EvaluateAlternative evaluateAlternative;

    AfterActionRpc(
            InstantSource clock,
            JournaledKinds kinds,
            ShowMoment showMoment,
            ShowStory showStory,
            VerifyRecord verifyRecord,
            EvaluateAlternative evaluateAlternative) {
        this.clock = clock;
        this.kinds = kinds;
        this.showMoment = showMoment;
        this.showStory = showStory;
        this.verifyRecord = verifyRecord;
        this.evaluateAlternative = evaluateAlternative;
    }

    @Override
    public ServerServiceDefinition bindService() {
        return Rpc.bind(AfterActionServiceGrpc.bindService(this));
    }

    @Override
    public void showMoment(ShowMomentRequest request, StreamObserver<ShowMomentResponse> observer) {
        Answer.unary(observer, () -> {
            Question question = question(request);
            Page page = Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "moment " + question);
            Moment moment = showMoment.show(question, page);
            return ShowMomentResponse.newBuilder()
                    .addAllResources(moment.resources())
                    .setRevision(moment.revision())
                    .setNextPageToken(
                            moment.next().map(Cursor::key).map(page::tokenAfter).orElse(""))
                    .build();
        });
    }

    private Question question(ShowMomentRequest request) {
        List<String> wanted = request.getKindsCount() == 0 ? USUAL_KINDS : request.getKindsList();
        String incident = request.getOptionalIncident();
        return new Question(
                Times.occurred(true, request.getAt(), Times.now(clock)),
                request.getOptionalRevision(),
                kinds.select(Caller.current(), wanted),
                incident.isEmpty() ? Optional.empty() : Optional.of(IncidentId.parse(incident)),
                request.getIncludeEnded());
    }

    @Override
    public void showStory(ShowStoryRequest request, StreamObserver<ShowStoryResponse> observer) {
        Answer.unary(observer, () -> {
            Page page =
                    Page.of(request.getPageSize(), PAGE_SIZE, request.getPageToken(), "story " + request.getIncident());
            Story story = showStory.show(IncidentId.parse(request.getIncident()), page, Caller.current());
            ShowStoryResponse.Builder response = ShowStoryResponse.newBuilder()
                    .setHead(StoryMessages.head(story))
                    .addAllEntries(StoryMessages.entries(story))
                    .setNextPageToken(story.next()
                            .map(revision -> page.tokenAfter(Long.toString(revision)))
                            .orElse(""));
            if (page.after().isEmpty()) {
                story.clocks().forEach(value -> response.addClocks(StoryMessages.message(value)));
            }
            return response.build();
        });
    }

    @Override
    public void verifyRecord(VerifyRecordRequest request, StreamObserver<VerifyRecordResponse> observer) {
        Answer.unary(observer, () -> {
            Instant from = Times.instant(request.getFrom());
            Instant until = Times.instant(request.getUntil());
            requirePeriod(from, until);
            Page page = Page.of(0, PAGE_SIZE, request.getPageToken(), "record " + from + " " + until);
            return verifyRecord
                    .verify(from, until, page)
                    .map(verified -> message(verified, page))
                    .orElseGet(VerifyRecordResponse::getDefaultInstance);
        });
    }

    // Not a rule of the contract: its durations end at 292 years, and a longer period would be a fault.
    private static void requirePeriod(Instant from, Instant until) {
        if (!until.isAfter(from) || Duration.between(from, until).compareTo(LONGEST) > 0) {
            throw Refusal.of(
                            Reason.INVALID_FIELD,
                            "until " + until + " must be after from " + from + ", by 400 days at most.")
                    .withViolations(List.of(new Violation("until", "must be after from, by 400 days at most")))
                    .asException();
        }
    }

    private static VerifyRecordResponse message(Verified verified, Page page) {
        return VerifyRecordResponse.newBuilder()
                .setFirstRevision(verified.first)
                .setLastRevision(verified.last)
                .setChanges(verified.changes)
                .setStepsChecked(verified.steps)
                .setStoredChecked(verified.stored)
                .addAllDifferences(verified.differences)
                .setDifferencesLeftOut(verified.leftOut)
                .setNextPageToken(verified.complete ? "" : page.tokenAfter(Long.toString(verified.last)))
                .build();
    }

    @Override
    public void evaluateAlternative(
            EvaluateAlternativeRequest request, StreamObserver<EvaluateAlternativeResponse> observer) {
        Answer.unary(
                observer,
                () -> AfterActionMessages.message(
                        evaluateAlternative.evaluate(request, Caller.current().subject())));
    }
}
