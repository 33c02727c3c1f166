package io.qipan.dispatch.pattern;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.proto.dispatch.v1.AnalyzeHotspotsRequest;
import io.qipan.proto.dispatch.v1.EndIncidentRequest;
import io.qipan.proto.dispatch.v1.GetHotspotAnalysisRequest;
import io.qipan.proto.dispatch.v1.Hotspot;
import io.qipan.proto.dispatch.v1.HotspotAnalysis;
import io.qipan.proto.dispatch.v1.HotspotExclusions;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.ListHotspotAnalysesRequest;
import io.qipan.proto.dispatch.v1.ListHotspotAnalysesResponse;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.PatternServiceGrpc;
import io.qipan.proto.dispatch.v1.TypeFinding;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class HotspotIT extends PatternScenario {

    private HotspotAnalysis now(HotspotAnalysis analysis) {
        return patterns()
                .getHotspotAnalysis(GetHotspotAnalysisRequest.newBuilder()
                        .setName(analysis.getName())
                        .build())
                .getAnalysis();
    }

    @Test
    void a_crowd_at_one_place_on_two_days_is_found_with_its_significance() {
        // Given
        List<Incident> thefts = thefts();

        // When
        HotspotAnalysis analysis = analyze(aQuestion());

        // Then: of 48 there were 8 at the place and 12 on its days
        assertThat(thefts).hasSize(ELSEWHERE + CROWDED);
        assertThat(analysis.getIncidents()).isEqualTo(ELSEWHERE + CROWDED);
        assertThat(analysis.getHotspotsList()).hasSize(1);
        Hotspot hotspot = analysis.getHotspots(0);
        assertThat(hotspot.getName()).isEqualTo(analysis.getName() + "/hotspots/1");
        assertThat(hotspot.getType()).isEqualTo("theft");
        assertThat(hotspot.getFirstDay()).isEqualTo("2026-11-14");
        assertThat(hotspot.getLastDay()).isEqualTo("2026-11-15");
        assertThat(hotspot.getObserved()).isEqualTo(8);
        assertThat(hotspot.getExpected()).isEqualTo(8 * 12 / 48.0);
        assertThat(hotspot.getPValue()).isEqualTo(0.01);
        assertThat(Math.abs(hotspot.getLatitude() - 39.67)).isLessThan(0.01);
        assertThat(Math.abs(hotspot.getLongitude() - 106.78)).isLessThan(0.01);
        assertThat(analysis.getTypesList())
                .containsExactly(TypeFinding.newBuilder()
                        .setType("theft")
                        .setIncidents(48)
                        .setCells(41)
                        .setPValue(0.01)
                        .setThreshold(0.05)
                        .setHotspots(1)
                        .build());
        assertThat(analysis.getEnglish()).contains("Kulldorff", "Benjamini");
        assertThat(analysis.getChinese()).contains("时空置换扫描");
        assertThat(analysis.getMadeBy()).isEqualTo("wang");
        assertThat(now(analysis)).isEqualTo(analysis);
        assertThat(told(analysis.getName())).containsExactly("hotspots.analyzed");
    }

    @Test
    void the_same_question_of_the_same_incidents_has_the_same_answer() {
        // Given
        List<Incident> thefts = thefts();
        HotspotAnalysis once = analyze(aQuestion());

        // When
        HotspotAnalysis again = analyze(aQuestion());

        // Then
        assertThat(again.getName()).isNotEqualTo(once.getName());
        assertThat(again.getQuestion()).isEqualTo(once.getQuestion());
        assertThat(again.getInputSha256()).isEqualTo(once.getInputSha256());
        assertThat(again.getTypesList()).isEqualTo(once.getTypesList());
        assertThat(again.getHotspots(0).toBuilder().clearName().build())
                .isEqualTo(once.getHotspots(0).toBuilder().clearName().build());
        Incident later = desk().open(aTheft(3));
        assertThat(thefts).doesNotContain(later);
        assertThat(analyze(aQuestion()).getInputSha256()).isNotEqualTo(once.getInputSha256());
        assertThat(now(once)).isEqualTo(once);
    }

    @Test
    void a_repeated_request_is_answered_with_what_was_kept() {
        // Given
        AnalyzeHotspotsRequest.Builder request = aQuestion().setSeed(0);
        HotspotAnalysis once = analyze(request);

        // When
        HotspotAnalysis again = analyze(request);

        // Then
        assertThat(again).isEqualTo(once);
        assertThat(again.getQuestion().getSeed()).isNotZero();
        assertThat(again.getIncidents()).isZero();
        assertThat(again.getTypesList()).isEmpty();
    }

    @Test
    void what_is_not_real_not_its_own_or_nowhere_is_left_out_and_counted() {
        // Given
        Incident counted = desk().open(aTheft(5));
        Incident drill = desk().open(anIncidentOf(desk().take(aCall().setDrill(true)), "theft"));
        Incident twin = desk().open(aTheft(5));
        var merged = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(twin.getName())
                        .setEtag(twin.getEtag())
                        .setInto(counted.getName())
                        .setIntoEtag(counted.getEtag())
                        .setReason("the same bicycle")
                        .build());
        Incident other = desk().open(aTheft(6));
        var duplicate = desk().incidents
                .endIncident(EndIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(other.getName())
                        .setEtag(other.getEtag())
                        .setOutcome(IncidentOutcome.DUPLICATE)
                        .setRationale("told twice")
                        .build());
        Incident nowhere = desk().open(aTheft(7).clearLocations());
        Incident vague = desk().open(aTheft(8, 1_500));
        Incident another =
                desk().open(anIncident("medical").setOpenedAt(aTheft(5).getOpenedAt()));
        Incident before = desk().open(aTheft(1).setOpenedAt(Times.message(noon(1).minusSeconds(12 * 3_600 + 1))));

        // When
        HotspotAnalysis analysis = analyze(aQuestion().setUntil("2026-11-21").addTypes("theft"));

        // Then
        assertThat(List.of(drill, nowhere, vague, another, before)).doesNotHaveDuplicates();
        assertThat(merged.getInto().getName()).isEqualTo(counted.getName());
        assertThat(duplicate.getIncident().getOutcome()).isEqualTo(IncidentOutcome.DUPLICATE);
        assertThat(analysis.getIncidents()).isEqualTo(1);
        assertThat(analysis.getExcluded())
                .isEqualTo(HotspotExclusions.newBuilder()
                        .setDrills(1)
                        .setDuplicates(2)
                        .setWithoutPlace(1)
                        .setVaguePlace(1)
                        .build());
        assertThat(analysis.getTypesList())
                .extracting(TypeFinding::getNotTested)
                .containsExactly(true);
        assertThat(analyze(aQuestion()).getIncidents()).isEqualTo(2);
    }

    @Test
    void analyses_are_listed_newest_first_without_their_hotspots() {
        // Given
        List<Incident> thefts = thefts();
        HotspotAnalysis first = analyze(aQuestion());
        HotspotAnalysis second = analyze(aQuestion());
        ListHotspotAnalysesRequest.Builder request =
                ListHotspotAnalysesRequest.newBuilder().setPageSize(1);

        // When
        ListHotspotAnalysesResponse page = patterns().listHotspotAnalyses(request.build());
        ListHotspotAnalysesResponse next = patterns()
                .listHotspotAnalyses(
                        request.setPageToken(page.getNextPageToken()).build());

        // Then
        assertThat(thefts).isNotEmpty();
        assertThat(page.getAnalysesList())
                .containsExactly(second.toBuilder().clearTypes().clearHotspots().build());
        assertThat(next.getAnalyses(0).getName()).isEqualTo(first.getName());
        assertThat(next.getNextPageToken()).isEmpty();
    }

    @Test
    void what_cannot_be_asked_is_refused_with_what_to_do() {
        // Given
        List<UnaryOperator<AnalyzeHotspotsRequest.Builder>> wrong = List.of(
                question -> question.setFrom("2026-02-30"),
                question -> question.setUntil("2026-11-03"),
                question -> question.setUntil("2028-11-01"),
                question -> question.setRadiusM(10_001),
                question -> question.setLongestDays(10),
                question -> question.setPermutations(50));

        // When
        List<StatusRuntimeException> refusals = wrong.stream()
                .map(change -> refused(() -> analyze(change.apply(aQuestion()))))
                .toList();

        // Then
        assertThat(refusals).allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.INVALID_FIELD));
        assertThat(reasonOf(refused(() -> analyze(aQuestion().addTypes("no_such_type")))))
                .isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void call_takers_do_not_analyze() {
        // Given
        var patterns = PatternServiceGrpc.newBlockingStub(harness.channelOf("li", Role.CALL_TAKER));

        // When
        StatusRuntimeException refusal =
                refused(() -> patterns.analyzeHotspots(aQuestion().build()));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
