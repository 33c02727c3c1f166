package io.qipan.dispatch.classification;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.proto.dispatch.v1.AttachCallRequest;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc.ClassificationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.GetCategoryCatalogueRequest;
import io.qipan.proto.dispatch.v1.GetIncidentInterviewRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentInterview;
import io.qipan.proto.dispatch.v1.IncidentInterview.Step;
import io.qipan.proto.dispatch.v1.IncidentInterview.Use;
import io.qipan.proto.dispatch.v1.InterviewInput;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.Priority;
import io.qipan.proto.dispatch.v1.ProposeReclassificationRequest;
import io.qipan.proto.dispatch.v1.ReclassifyIncidentRequest;
import io.qipan.proto.dispatch.v1.SetCategoryCatalogueRequest;
import io.qipan.proto.dispatch.v1.ShownCandidates;
import io.qipan.proto.dispatch.v1.ShownSuggestion;
import io.qipan.proto.dispatch.v1.SuggestClassificationRequest;
import io.qipan.proto.dispatch.v1.SuggestClassificationResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was asked, answered and suggested stays with the incident. */
class KeptInterviewIT extends DispatchScenario {
    private static final String FIRE = "structure_fire";

    private ClassificationServiceBlockingStub classification() {
        return ClassificationServiceGrpc.newBlockingStub(harness.channelOf("wang", Role.DISPATCHER));
    }

    private static InterviewInput.Builder asked(String category, String... answers) {
        InterviewInput.Builder interview = InterviewInput.newBuilder()
                .setOptionalCatalogue("categoryCatalogues/1")
                .setOptionalCategory(category);
        for (String answer : answers) {
            int equals = answer.indexOf('=');
            interview
                    .addAnswersBuilder()
                    .setQuestion(answer.substring(0, equals))
                    .setAnswer(answer.substring(equals + 1));
        }
        return interview;
    }

    private static InterviewInput.Builder aboutAFire() {
        return asked("fire_hazard", "anybody_inside=yes", "hazard_what=building");
    }

    private static ShownSuggestion.Builder shown(String... types) {
        ShownSuggestion.Builder suggestion = ShownSuggestion.newBuilder();
        for (String type : types) {
            suggestion.getTypeBuilder().addCandidatesBuilder().setLabel(type).setShare(0.7);
        }
        return suggestion;
    }

    private static List<IncidentInterview> interviews(Desk reader, Incident incident) {
        return reader.incidents
                .getIncident(GetIncidentRequest.newBuilder()
                        .setName(incident.getName())
                        .build())
                .getInterviewsList();
    }

    private IncidentInterview only(Incident incident) {
        List<IncidentInterview> all = interviews(desk(), incident);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private Incident reclassify(Incident incident, InterviewInput.Builder interview) {
        return desk().incidents
                .reclassifyIncident(ReclassifyIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setType(FIRE)
                        .setPriority(Priority.P1)
                        .setReason("the caller sees flames")
                        .setInterview(interview)
                        .build())
                .getIncident();
    }

    /** Taken as it came, as a client would. */
    private ShownSuggestion handedBack(SuggestClassificationResponse answer) {
        try {
            return ShownSuggestion.newBuilder()
                    .setOptionalModel(answer.getModel().getName())
                    .setType(ShownCandidates.parseFrom(answer.getType().toByteString()))
                    .setPriority(ShownCandidates.parseFrom(answer.getPriority().toByteString()))
                    .build();
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("The numbers of the fields are not the same", e);
        }
    }

    @Test
    void the_answers_are_kept_with_their_words_and_what_they_come_to() {
        // Given
        Call call = desk().take(aCall());

        // When
        Incident incident = desk().open(anIncidentOf(call, FIRE).setInterview(aboutAFire()));

        // Then
        IncidentInterview kept = only(incident);
        assertThat(kept.getIncident()).isEqualTo(incident.getName());
        assertThat(kept.getCall()).isEqualTo(call.getName());
        assertThat(kept.getStep()).isEqualTo(Step.OPENED);
        assertThat(kept.getMadeBy()).isEqualTo("wang");
        assertThat(kept.getBeganAt()).isEqualTo("fire_hazard");
        assertThat(kept.getFound().getCatalogue()).isEqualTo("categoryCatalogues/1");
        assertThat(kept.getFound().getType()).isEqualTo(FIRE);
        assertThat(kept.getFoundTypeTaken()).isTrue();
        assertThat(kept.getFoundPriorityTaken()).isEqualTo(kept.getFound().getPriority() == incident.getPriority());
        assertThat(kept.getAnswersList())
                .extracting(IncidentInterview.Answered::getQuestionEn, IncidentInterview.Answered::getAnswerEn)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Is anybody inside or unable to get away?", "yes"),
                        org.assertj.core.groups.Tuple.tuple("What is it?", "a building burns"));
        assertThat(kept.hasSuggestion()).isFalse();
        assertThat(classification()
                        .getIncidentInterview(GetIncidentInterviewRequest.newBuilder()
                                .setName(kept.getName())
                                .build())
                        .getInterview())
                .isEqualTo(kept);
        assertThat(told(kept.getName())).containsExactly("interview.kept");
    }

