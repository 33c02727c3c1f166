package io.qipan.dispatch.sharing;

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
import io.qipan.proto.dispatch.v1.EndIncidentShareRequest;
import io.qipan.proto.dispatch.v1.ExtendIncidentShareRequest;
import io.qipan.proto.dispatch.v1.GetIncidentRequest;
import io.qipan.proto.dispatch.v1.GetIncidentShareRequest;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentShare;
import io.qipan.proto.dispatch.v1.ListIncidentSharesRequest;
import io.qipan.proto.dispatch.v1.ListIncidentSharesResponse;
import io.qipan.proto.dispatch.v1.ShareIncidentRequest;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class IncidentShareIT extends DispatchScenario {
    private static final String WATER = "agencies/water-bureau";
    private static final String FIRE = "agencies/fire-brigade";
    private static final Duration A_DAY = Duration.ofDays(1);

    private Desk at(String agency) {
        return new Desk(harness.withToken(TestTokens.mintAgency("zhao", agency, Role.AGENCY)));
    }

    private ShareIncidentRequest.Builder sharing(Incident incident, String agency) {
        return ShareIncidentRequest.newBuilder()
                .setRequestId(newId())
                .setIncident(incident.getName())
                .setAgency(agency)
                .setPurpose("Please close the weir")
                .setUntil(Times.message(clock.instant().plus(A_DAY)));
    }

    private IncidentShare share(Incident incident, String agency) {
        return desk().shares.shareIncident(sharing(incident, agency).build()).getShare();
    }

    private IncidentShare end(IncidentShare share) {
        return desk().shares
                .endIncidentShare(EndIncidentShareRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(share.getName())
                        .setEtag(share.getEtag())
                        .setReason("The weir is closed")
                        .build())
                .getShare();
    }

    private IncidentShare extend(IncidentShare share, Duration from) {
        return desk().shares
                .extendIncidentShare(ExtendIncidentShareRequest.newBuilder()
                        .setRequestId(newId())
                        .setName(share.getName())
                        .setEtag(share.getEtag())
                        .setUntil(Times.message(clock.instant().plus(from)))
                        .build())
                .getShare();
    }

    private static IncidentShare seen(Desk by, IncidentShare share) {
        return by.shares
                .getIncidentShare(GetIncidentShareRequest.newBuilder()
                        .setName(share.getName())
                        .build())
                .getShare();
    }

    private static List<IncidentShare> list(Desk by, boolean inForceOnly) {
        ListIncidentSharesResponse response = by.shares.listIncidentShares(ListIncidentSharesRequest.newBuilder()
                .setInForceOnly(inForceOnly)
                .build());
        return response.getSharesList();
    }

    /** What a watch was told of it, in order. */
    private static List<IncidentShare> toldStates(IncidentShare share) {
        return rows("select encode(state, 'base64') from journal where resource = '" + share.getName()
                        + "' order by position")
                .stream()
                .map(IncidentShareIT::parsed)
                .toList();
    }

    private static IncidentShare parsed(String base64) {
        try {
            return IncidentShare.parseFrom(Base64.getMimeDecoder().decode(base64));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void an_agency_sees_what_is_shared_with_it_and_how_it_goes_on_but_nothing_that_a_caller_said() {
        // Given
        Incident drowning = desk().open(
                        anIncidentOf(desk().take(aCall().setDescription("my neighbour Li is in the river")), "theft"));
        IncidentShare share = share(drowning, WATER);

        // When
        Incident ended = desk().end(drowning);

        // Then
        assertThat(ended.getState()).isEqualTo(Incident.State.ENDED);
        IncidentShare atTheirs = seen(at(WATER), share);
        assertThat(atTheirs.getShared().getNumber()).isEqualTo(drowning.getNumber());
        assertThat(atTheirs.getShared().getState()).isEqualTo(Incident.State.ENDED);
        assertThat(atTheirs.getPurpose()).isEqualTo("Please close the weir");
        assertThat(atTheirs.toString()).doesNotContain("Li is in the river").doesNotContain("wang");
        assertThat(seen(desk(), share).getSharedBy()).isEqualTo("wang");
        assertThat(toldStates(share)).allMatch(told -> told.getSharedBy().isEmpty());
        assertThat(list(at(WATER), true)).containsExactly(atTheirs);
        assertThat(told(share.getName())).containsExactly("incident_share.shared", "incident_share.shown");
        assertThat(toldStates(share).getLast().getShared().getState()).isEqualTo(Incident.State.ENDED);
    }

    @Test
    void nobody_else_sees_it_and_the_agency_sees_no_more_than_it() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        IncidentShare share = share(incident, WATER);
        Desk nameless = new Desk(harness.channelOf("zhao", Role.AGENCY));

        // When
        var byAnother = refused(() -> seen(at(FIRE), share));

        // Then
        assertThat(reasonOf(byAnother)).isEqualTo(Reason.NOT_FOUND);
        assertThat(list(at(FIRE), false)).isEmpty();
        assertThat(reasonOf(refused(() -> list(nameless, false)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> seen(nameless, share)))).isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() -> at(WATER)
                        .incidents
                        .getIncident(GetIncidentRequest.newBuilder()
                                .setName(incident.getName())
                                .build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
        assertThat(reasonOf(refused(() ->
                        at(WATER).shares.shareIncident(sharing(incident, FIRE).build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void from_its_end_on_nothing_is_shown_any_more() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        IncidentShare share = share(incident, WATER);

        // When
        IncidentShare ended = end(share);
        Incident next = desk().end(incident);

        // Then
        assertThat(next.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(ended.getEndedBy()).isEqualTo("wang");
        assertThat(seen(at(WATER), share).hasShared()).isFalse();
        assertThat(list(at(WATER), true)).isEmpty();
        assertThat(list(at(WATER), false)).hasSize(1);
        assertThat(told(share.getName())).containsExactly("incident_share.shared", "incident_share.ended");
        assertThat(toldStates(share).getLast().hasShared()).isFalse();
        assertThat(deadlines(share.getName())).isEmpty();
        assertThat(share(incident, WATER).getName()).isNotEqualTo(share.getName());
    }

    @Test
    void it_ends_by_itself_and_is_not_shown_even_before_that_is_told() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        IncidentShare share = share(incident, WATER);
        clock.advance(A_DAY);
        boolean shownAtTheEnd = seen(at(WATER), share).hasShared();
        Incident changed = desk().end(desk().now(incident));

        // When
        pass(0);

        // Then
        assertThat(shownAtTheEnd).isFalse();
        assertThat(changed.getState()).isEqualTo(Incident.State.ENDED);
        assertThat(told(share.getName())).containsExactly("incident_share.shared", "incident_share.ended");
        assertThat(seen(desk(), share).getEndedBy()).isEqualTo("system:incident_share.end");
        assertThat(reasonOf(refused(() -> end(seen(desk(), share))))).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void what_is_over_and_not_yet_ended_is_no_obstacle_to_share_it_again() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        IncidentShare over = share(incident, WATER);
        clock.advance(A_DAY);

        // When
        IncidentShare next = share(incident, WATER);

        // Then
        assertThat(list(at(WATER), true)).extracting(IncidentShare::getName).containsExactly(next.getName());
        assertThat(told(over.getName())).containsExactly("incident_share.shared", "incident_share.ended");
    }

    @Test
    void it_is_extended_but_not_for_ever() {
        // Given
        IncidentShare share = share(desk().open(anIncident("theft")), WATER);

        // When
        IncidentShare extended = extend(share, Duration.ofDays(3));

        // Then
        pass(A_DAY.plusSeconds(1));
        assertThat(seen(at(WATER), extended).hasShared()).isTrue();
        assertThat(deadlines(share.getName())).containsExactly("incident_share.end");
        assertThat(reasonOf(refused(() -> extend(share, Duration.ofDays(4))))).isEqualTo(Reason.STALE_ETAG);
        assertThat(reasonOf(refused(() -> extend(extended, Duration.ofDays(91)))))
                .isEqualTo(Reason.INVALID_FIELD);
        assertThat(reasonOf(refused(() -> extend(extended, Duration.ofDays(1)))))
                .isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void it_is_shared_once_with_each_agency() {
        // Given
        Incident incident = desk().open(anIncident("theft"));
        IncidentShare withWater = share(incident, WATER);

        // When
        var again = refused(() -> share(incident, WATER));

        // Then
        assertThat(reasonOf(again)).isEqualTo(Reason.ALREADY_EXISTS);
        IncidentShare withFire = share(incident, FIRE);
        assertThat(list(desk(), true)).containsExactly(withFire, withWater);
    }
}
