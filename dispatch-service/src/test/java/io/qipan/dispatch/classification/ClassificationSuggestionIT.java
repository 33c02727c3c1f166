package io.qipan.dispatch.classification;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.classification.model.LearnedModel;
import io.qipan.proto.dispatch.v1.Abstention;
import io.qipan.proto.dispatch.v1.ClassificationCandidate;
import io.qipan.proto.dispatch.v1.ClassificationCandidate.Case;
import io.qipan.proto.dispatch.v1.ClassificationCandidate.Word;
import io.qipan.proto.dispatch.v1.ClassificationModel;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc;
import io.qipan.proto.dispatch.v1.ClassificationServiceGrpc.ClassificationServiceBlockingStub;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetClassificationModelRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.SuggestClassificationRequest;
import io.qipan.proto.dispatch.v1.SuggestClassificationResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClassificationSuggestionIT extends DispatchScenario {
    private static final String SMOKE = "楼里着火，浓烟很大";
    private static final String BICYCLE = "自行车被偷了，车锁被撬";

    private ClassificationServiceBlockingStub as(Role role) {
        return ClassificationServiceGrpc.newBlockingStub(harness.channelOf("wang", role));
    }

    private SuggestClassificationResponse suggest(String text) {
        return as(Role.CALL_TAKER)
                .suggestClassification(
                        SuggestClassificationRequest.newBuilder().setText(text).build());
    }

    private Incident ended(String type, String summary) {
        return desk().end(desk().open(anIncident(type).setSummary(summary)));
    }

    /** Of both as many, each told in its own words. */
    private List<Incident> confirmed(int pairs) {
        List<Incident> incidents = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            incidents.add(ended("structure_fire", i + "号" + SMOKE));
            incidents.add(ended("theft", i + "号" + BICYCLE));
        }
        return incidents;
    }

    /** The deadline of learning is due, and this replica hears of what it made. */
    private void learn() {
        dispatch.classification().learning().begin();
        assertThat(pass(Duration.ZERO)).isPositive();
        dispatch.classification().live().refresh();
    }

    private ClassificationModel model() {
        return as(Role.ENGINEER)
                .getClassificationModel(GetClassificationModelRequest.getDefaultInstance())
                .getModel();
    }

    @Test
    void a_text_like_those_of_confirmed_incidents_is_explained_by_its_words_and_by_them() {
        // Given
        List<Incident> incidents = confirmed(30);
        learn();

        // When
        SuggestClassificationResponse suggested = suggest("有人说楼里着火了");

        // Then
        assertThat(suggested.getModel()).isEqualTo(model());
        assertThat(suggested.getModel().getCases()).isEqualTo(60);
        ClassificationCandidate best = suggested.getType().getCandidates(0);
        assertThat(best.getLabel()).isEqualTo("structure_fire");
        assertThat(best.getShare()).isGreaterThan(0.6);
        assertThat(best.getCases()).isEqualTo(30);
        assertThat(best.getCategoriesList()).hasSizeLessThanOrEqualTo(1);
        assertThat(best.getWordsList()).extracting(Word::getTerm).contains("着火");
        assertThat(best.getWordsList()).extracting(Word::getWeight).allMatch(weight -> weight > 0);
        assertThat(best.getBase()
                        + best.getWordsList().stream()
                                .mapToDouble(Word::getWeight)
                                .sum()
                        + best.getOtherWords())
                .isCloseTo(best.getScore(), within(1e-9));
        assertThat(best.getSimilarList()).hasSize(3);
        assertThat(incidents)
                .filteredOn(incident -> incident.getType().equals("structure_fire"))
                .extracting(Incident::getName)
                .containsAll(
                        best.getSimilarList().stream().map(Case::getIncident).toList());
        assertThat(suggested.getPriority().getCandidates(0).getLabel()).isEqualTo("P1");
        assertThat(desk().now(incidents.getFirst())).isEqualTo(incidents.getFirst());
    }

    @Test
    void it_says_why_it_says_nothing() {
        // Given
        SuggestClassificationResponse unlearned = suggest(SMOKE);
        List<Incident> few = confirmed(10);
        learn();
        SuggestClassificationResponse fromFew = suggest(SMOKE);
        List<Incident> more = confirmed(20);
        clock.advance(Duration.ofHours(1));
        learn();

        // When
        SuggestClassificationResponse strange = suggest("hello, can you help me with my taxes");

        // Then
        assertThat(unlearned.hasModel()).isFalse();
        assertThat(unlearned.getType().getAbstention()).isEqualTo(Abstention.NO_MODEL);
        assertThat(few.size() + more.size()).isEqualTo(60);
        assertThat(fromFew.getType().getAbstention()).isEqualTo(Abstention.TOO_FEW_CASES);
        assertThat(fromFew.getType().getWhy()).contains("20", "50");
        assertThat(strange.getType().getAbstention()).isEqualTo(Abstention.NO_WORDS_SPEAK);
        assertThat(strange.getType().getCandidatesList()).isEmpty();
        assertThat(suggest("着火，车锁").getType())
                .as("as much speaks for the one as for the other")
                .matches(undecided -> undecided.getAbstention() != Abstention.ABSTENTION_UNSPECIFIED
                        && undecided.getCandidatesCount() == 0
                        && !undecided.getWhy().isEmpty());
    }

    @Test
    void drills_and_what_no_person_has_confirmed_teach_nothing() {
        // Given
        Incident drill = desk().end(desk().open(anIncidentOf(desk().take(aCall().setDrill(true)), "structure_fire")));
        Incident open = desk().open(anIncident("theft"));
        Incident calledOff = desk().open(anIncident("theft"));
        calledOff = desk().incidents
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(Desk.newId())
                        .setName(calledOff.getName())
                        .setEtag(calledOff.getEtag())
                        .setOutcome(IncidentOutcome.CALLED_OFF)
                        .setRationale("the caller found it")
                        .build())
                .getIncident();

        // When
        learn();

        // Then
        assertThat(drill.getDrill()).isTrue();
        assertThat(open.getState()).isEqualTo(Incident.State.NEW);
        assertThat(calledOff.getState()).isEqualTo(Incident.State.ENDED);
        StatusRuntimeException none = refused(this::model);
        assertThat(reasonOf(none)).isEqualTo(Reason.NOT_FOUND);
        assertThat(dispatch.classification().live().current()).isEmpty();
    }

    @Test
    void what_the_caller_said_teaches_like_the_summary() {
        // Given
        Incident told = desk().end(desk().open(anIncidentOf(desk().take(aCall().setDescription(BICYCLE)), "theft")
                .setSummary("看监控")));
        List<Incident> others = confirmed(30);
        learn();

        // When
        SuggestClassificationResponse suggested = suggest(BICYCLE + "，看监控");

        // Then
        assertThat(others).hasSize(60);
        assertThat(suggested.getType().getCandidates(0).getSimilarList())
                .extracting(Case::getIncident)
                .contains(told.getName());
    }

    @Test
    void it_learns_again_by_a_deadline_when_there_is_something_new_and_only_then() {
        // Given
        List<Incident> incidents = confirmed(2);
        learn();
        ClassificationModel first = model();
        assertThat(pass(Duration.ofHours(1))).isPositive();
        ClassificationModel same = model();
        Incident later = ended("medical", "老人摔倒，呼吸困难");

        // When
        int handled = pass(Duration.ofHours(1));

        // Then
        assertThat(incidents).hasSize(4);
        assertThat(handled).isPositive();
        assertThat(same).isEqualTo(first);
        ClassificationModel second = model();
        assertThat(second.getNumber()).isEqualTo(first.getNumber() + 1);
        assertThat(second.getCases()).isEqualTo(5);
        assertThat(second.getTrainedUntil()).isEqualTo(later.getEndedAt());
        assertThat(told(second.getName())).containsExactly("classification_model.made");
        assertThat(deadlines("classificationModels/-")).containsExactly("classification.learn");
    }

    @Test
    void another_replica_and_a_restarted_one_learn_the_same() {
        // Given
        List<Incident> incidents = confirmed(30);
        learn();
        clock.advance(Duration.ofSeconds(1));
        List<Incident> unlearned = confirmed(5);
        LiveModel other = ClassificationFeature.anotherReplica(dispatch.around(), new SimpleMeterRegistry());

        // When
        other.refresh();

        // Then
        assertThat(incidents.size() + unlearned.size()).isEqualTo(70);
        Optional<LearnedModel> here = dispatch.classification().live().current();
        assertThat(other.current().map(LearnedModel::revision)).isEqualTo(here.map(LearnedModel::revision));
        assertThat(other.current().map(LearnedModel::cases)).contains(60);
    }
}
