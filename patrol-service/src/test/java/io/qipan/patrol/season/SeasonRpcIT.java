package io.qipan.patrol.season;

import static io.qipan.testkit.Refusals.metadataOf;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.proto.patrol.v1.DeclareMediumRequest;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.GetDeclarationRequest;
import io.qipan.proto.patrol.v1.ListDeclarationsRequest;
import io.qipan.proto.patrol.v1.Medium;
import io.qipan.proto.patrol.v1.MediumDeclaration;
import io.qipan.proto.patrol.v1.MediumState;
import io.qipan.proto.patrol.v1.Passage;
import io.qipan.proto.patrol.v1.Remedy;
import io.qipan.proto.patrol.v1.Ruling;
import io.qipan.proto.patrol.v1.WaterPhase;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SeasonRpcIT extends SeasonScenario {

    @Test
    void a_boat_moves_in_summer_and_not_in_winter_and_an_ice_vehicle_the_other_way_round() {
        // When
        boolean boatInJuly = evaluated("assault_boat", IN_NORTH, JULY).getAllowed();

        // Then
        assertThat(boatInJuly).isTrue();
        assertThat(evaluated("assault_boat", IN_NORTH, JANUARY).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, JULY).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, JANUARY).getAllowed()).isTrue();
        assertThat(evaluated("assault_boat", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("amphibious_boat", IN_NORTH, NOVEMBER).getAllowed())
                .as("it has the road")
                .isTrue();
        assertThat(evaluated("drone", IN_NORTH, NOVEMBER).getAllowed()).isTrue();
    }

    @Test
    void a_refusal_names_the_rule_and_what_would_change_it_in_both_languages() {
        // When
        EvaluateMovementResponse refused = evaluated("assault_boat", IN_NORTH, NOVEMBER);

        // Then
        assertThat(refused.getReasonEn()).startsWith("Not allowed: water is closed (Freezing");
        assertThat(refused.getReasonZh()).startsWith("不允许:水面关闭(流凌封河期");
        MediumState water = refused.getMedia(0);
        assertThat(water.getPhase()).isEqualTo(WaterPhase.FREEZING);
        assertThat(water.getRuling().getBasis()).isEqualTo(Ruling.Basis.CALENDAR);
        assertThat(water.getRuling().getRuledBy()).isEqualTo("wuhai-freezing");
        assertThat(water.getRuling().getSource()).isNotEmpty();
        Timestamp spring = Times.message(Instant.parse("2027-03-25T16:00:00Z"));
        assertThat(water.getChangesAt()).isEqualTo(spring);
        assertThat(refused.getRemediesList())
                .extracting(Remedy::getWay)
                .containsExactly(
                        Remedy.Way.WAIT,
                        Remedy.Way.DECLARE_OPEN,
                        Remedy.Way.OTHER_MEDIUM,
                        Remedy.Way.OTHER_MEDIUM,
                        Remedy.Way.OTHER_MEDIUM);
        assertThat(refused.getRemedies(0).getAt()).isEqualTo(spring);
        assertThat(refused.getRemedies(0).getTextEn()).contains("2027-03-26 00:00");
        assertThat(refused.getRemediesList())
                .allMatch(remedy -> !remedy.getTextZh().isEmpty());
    }

    @Test
    void a_declaration_holds_in_its_place_and_time_only_until_it_is_revoked() {
        // Given
        givenGrid();
        Instant sunday = NOVEMBER.plusSeconds(86_400);

        // When
        MediumDeclaration safe = declared(
                declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH).setUntil(Times.message(sunday)));

        // Then
        EvaluateMovementResponse allowed = evaluated("ice_vehicle", IN_NORTH, NOVEMBER);
        assertThat(allowed.getAllowed()).isTrue();
        assertThat(allowed.getMedia(0).getRuling().getRuledBy()).isEqualTo(safe.getName());
        assertThat(allowed.getMedia(0).getPlace()).isEqualTo(NORTH);
        assertThat(allowed.getMedia(0).getChangesAt()).isEqualTo(Times.message(sunday));
        assertThat(evaluated("ice_vehicle", IN_SOUTH, NOVEMBER).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, sunday).getAllowed()).isFalse();
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER.minusSeconds(1)).getAllowed())
                .isFalse();
        MediumDeclaration revoked = revoked(safe);
        assertThat(revoked.getRevokedBy()).isEqualTo("tester");
        assertThat(evaluated("ice_vehicle", IN_NORTH, NOVEMBER).getAllowed()).isFalse();
    }

    @Test
    void of_two_declarations_the_one_that_closes_wins_and_revoking_it_is_offered() {
        // Given
        givenGrid();
        MediumDeclaration closed = declared(declaring(Medium.ICE, Passage.CLOSED));

        // When
        MediumDeclaration open = declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace(NORTH));

        // Then
        EvaluateMovementResponse refused = evaluated("ice_vehicle", IN_NORTH, JANUARY);
        assertThat(refused.getAllowed()).isFalse();
        assertThat(refused.getRemediesList()).anySatisfy(remedy -> {
            assertThat(remedy.getWay()).isEqualTo(Remedy.Way.REVOKE);
            assertThat(remedy.getDeclaration()).isEqualTo(closed.getName());
        });
        var ignored = revoked(closed);
        assertThat(evaluated("ice_vehicle", IN_NORTH, JANUARY)
                        .getMedia(0)
                        .getRuling()
                        .getRuledBy())
                .isEqualTo(open.getName());
    }

    @Test
    void what_was_declared_is_kept_read_listed_and_taken_over_by_other_replicas() {
        // Given
        SeasonBoard other = SeasonBoard.over(board.patrol());
        DeclareMediumRequest.Builder request = declaring(Medium.WATER, Passage.OPEN);
        MediumDeclaration declared = declared(request);

        // When
        MediumDeclaration again = declared(request);

        // Then
        assertThat(again).isEqualTo(declared);
        assertThat(declared.getDeclaredBy()).isEqualTo("tester");
        assertThat(as(Role.UNIT)
                        .getDeclaration(GetDeclarationRequest.newBuilder()
                                .setName(declared.getName())
                                .build())
                        .getDeclaration())
                .isEqualTo(declared);
        assertThat(as(Role.UNIT)
                        .listDeclarations(ListDeclarationsRequest.newBuilder()
                                .setStandingOnly(true)
                                .build())
                        .getDeclarationsList())
                .containsExactly(declared);
        other.liveSeason().refresh();
        assertThat(other.liveSeason().season().declarations()).hasSize(1);
    }

    @Test
    void declarations_that_make_no_sense_are_refused() {
        // Given
        givenGrid();
        MediumDeclaration revoked = revoked(declared(declaring(Medium.ICE, Passage.OPEN)));

        // When
        var past = refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setUntil(Times.message(NOVEMBER))));
        var backwards = refused(() -> declared(declaring(Medium.ICE, Passage.OPEN)
                .setFrom(Times.message(JANUARY))
                .setUntil(Times.message(JANUARY.minusSeconds(1)))));
        var nowhere =
                refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace("gridFeatures/zone-X")));
        var berth =
                refused(() -> declared(declaring(Medium.ICE, Passage.OPEN).setOptionalPlace("gridFeatures/berth-B1")));
        var again = refused(() -> revoked(revoked));
        var stale = refused(() -> revoked(revoked.toBuilder().setEtag("1").build()));
        var noKind = refused(() -> evaluated("submarine", IN_NORTH, JULY));

        // Then
        assertThat(reasonOf(past)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(backwards)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(metadataOf(nowhere)).containsEntry("resource", "gridFeatures/zone-X");
        assertThat(reasonOf(berth)).isEqualTo(Reason.PLACE_INVALID);
        assertThat(reasonOf(again)).isEqualTo(Reason.ILLEGAL_TRANSITION);
        assertThat(reasonOf(stale)).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(noKind)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void only_those_on_duty_at_the_desk_may_declare() {
        // When
        var unit = refused(() -> {
            var ignored = as(Role.UNIT)
                    .declareMedium(declaring(Medium.ICE, Passage.OPEN).build());
        });

        // Then
        assertThat(reasonOf(unit)).isEqualTo(Reason.ACCESS_DENIED);
    }
}
