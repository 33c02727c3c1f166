package io.qipan.dispatch.contingency;

import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.words;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.dispatch.Desk;
import io.qipan.dispatch.contingency.model.PlanRevision;
import io.qipan.proto.dispatch.v1.ContingencyExpert;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyStep;
import io.qipan.proto.dispatch.v1.ContingencySuggestion;
import io.qipan.proto.dispatch.v1.GetContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.ListContingencyPlansRequest;
import io.qipan.proto.dispatch.v1.ListContingencyPlansResponse;
import io.qipan.proto.dispatch.v1.ListSimilarIncidentsRequest;
import io.qipan.proto.dispatch.v1.ListSimilarIncidentsResponse;
import io.qipan.proto.dispatch.v1.PutContingencyPlanRequest;
import io.qipan.proto.dispatch.v1.ShowExpertContactsRequest;
import io.qipan.proto.dispatch.v1.SimilarIncident;
import io.qipan.proto.dispatch.v1.SuggestContingencyPlansRequest;
import io.qipan.proto.dispatch.v1.SuggestContingencyPlansResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ContingencyPlanIT extends ContingencyScenario {

    private ContingencyPlan get(long revision) {
        return wang().plans()
                .getContingencyPlan(GetContingencyPlanRequest.newBuilder()
                        .setName(PLAN)
                        .setOptionalRevision(revision)
                        .build())
                .getPlan();
    }

    private List<ContingencyExpert> contacts(long revision) {
        return wang().plans()
                .showExpertContacts(ShowExpertContactsRequest.newBuilder()
                        .setName(PLAN)
                        .setOptionalRevision(revision)
                        .setReason("how far to stay away")
                        .build())
                .getExpertsList();
    }

    private SuggestContingencyPlansResponse suggest(Incident incident) {
        return wang().plans()
                .suggestContingencyPlans(SuggestContingencyPlansRequest.newBuilder()
                        .setIncident(incident.getName())
                        .build());
    }

    private static ContingencyPlanContent.Builder forAll() {
        ContingencyPlanContent.Builder content = content();
        content.getConditionBuilder().clearIncidentTypes();
        return content.clearExperts();
    }

    @Test
    void each_revision_is_kept_as_it_was_and_one_that_knows_another_is_refused() {
        // Given
        ContingencyPlan first = put(content(), 0);
        ContingencyPlan second = put(content().setTitleEn("theft of explosives"), 1);

        // When
        var stale = refused(() -> put(content(), 1));

        // Then
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(get(0)).isEqualTo(second);
        assertThat(get(1)).isEqualTo(first);
        assertThat(second.getRevision()).isEqualTo(2);
        assertThat(second.getContent().getSupplies(0).getWhere()).isEqualTo("depot 2");
        assertThat(reasonOf(refused(() -> get(3)))).isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(refused(() -> put(content().addSteps(content().getStepsBuilder(0)), 2))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> Planner.on(harness.channelOf("wang", Role.DISPATCHER))
                        .plans()
                        .putContingencyPlan(io.qipan.proto.dispatch.v1.PutContingencyPlanRequest.newBuilder()
                                .setRequestId(Desk.newId())
                                .setName(PLAN)
                                .setBaseRevision(2)
                                .setReason("mine")
                                .setContent(content())
                                .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    /** More than 1 MiB as it is stored. */
    private static ContingencyPlanContent.Builder overlong() {
        ContingencyPlanContent.Builder content = forAll().clearSteps();
        for (int i = 0; i < 200; i++) {
            content.addSteps(ContingencyStep.newBuilder()
                    .setCode("step-" + i)
                    .setPhase("respond")
                    .setText("封".repeat(2_000))
                    .setRole("lead")
                    .setWithinS(600)
                    .setFromLevel(1));
        }
        return content;
    }

    private List<String> pages(String ofOne) {
        List<String> pages = new ArrayList<>();
        ListContingencyPlansRequest.Builder request =
                ListContingencyPlansRequest.newBuilder().setPageSize(50).setOptionalName(ofOne);
        do {
            ListContingencyPlansResponse page = wang().plans().listContingencyPlans(request.build());
            request.setPageToken(page.getNextPageToken());
            pages.add(page.getPlansList().stream()
                    .map(plan -> PlanRevision.code(plan.getName()) + " " + plan.getRevision())
                    .collect(Collectors.joining(", ")));
        } while (!request.getPageToken().isEmpty());
        return pages;
    }

    @Test
    void a_page_of_long_plans_ends_early_and_the_next_goes_on_where_it_ended() {
        // Given
        put("contingencyPlans/a-short", forAll(), 0);
        put("contingencyPlans/b-long", overlong(), 0);
        put("contingencyPlans/b-long", overlong(), 1);
        put("contingencyPlans/c-short", forAll(), 0);

        // When
        List<String> pages = pages("");

        // Then
        assertThat(pages).containsExactly("a-short 1, b-long 2", "c-short 1");
        assertThat(pages("contingencyPlans/b-long")).containsExactly("b-long 2", "b-long 1");
    }

    @Test
    void plans_are_listed_by_code_and_a_plan_by_its_revisions() {
        // Given
        put(content(), 0);
        put("contingencyPlans/a-flood", forAll(), 0);
        ContingencyPlan newest = put(content().setRetired(true), 1);
        ListContingencyPlansRequest.Builder request =
                ListContingencyPlansRequest.newBuilder().setPageSize(1);

        // When
        ListContingencyPlansResponse first = wang().plans().listContingencyPlans(request.build());
        ListContingencyPlansResponse second = wang().plans()
                .listContingencyPlans(
                        request.setPageToken(first.getNextPageToken()).build());

        // Then
        assertThat(first.getPlansList())
                .extracting(ContingencyPlan::getName)
                .containsExactly("contingencyPlans/a-flood");
        assertThat(second.getPlansList()).containsExactly(newest);
        assertThat(second.getNextPageToken()).isEmpty();
        assertThat(wang().plans()
                        .listContingencyPlans(ListContingencyPlansRequest.newBuilder()
                                .setOptionalName(PLAN)
                                .build())
                        .getPlansList())
                .extracting(ContingencyPlan::getRevision)
                .containsExactly(2L, 1L);
    }

    @Test
    void how_to_reach_an_expert_is_locked_away_kept_with_the_next_revision_and_shown_for_a_reason() {
        // Given
        ContingencyPlan first = put(content(), 0);
        ContingencyPlan same = put(first.getContent().toBuilder(), 1);
        ContingencyPlan other =
                put(content().setExperts(0, content().getExpertsBuilder(0).setContact("Bao 13800000011")), 2);

        // When
        List<ContingencyExpert> kept = contacts(2);

        // Then
        assertThat(first.getContent().getExperts(0).getContact()).isEqualTo("**78");
        assertThat(same.getContent()).isEqualTo(first.getContent());
        assertThat(kept).extracting(ContingencyExpert::getContact).containsExactly("Bao 13912345678");
        assertThat(contacts(0)).extracting(ContingencyExpert::getContact).containsExactly("Bao 13800000011");
        assertThat(other.getContent().getExperts(0).getContact()).isEqualTo("**11");
        assertThat(told(PLAN))
                .filteredOn("contingency_plan.contacts_shown"::equals)
                .hasSize(2);
        assertThat(rows("select coalesce(string_agg(encode(state, 'escape') || reason, ''), '') from journal")
                        .getFirst())
                .doesNotContain("13912345678");
        assertThat(reasonOf(refused(() -> put("contingencyPlans/other", first.getContent().toBuilder(), 0))))
                .as("a mask of nothing")
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void the_key_of_a_request_is_not_made_of_contacts_and_knows_a_repeat_all_the_same() throws Exception {
        // Given
        PutContingencyPlanRequest request = PutContingencyPlanRequest.newBuilder()
                .setRequestId(UUID.randomUUID().toString())
                .setName(PLAN)
                .setReason("after the drill in spring")
                .setContent(content())
                .build();

        // When
        ContingencyPlan first = chief().plans().putContingencyPlan(request).getPlan();

        // Then whoever has the database and tries all numbers finds none
        String hash =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(request.toByteArray()));
        assertThat(rows("select encode(body_hash, 'hex') from request where method like '%PutContingencyPlan%'"))
                .hasSize(1)
                .doesNotContain(hash);
        assertThat(chief().plans().putContingencyPlan(request).getPlan()).isEqualTo(first);
    }

    @Test
    void plans_that_fit_are_suggested_with_reasons_the_most_conditions_first_and_nothing_is_done() {
        // Given
        put(content(), 0);
        put("contingencyPlans/always", forAll(), 0);
        put("contingencyPlans/alarm", forAll().setFromAlarmLevel(2), 0);
        put("contingencyPlans/gone", forAll().setRetired(true), 0);
        Incident theft = theft();

        // When
        SuggestContingencyPlansResponse suggested = suggest(theft);

        // Then
        assertThat(suggested.getSuggestionsList())
                .extracting(ContingencySuggestion::getPlan)
                .containsExactly(PLAN, "contingencyPlans/always");
        assertThat(suggested.getSuggestions(0).getExplanationList()).containsExactly("type theft");
        assertThat(suggested.getCompared()).isEqualTo(3);
        assertThat(rows("select id::text from contingency_activation")).isEmpty();
        String activation = activate(theft).getActivation().getName();
        assertThat(suggest(theft).getSuggestions(0).getActivation()).isEqualTo(activation);
        assertThat(suggest(desk().open(anIncident("theft").clearLocations().addLocations(words("somewhere"))))
                        .getSuggestionsList())
                .as("without a place")
                .hasSize(2);
    }

    @Test
    void past_incidents_like_this_one_are_told_with_reasons_and_never_an_exercise() {
        // Given
        Incident past = desk().end(theft());
        Incident drill = desk().end(drill());
        Incident now = theft();

        // When
        ListSimilarIncidentsResponse similar = wang().plans()
                .listSimilarIncidents(ListSimilarIncidentsRequest.newBuilder()
                        .setIncident(now.getName())
                        .build());

        // Then
        assertThat(similar.getIncidentsList())
                .extracting(SimilarIncident::getIncident)
                .containsExactly(past.getName())
                .doesNotContain(drill.getName());
        assertThat(similar.getIncidents(0).getReasonsList())
                .containsExactly("Both are theft", "0 m apart", "Both say river, somebody, the");
        assertThat(similar.getCompared()).isEqualTo(1);
    }
}
