package io.qipan.dispatch.followup;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Channel;
import io.qipan.proto.dispatch.v1.ConcludeCallBackRequest;
import io.qipan.proto.dispatch.v1.FollowUp;
import io.qipan.proto.dispatch.v1.FollowUp.State;
import io.qipan.proto.dispatch.v1.GiveUpFollowUpRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListFollowUpsRequest;
import io.qipan.proto.dispatch.v1.ListFollowUpsResponse;
import io.qipan.proto.dispatch.v1.ListOpenWorkRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.OpenWork;
import io.qipan.proto.dispatch.v1.Rating;
import io.qipan.proto.dispatch.v1.RecordRatingRequest;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked, and what people do about it. */
class FollowUpIT extends FollowUpScenario {

    private static RecordRatingRequest rating(FollowUp followUp, Rating rating) {
        return RecordRatingRequest.newBuilder()
                .setRequestId(newId())
                .setName(followUp.getName())
                .setEtag(followUp.getEtag())
                .setRating(rating)
                .setWords("came late")
                .build();
    }

    private static ConcludeCallBackRequest concluding(FollowUp followUp) {
        return ConcludeCallBackRequest.newBuilder()
                .setRequestId(newId())
                .setName(followUp.getName())
                .setEtag(followUp.getEtag())
                .setResult("waited an hour, has been told why")
                .build();
    }

    private List<OpenWork> work(boolean orphansOnly) {
        return desk().oversight
                .listOpenWork(ListOpenWorkRequest.newBuilder()
                        .setOrphansOnly(orphansOnly)
                        .build())
                .getWorkList();
    }

    @Test
    void without_a_gateway_it_is_open_work_to_call() {
        // Given
        Incident incident = ended();

        // When
        pass(AFTER);

        // Then
        FollowUp followUp = followUpsOf(incident).getFirst();
        assertThat(followUp.getState()).isEqualTo(State.TO_CALL);
        assertThat(messages.handedOver).isZero();
        assertThat(work(true)).isEmpty();
        assertThat(work(false)).singleElement().satisfies(item -> {
            assertThat(item.getResource()).isEqualTo(followUp.getName());
            assertThat(item.getOwner()).isEqualTo("wang");
        });
        DATABASE.execute("delete from deadline");
        assertThat(work(true)).hasSize(1);
    }