    @Test
    void it_says_the_same_when_another_catalogue_is_in_force() {
        // Given
        Incident incident = desk().open(anIncident(FIRE).setInterview(aboutAFire()));
        IncidentInterview before = only(incident);
        var first = classification()
                .getCategoryCatalogue(GetCategoryCatalogueRequest.getDefaultInstance())
                .getCatalogue();

        // When
        ClassificationServiceGrpc.newBlockingStub(harness.channelOf("zhao", Role.COMMANDER))
                .setCategoryCatalogue(SetCategoryCatalogueRequest.newBuilder()
                        .setRequestId(newId())
                        .setBaseRevision(first.getNumber())
                        .setReason("other words")
                        .addAllCategories(first.getCategoriesList().stream()
                                .map(category -> category.toBuilder()
                                        .setNameEn("new " + category.getNameEn())
                                        .build())
                                .toList())
                        .addAllPriorityRules(first.getPriorityRulesList())
                        .build());

        // Then
        assertThat(only(incident)).isEqualTo(before);
    }

    @Test
    void what_was_suggested_is_kept_with_its_reasons_and_whether_it_was_taken() {
        // Given
        for (int i = 0; i < 30; i++) {
            desk().end(desk().open(anIncident(FIRE).setSummary(i + "号楼里着火，浓烟很大")));
            desk().end(desk().open(anIncident("theft").setSummary(i + "号自行车被偷了，车锁被撬")));
        }
        dispatch.classification().learning().begin();
        assertThat(pass(Duration.ZERO)).isPositive();
        dispatch.classification().live().refresh();
        SuggestClassificationResponse answer = classification()
                .suggestClassification(SuggestClassificationRequest.newBuilder()
                        .setText("有人说楼里着火了")
                        .build());
        ShownSuggestion suggestion = handedBack(answer);

        // When
        Incident incident = desk().open(anIncident(FIRE)
                .setInterview(InterviewInput.newBuilder().setSuggestion(suggestion)));

        // Then
        IncidentInterview kept = only(incident);
        assertThat(kept.getSuggestion()).isEqualTo(suggestion);
        assertThat(kept.getSuggestion().getType().getCandidates(0).getWordsCount())
                .isPositive();
        assertThat(kept.getTypeUse()).isEqualTo(Use.BEST_TAKEN);
        assertThat(kept.hasFound()).isFalse();
    }

