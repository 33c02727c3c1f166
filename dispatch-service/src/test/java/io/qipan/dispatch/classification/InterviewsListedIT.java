package io.qipan.dispatch.classification;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc.ClassificationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.EndCallRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentResponse;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.IncidentInterview.Step;
import io.qipan.proto.dispatch.v1.IncidentInterview.Use;
import io.qipan.proto.dispatch.v1.InterviewInput;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsRequest;
import io.qipan.proto.dispatch.v1.ListIncidentInterviewsResponse;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.proto.dispatch.v1.ShownCandidate;
import io.qipan.proto.dispatch.v1.ShownCandidates;
import io.qipan.proto.dispatch.v1.ShownSuggestion;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All that was asked can be read, by incident and by call, and no answer is larger than a message may be. */
class InterviewsListedIT extends DispatchScenario {
    private static final long MEBIBYTE = 1L << 20;

    private ClassificationServiceBlockingStub classification(Role role) {
        return ClassificationServiceGrpc.newBlockingStub(harness.channelOf("wang", role));
    }

    private ListIncidentInterviewsResponse page(String subject, int size, String token) {
        return classification(Role.DISPATCHER)
                .listIncidentInterviews(ListIncidentInterviewsRequest.newBuilder()
                        .setSubject(subject)
                        .setPageSize(size)
                        .setPageToken(token)
                        .build());
    }