    @Test
    void a_dissatisfied_caller_is_called_back_in_a_day_or_it_goes_up() {
        // Given
        FollowUp owed = desk().followUps
                .recordRating(rating(toCall(), Rating.DISSATISFIED))
                .getFollowUp();
        assertThat(Times.instant(owed.getNextDeadlineAt()))
                .isEqualTo(clock.instant().plus(CALL_BACK_WITHIN));
        pass(CALL_BACK_WITHIN);
        FollowUp overdue = now(owed);
        pass(CALL_BACK_WITHIN);

        // When
        FollowUp done = desk().followUps.concludeCallBack(concluding(overdue)).getFollowUp();

        // Then
        assertThat(owed.getState()).isEqualTo(State.TO_CALL_BACK);
        assertThat(owed.getOwner()).isEqualTo("wang");
        assertThat(overdue.getOverdue()).isTrue();
        assertThat(overdue.getOwner()).isEqualTo("desk:command");
        assertThat(done.getState()).isEqualTo(State.DONE);
        assertThat(done.getRating()).isEqualTo(Rating.DISSATISFIED);
        assertThat(told(owed.getName()))
                .containsExactly(
                        "follow_up.opened",
                        "follow_up.rated",
                        "follow_up.overdue",
                        "follow_up.overdue",
                        "follow_up.called_back");
        assertThat(deadlines(owed.getName())).isEmpty();
        assertThat(dispatch.meters()
                        .counter("qipan.follow.ups.overdue", "state", "to_call_back")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void a_person_reads_what_is_no_rating() {
        // Given
        FollowUp asked = asked();
        answer(asked, "太慢了");
        answer(asked, "太慢了");
        answer(asked, "等了一小时");

        // When
        FollowUp rated = desk().followUps
                .recordRating(rating(now(asked), Rating.DISSATISFIED))
                .getFollowUp();

        // Then
        assertThat(rated.getState()).isEqualTo(State.TO_CALL_BACK);
        assertThat(rated.getText()).isEqualTo("太慢了\n等了一小时");
    }

    @Test
    void nobody_reached_is_no_rating_and_over_is_over() {
        // Given
        FollowUp toCall = toCall();

        // When
        FollowUp over = desk().followUps
                .giveUpFollowUp(GiveUpFollowUpRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(toCall.getName())
                        .setEtag(toCall.getEtag())
                        .setReason("rang three times")
                        .build())
                .getFollowUp();

        // Then
        assertThat(over.getState()).isEqualTo(State.UNANSWERED);
        assertThat(reasonOf(refused(() -> desk().followUps.recordRating(rating(over, Rating.SATISFIED)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> desk().followUps.concludeCallBack(concluding(over)))))
                .isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(refused(() -> desk().followUps.recordRating(rating(toCall, Rating.SATISFIED)))))
                .isEqualTo(Reason.STALE_ETAG);
    }

    @Test
    void nobody_is_asked_about_drills_and_danger_to_life_or_without_a_telephone() {
        // Given
        Desk desk = desk();
        Call drilled = desk.take(aCall().setDrill(true));
        List<Incident> notAsked = List.of(
                desk.end(desk.open(anIncidentOf(drilled, "traffic_collision").setDrill(true))),
                ended(aCall(), "drowning"),
                desk.end(desk.reclassify(desk.open(anIncidentOf(desk.take(aCall()), "theft")), "drowning")),
                ended(aCall().setCallerId(""), "theft"),
                ended(aCall().setCallerId("lake-watch@example.org"), "theft"),
                ended(aCall().setChannel(Channel.IOT), "theft"),
                desk.end(desk.open(Desk.anIncident("theft"))));

        // When
        pass(AFTER);

        // Then
        assertThat(notAsked)
                .allSatisfy(incident -> assertThat(followUpsOf(incident)).isEmpty());
        assertThat(work(false)).isEmpty();
        assertThat(rows("select subject from deadline")).isEmpty();
    }

    @Test
    void the_first_caller_with_a_telephone_is_asked_and_a_merged_incident_is_not_an_end() {
        // Given
        Desk desk = desk();
        Incident root = desk.open(anIncidentOf(desk.take(aCall().setChannel(Channel.IOT)), "theft"));
        Call person = desk.take(aCall());
        Incident other = desk.open(anIncidentOf(desk.take(aCall()), "theft"));
        Incident attached = desk.attach(root, person);
        Incident into = desk.duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(other.getName())
                        .setEtag(other.getEtag())
                        .setInto(attached.getName())
                        .setIntoEtag(attached.getEtag())
                        .setReason("the same shop")
                        .build())
                .getInto();
        desk.end(into);

        // When
        pass(AFTER);

        // Then
        assertThat(followUpsOf(other)).isEmpty();
        assertThat(followUpsOf(root))
                .singleElement()
                .satisfies(followUp -> assertThat(followUp.getCall()).isEqualTo(person.getName()));
    }

    @Test
    void lists_go_on_page_by_page_and_leave_out_what_is_over() {
        // Given
        FollowUp first = toCall();
        FollowUp second = toCall();
        FollowUp over = desk().followUps
                .recordRating(rating(toCall(), Rating.SATISFIED))
                .getFollowUp();
        ListFollowUpsRequest open = ListFollowUpsRequest.newBuilder()
                .setPageSize(1)
                .setOpenOnly(true)
                .build();

        // When
        ListFollowUpsResponse page = desk().followUps.listFollowUps(open);
        ListFollowUpsResponse next = desk().followUps
                .listFollowUps(
                        open.toBuilder().setPageToken(page.getNextPageToken()).build());

        // Then
        assertThat(over.getState()).isEqualTo(State.DONE);
        assertThat(page.getFollowUpsList()).containsExactly(second);
        assertThat(next.getFollowUpsList()).containsExactly(first);
        assertThat(next.getNextPageToken()).isEmpty();
        assertThat(reasonOf(refused(() -> desk().followUps
                        .listFollowUps(ListFollowUpsRequest.newBuilder()
                                .setPageToken(page.getNextPageToken())
                                .build()))))
                .isEqualTo(Reason.PAGE_TOKEN_INVALID);
    }
}