    @Test
    void a_reclassification_adds_its_own_and_leaves_the_first() {
        // Given
        Incident opened = desk().open(anIncident("theft")
                .setInterview(InterviewInput.newBuilder().setSuggestion(shown("theft", FIRE))));
        IncidentInterview first = only(opened);

        // When
        Incident reclassified = reclassify(opened, aboutAFire().setSuggestion(shown("theft", FIRE)));

        // Then
        List<IncidentInterview> kept = interviews(desk(), reclassified);
        assertThat(kept).hasSize(2);
        assertThat(kept.getFirst()).isEqualTo(first);
        assertThat(first.getTypeUse()).isEqualTo(Use.BEST_TAKEN);
        assertThat(first.getPriorityUse()).isEqualTo(Use.ABSTAINED);
        assertThat(kept.getLast().getStep()).isEqualTo(Step.RECLASSIFIED);
        assertThat(kept.getLast().getTypeUse()).isEqualTo(Use.OTHER_TAKEN);
    }

    @Test
    void another_caller_and_a_proposal_are_interviews_of_their_own() {
        // Given
        Incident incident = desk().open(anIncident(FIRE));
        Call second = desk().take(aCall());
        Incident attached = desk().incidents
                .attachCall(AttachCallRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(incident.getName())
                        .setEtag(incident.getEtag())
                        .setCall(second.getName())
                        .setInterview(aboutAFire())
                        .build())
                .getIncident();

        // When
        desk().reviews
                .proposeReclassification(ProposeReclassificationRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(attached.getName())
                        .setIncidentEtag(attached.getEtag())
                        .setType("theft")
                        .setPriority(Priority.P4)
                        .setReason("no fire to be seen")
                        .setInterview(InterviewInput.newBuilder().setSuggestion(shown(FIRE)))
                        .build());

        // Then
        List<IncidentInterview> kept = interviews(desk(), incident);
        assertThat(kept).extracting(IncidentInterview::getStep).containsExactly(Step.CALL_ATTACHED, Step.PROPOSED);
        assertThat(kept.getFirst().getCall()).isEqualTo(second.getName());
        assertThat(kept.getLast().getType()).isEqualTo("theft");
        assertThat(kept.getLast().getTypeUse()).isEqualTo(Use.NONE_TAKEN);
    }

    @Test
    void who_may_not_read_calls_does_not_read_the_words_of_the_caller() {
        // Given
        Incident incident = desk().open(anIncident(FIRE).setInterview(aboutAFire()));
        String name = only(incident).getName();
        Order _ = desk().send(incident, "units/car-1");

        // When
        List<IncidentInterview> seen = interviews(new Desk(harness.channelOf("ma", Role.ECOLOGY_OFFICER)), incident);

        // Then
        assertThat(seen).isEmpty();
        assertThat(interviews(unit("units/car-1"), incident)).isEmpty();
        assertThat(reasonOf(refused(
                        () -> ClassificationServiceGrpc.newBlockingStub(harness.channelOf("ma", Role.ECOLOGY_OFFICER))
                                .getIncidentInterview(GetIncidentInterviewRequest.newBuilder()
                                        .setName(name)
                                        .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void answers_that_nobody_can_have_given_open_nothing() {
        // Given
        Call call = desk().take(aCall());

        // When
        var refusal = refused(() ->
                desk().open(anIncidentOf(call, FIRE).setInterview(asked("fire_hazard", "anybody_inside=perhaps"))));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(rows("select id::text from incident")).isEmpty();
        assertThat(rows("select id::text from incident_interview")).isEmpty();
        assertThat(reasonOf(refused(() -> desk().open(anIncident(FIRE)
                        .setInterview(InterviewInput.newBuilder()
                                .setSuggestion(shown(FIRE).setOptionalModel("classificationModels/9")))))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(
                        refused(() -> desk().open(anIncident(FIRE).setInterview(InterviewInput.getDefaultInstance())))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void sent_twice_it_is_kept_once_and_an_exercise_says_so() {
        // Given
        var request = anIncident(FIRE).setDrill(true).setInterview(aboutAFire());
        Incident first = desk().open(request);

        // When
        Incident again = desk().open(request);

        // Then
        assertThat(again).isEqualTo(first);
        assertThat(only(first).getDrill()).isTrue();
    }
}