    private List<List<IncidentInterview>> pages(String subject, int size) {
        List<List<IncidentInterview>> pages = new ArrayList<>();
        String token = "";
        do {
            ListIncidentInterviewsResponse page = page(subject, size, token);
            pages.add(page.getInterviewsList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return pages;
    }

    private static InterviewInput.Builder aboutAFire() {
        InterviewInput.Builder interview = InterviewInput.newBuilder()
                .setOptionalCatalogue("categoryCatalogues/1")
                .setOptionalCategory("fire_hazard");
        interview.addAnswersBuilder().setQuestion("anybody_inside").setAnswer("yes");
        return interview;
    }

    /** As large as the contract lets one be told: about 190 KiB. */
    private static InterviewInput.Builder large() {
        ShownCandidates.Builder candidates = ShownCandidates.newBuilder();
        for (int i = 0; i < 3; i++) {
            candidates
                    .addCandidatesBuilder()
                    .setLabel("theft")
                    .addAllCategories(IntStream.range(0, 500)
                            .mapToObj(n -> ("category_" + n + "_").repeat(6).substring(0, 60))
                            .toList());
        }
        return InterviewInput.newBuilder()
                .setSuggestion(ShownSuggestion.newBuilder().setType(candidates).setPriority(candidates));
    }

    private Incident opened(InterviewInput.Builder interview) {
        return desk().open(anIncidentOf(desk().take(aCall()), "theft").setInterview(interview));
    }

    private Incident reclassified(Incident incident, int times) {
        Incident now = incident;
        for (int i = 0; i < times; i++) {
            now = desk().incidents
                    .reclassifyIncident(ReclassifyIncidentRequest.newBuilder()
                            .setRequestId(newId())
                            .setName(now.getName())
                            .setEtag(now.getEtag())
                            .setType(i % 2 == 0 ? "structure_fire" : "drowning")
                            .setPriority(Priority.P1)
                            .setReason("the caller sees more")
                            .setInterview(large())
                            .build())
                    .getIncident();
        }
        return now;
    }

    private Call ended(InterviewInput.Builder interview, boolean drill) {
        Call call = desk().take(aCall().setDrill(drill));
        return desk().calls
                .endCall(EndCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(call.getName())
                        .setEtag(call.getEtag())
                        .setOutcome(CallOutcome.CALLER_ADVISED)
                        .setRationale("a bonfire that the fire brigade knows of")
                        .setInterview(interview)
                        .build())
                .getCall();
    }

    @Test
    void an_answer_has_as_many_of_the_newest_as_fit_into_it() {
        // Given
        Incident incident = reclassified(opened(aboutAFire()), 12);

        // When
        GetIncidentResponse told = desk().incidents
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build());

        // Then
        assertThat(told.getSerializedSize()).isLessThan((int) (2 * MEBIBYTE));
        assertThat(told.getInterviewsList())
                .hasSizeBetween(4, 11)
                .isSortedAccordingTo((one, other) -> one.getName().compareTo(other.getName()));
        assertThat(told.getInterviewsList().getLast())
                .isEqualTo(pages(incident.getName(), 0).getLast().getLast());
    }

    @Test
    void all_of_an_incident_are_read_page_by_page_and_none_is_larger_than_a_message_may_be() {
        // Given
        Incident incident = reclassified(opened(aboutAFire()), 12);

        // When
        List<List<IncidentInterview>> pages = pages(incident.getName(), 0);

        // Then
        List<IncidentInterview> all = pages.stream().flatMap(List::stream).toList();
        assertThat(pages).hasSizeGreaterThan(1);
        assertThat(pages)
                .allSatisfy(page -> assertThat(page.stream()
                                .mapToLong(IncidentInterview::getSerializedSize)
                                .sum())
                        .isBetween(1L, 2 * MEBIBYTE));
        assertThat(all).hasSize(13).doesNotHaveDuplicates();
        assertThat(all.getFirst().getStep()).isEqualTo(Step.OPENED);
    }

    @Test
    void a_page_has_as_many_as_were_asked_for() {
        // Given
        Incident incident = reclassified(opened(aboutAFire()), 2);

        // When
        List<List<IncidentInterview>> pages = pages(incident.getName(), 1);

        // Then
        assertThat(pages).hasSize(3).allSatisfy(page -> assertThat(page).hasSize(1));
    }

    @Test
    void what_was_asked_in_a_call_is_found_by_the_call() {
        // Given
        Incident incident = opened(aboutAFire());

        // When
        List<IncidentInterview> found = page(incident.getCalls(0), 0, "").getInterviewsList();

        // Then
        assertThat(found)
                .containsExactlyElementsOf(page(incident.getName(), 0, "").getInterviewsList())
                .hasSize(1);
    }

    @Test
    void what_was_asked_in_a_call_that_led_to_no_incident_is_kept_with_the_call() {
        // Given
        InterviewInput.Builder interview = aboutAFire()
                .setSuggestion(ShownSuggestion.newBuilder()
                        .setType(ShownCandidates.newBuilder()
                                .addCandidates(ShownCandidate.newBuilder().setLabel("theft"))));

        // When
        Call call = ended(interview, true);

        // Then
        assertThat(page(call.getName(), 0, "").getInterviewsList())
                .singleElement()
                .satisfies(kept -> {
                    assertThat(kept.getStep()).isEqualTo(Step.CALL_ENDED);
                    assertThat(kept.getIncident()).isEmpty();
                    assertThat(kept.getType()).isEmpty();
                    assertThat(kept.getPriority()).isEqualTo(Priority.PRIORITY_UNSPECIFIED);
                    assertThat(kept.getMadeBy()).isEqualTo("wang");
                    assertThat(kept.getAnswers(0).getAnswerEn()).isNotEmpty();
                    assertThat(kept.getFoundTypeTaken()).isFalse();
                    assertThat(kept.getFoundPriorityTaken()).isFalse();
                    assertThat(kept.getTypeUse()).isEqualTo(Use.NONE_TAKEN);
                    assertThat(kept.getDrill()).isTrue();
                    assertThat(told(kept.getName())).containsExactly("interview.kept");
                });
    }

    @Test
    void answers_that_nobody_can_have_given_keep_the_call_open() {
        // Given
        InterviewInput.Builder unknown = InterviewInput.newBuilder()
                .setOptionalCatalogue("categoryCatalogues/99")
                .setOptionalCategory("fire_hazard");

        // When
        StatusRuntimeException refusal = refused(() -> ended(unknown, false));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
        assertThat(rows("select state from call")).containsExactly("open");
        assertThat(rows("select id::text from incident_interview")).isEmpty();
    }

    @Test
    void what_does_not_exist_is_refused_and_who_may_not_read_calls_reads_nothing() {
        // Given
        Incident incident = opened(aboutAFire());

        // When
        StatusRuntimeException nothing = refused(() -> page("calls/" + UUID.randomUUID(), 0, ""));

        // Then
        assertThat(reasonOf(nothing)).isEqualTo(Reason.NOT_FOUND);
        assertThat(refused(() -> ClassificationServiceGrpc.newBlockingStub(harness.unitChannel("boat-1"))
                                .listIncidentInterviews(ListIncidentInterviewsRequest.newBuilder()
                                        .setSubject(incident.getName())
                                        .build()))
                        .getStatus()
                        .getCode())
                .isEqualTo(Status.Code.PERMISSION_DENIED);
    }
}
