package io.qipan.dispatch.duplicate;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.anIncidentOf;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.StatusRuntimeException;
import io.qipan.dispatch.Desk;
import io.qipan.dispatch.DispatchScenario;
import io.qipan.dispatch.Places;
import io.qipan.proto.common.v1.LocationInput;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.DuplicateReason;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion;
import io.qipan.proto.dispatch.v1.DuplicateSuggestion.Level;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentLink;
import io.qipan.proto.dispatch.v1.LinkIncidentsRequest;
import io.qipan.proto.dispatch.v1.LinkIncidentsResponse;
import io.qipan.proto.dispatch.v1.ListDuplicateRulesRequest;
import io.qipan.proto.dispatch.v1.MergeIncidentsRequest;
import io.qipan.proto.dispatch.v1.SetDuplicateRuleRequest;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesRequest;
import io.qipan.proto.dispatch.v1.SuggestDuplicatesResponse;
import io.qipan.proto.dispatch.v1.UnlinkIncidentsRequest;
import io.qipan.runtime.caller.Role;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionIT extends DispatchScenario {

    private SuggestDuplicatesResponse suggest(String report, String type) {
        return desk().duplicates
                .suggestDuplicates(SuggestDuplicatesRequest.newBuilder()
                        .setReport(report)
                        .setOptionalType(type)
                        .build());
    }

    private static LocationInput northOfTheBank(double metres) {
        LocationInput.Builder place = Desk.riverBank().toBuilder();
        place.getPointBuilder().setLatitude(Places.RIVER_BANK.latitude() + metres / 111_195);
        return place.build();
    }

    @Test
    void a_second_caller_near_by_is_likely_to_tell_of_the_same_and_every_reason_has_its_points() {
        // Given
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "drowning"));
        clock.advance(Duration.ofMinutes(5));
        Call second = desk().take(aCall().setCallerId("13911111111")
                .clearLocations()
                .addLocations(northOfTheBank(150))
                .setDescription("a man is in the river and shouts"));

        // When
        SuggestDuplicatesResponse response = suggest(second.getName(), "drowning");

        // Then
        DuplicateSuggestion best = response.getSuggestions(0);
        assertThat(best.getIncident()).isEqualTo(incident.getName());
        assertThat(best.getEtag()).isEqualTo(incident.getEtag());
        assertThat(best.getLevel()).isEqualTo(Level.LIKELY);
        assertThat(best.getLifeRisk()).isTrue();
        assertThat(best.getReasonsList())
                .extracting(DuplicateReason::getKind)
                .containsExactly(
                        DuplicateReason.Kind.PLACE,
                        DuplicateReason.Kind.TIME,
                        DuplicateReason.Kind.CLASS,
                        DuplicateReason.Kind.WORDS);
        assertThat(best.getPoints())
                .isEqualTo(best.getReasonsList().stream()
                        .mapToDouble(DuplicateReason::getPoints)
                        .sum());
        assertThat(best.getReasons(0).getExplanation()).contains("150 m apart");
    }

    @Test
    void suggesting_changes_nothing_whatever_the_points() {
        // Given
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "drowning"));
        Call second = desk().take(aCall());
        List<String> before = rows("select resource || action from journal order by position");

        // When
        SuggestDuplicatesResponse response = suggest(second.getName(), "drowning");

        // Then
        assertThat(response.getSuggestions(0).getPoints()).isGreaterThan(40);
        assertThat(rows("select resource || action from journal order by position"))
                .isEqualTo(before);
        assertThat(desk().now(incident)).isEqualTo(incident);
    }

    @Test
    void what_is_far_away_old_an_exercise_or_over_is_not_suggested() {
        // Given
        desk().open(anIncident("traffic_collision"));
        desk().open(anIncident("traffic_collision").setDrill(true));
        clock.advance(Duration.ofMinutes(61));
        desk().open(anIncident("traffic_collision").clearLocations().addLocations(northOfTheBank(4_000)));
        Incident ended = desk().open(anIncident("traffic_collision"));
        desk().end(ended);
        Call call = desk().take(aCall().setDescription("two cars"));

        // When
        SuggestDuplicatesResponse response = suggest(call.getName(), "traffic_collision");

        // Then
        assertThat(response.getSuggestionsList()).isEmpty();
        assertThat(response.getCompared()).isEqualTo(1);
    }

    @Test
    void a_call_without_a_place_finds_its_incident_by_the_number_and_the_words() {
        // Given
        Incident incident = desk().open(anIncidentOf(desk().take(aCall()), "drowning"));
        clock.advance(Duration.ofMinutes(4));
        Call again = desk().take(aCall().clearLocations());

        // When
        SuggestDuplicatesResponse response = suggest(again.getName(), "");

        // Then
        assertThat(response.getSuggestions(0).getIncident()).isEqualTo(incident.getName());
        assertThat(response.getSuggestions(0).getReasonsList())
                .extracting(DuplicateReason::getKind)
                .contains(DuplicateReason.Kind.NUMBER)
                .doesNotContain(DuplicateReason.Kind.PLACE, DuplicateReason.Kind.CLASS);
    }

    @Test
    void a_number_that_is_only_masked_alike_is_another_one() {
        // Given
        desk().open(anIncidentOf(desk().take(aCall().setCallerId("13800000001")), "drowning"));
        Call other = desk().take(aCall().setCallerId("13800990001"));

        // When
        SuggestDuplicatesResponse response = suggest(other.getName(), "drowning");

        // Then
        assertThat(response.getSuggestions(0).getReasonsList())
                .extracting(DuplicateReason::getKind)
                .contains(DuplicateReason.Kind.PLACE)
                .doesNotContain(DuplicateReason.Kind.NUMBER);
    }

    @Test
    void a_vague_place_speaks_less_than_a_known_one() {
        // Given
        desk().open(anIncident("traffic_collision"));
        Call known = desk().take(aCall().setDescription(""));
        Call vague = desk().take(aCall().setDescription("")
                .clearLocations()
                .addLocations(Desk.riverBank().toBuilder().setUncertaintyM(5_000)));

        // When
        double byKnown = suggest(known.getName(), "").getSuggestions(0).getPoints();
        double byVague = suggest(vague.getName(), "").getSuggestionsList().stream()
                .mapToDouble(DuplicateSuggestion::getPoints)
                .max()
                .orElse(0);

        // Then
        assertThat(byVague).isLessThan(byKnown - 10);
    }

    @Test
    void what_was_merged_is_suggested_as_the_one_that_is_worked() {
        // Given
        Incident one = desk().open(anIncident("traffic_collision"));
        Incident root =
                desk().open(anIncident("traffic_collision").clearLocations().addLocations(northOfTheBank(3_000)));
        var ignored = desk().duplicates
                .mergeIncidents(MergeIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(one.getName())
                        .setEtag(one.getEtag())
                        .setInto(root.getName())
                        .setIntoEtag(root.getEtag())
                        .setReason("a long queue of cars")
                        .build());
        Call call = desk().take(aCall());

        // When
        SuggestDuplicatesResponse response = suggest(call.getName(), "traffic_collision");

        // Then
        assertThat(response.getSuggestionsList())
                .extracting(DuplicateSuggestion::getIncident)
                .containsExactly(root.getName());
    }

    @Test
    void an_incident_is_compared_with_all_but_itself() {
        // Given
        Incident one = desk().open(anIncident("traffic_collision"));
        Incident other = desk().open(anIncident("traffic_collision"));

        // When
        SuggestDuplicatesResponse response = suggest(one.getName(), "");

        // Then
        assertThat(response.getSuggestionsList())
                .extracting(DuplicateSuggestion::getIncident)
                .containsExactly(other.getName());
    }

    @Test
    void never_more_than_two_hundred_are_compared() {
        // Given
        DATABASE.execute("""
                insert into incident (id, number, version, state, type, priority, summary, locations, owner,
                    next_deadline_at, opened_at, act_at, drill, recorded_at)
                select gen_random_uuid(), 'X' || n, 1, 'new', 'traffic_collision', 'P2', 'cars',
                    '[{"id":1,"wgs84":{"latitude":39.67,"longitude":106.78,"datum":"WGS84"},"radiusM":50,"chosen":true,
                        "given":{"text":"bridge","source":"CALLER","observedAt":"2026-11-20T02:00:00Z"},
                        "givenBy":"wang","receivedAt":"2026-11-20T02:00:00Z"}]',
                    'wang', now(), '%1$s', '%1$s', false, '%1$s'
                from generate_series(1, 500) n""".formatted(clock.instant()));
        Call call = desk().take(aCall());

        // When
        SuggestDuplicatesResponse response = suggest(call.getName(), "traffic_collision");

        // Then
        assertThat(response.getCompared()).isBetween(50, 200);
        assertThat(response.getSuggestionsList()).hasSize(5);
    }

    @Test
    void a_rule_that_somebody_sets_holds_from_then_on_and_not_before() {
        // Given
        Desk commander = new Desk(harness.channelOf("li", Role.COMMANDER));
        desk().open(anIncident("traffic_collision"));
        Call call = desk().take(aCall());
        clock.advance(Duration.ofMinutes(90));
        Call late = desk().take(aCall().setCallerId("1"));
        clock.advance(Duration.ofMinutes(1));

        // When
        var rule = commander
                .duplicates
                .setDuplicateRule(SetDuplicateRuleRequest.newBuilder()
                        .setRequestId(newId())
                        .setType("traffic_collision")
                        .setLookBackS(3 * 3_600)
                        .setSpreadM(400)
                        .setPaceS(2 * 3_600)
                        .build())
                .getRule();

        // Then
        assertThat(rule.getSetBy()).isEqualTo("li");
        assertThat(rows("select resource || ' ' || action || ' ' || actor from journal where resource like 'dup%'"))
                .containsExactly("duplicateRules/traffic_collision duplicate_rule.set li");
        assertThat(suggest(late.getName(), "traffic_collision").getCompared()).isZero();
        clock.advance(Duration.ofMinutes(1));
        Call later = desk().take(aCall().setCallerId("2"));
        assertThat(suggest(later.getName(), "traffic_collision").getSuggestionsList())
                .hasSize(1);
        assertThat(suggest(call.getName(), "traffic_collision").getCompared()).isEqualTo(1);
        assertThat(desk().duplicates
                        .listDuplicateRules(ListDuplicateRulesRequest.getDefaultInstance())
                        .getRulesList())
                .contains(rule);
    }

    @Test
    void parts_are_never_linked_in_a_circle() {
        // Given
        List<Incident> three = List.of("theft", "theft", "theft").stream()
                .map(type -> desk().open(anIncident(type)))
                .toList();
        var ignored = link(three.get(0), three.get(1));
        ignored = link(three.get(1), three.get(2));

        // When
        StatusRuntimeException refusal = refused(() -> link(three.get(2), three.get(0)));

        // Then
        assertThat(metadataOf(refusal)).containsEntry("why", "circle");
        assertThat(told(three.get(0).getName())).endsWith("incident.linked");
        var unlinked = desk().duplicates
                .unlinkIncidents(UnlinkIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(three.get(1).getName())
                        .setOther(three.get(0).getName())
                        .build());
        assertThat(unlinked).isNotNull();
        assertThat(link(three.get(2), three.get(0)).getLink().getKind()).isEqualTo(IncidentLink.Kind.PART_OF);
    }

    private LinkIncidentsResponse link(Incident part, Incident whole) {
        return desk().duplicates
                .linkIncidents(LinkIncidentsRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(part.getName())
                        .setOther(whole.getName())
                        .setKind(IncidentLink.Kind.PART_OF)
                        .build());
    }
}
