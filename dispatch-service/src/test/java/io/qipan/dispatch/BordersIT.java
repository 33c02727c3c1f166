package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.proto.common.v1.Area;
import io.qipan.proto.common.v1.Datum;
import io.qipan.proto.common.v1.Point;
import io.qipan.proto.dispatch.v1.AddSectorRequest;
import io.qipan.proto.dispatch.v1.AssignSectorRequest;
import io.qipan.proto.dispatch.v1.Audience;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.FactCircle;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IssueCommandOrderRequest;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingPersonServiceGrpc;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
import io.qipan.proto.dispatch.v1.OpenMissingSearchRequest;
import io.qipan.proto.dispatch.v1.OpenSearchAreaRequest;
import io.qipan.proto.dispatch.v1.SearchAreaServiceGrpc;
import io.qipan.proto.dispatch.v1.SearchFactInput;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.ShareIncidentRequest;
import io.qipan.proto.dispatch.v1.TransferMode;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.ServiceContracts;
import io.qipan.testkit.Strangers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/**
 * Somebody to whom nothing belongs tries every RPC by which agencies, or units, reach rows of their own; {@code
 * -Dqipan.test.seed=N} tries the same again.
 */
class BordersIT extends DispatchScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    private static final String HOTLINE = "agencies/12345";
    private static final String BOAT = "units/boat-1";

    private Channel of(String agency) {
        return harness.agencyChannel("zhao", agency);
    }

    private static List<String> everyRow() {
        return rows("select distinct resource from journal");
    }

    private void ofTheHotline() {
        var shared = desk().shares
                .shareIncident(ShareIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(desk().open(anIncident("theft")).getName())
                        .setAgency(HOTLINE)
                        .setPurpose("Please close the weir")
                        .setUntil(Times.message(clock.instant().plus(Duration.ofDays(1))))
                        .build());
        Call call = desk().take(aCall());
        var offered = desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(call.getName())
                        .setCallEtag(call.getEtag())
                        .setPartner(HOTLINE)
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build());
        int delivered = pass(0);
        var referred = new Desk(of(HOTLINE))
                .referrals.offerReferral(OfferReferralRequest.newBuilder()
                        .setRequestId(newId())
                        .setReference("W-17")
                        .setMatter("noise_complaint")
                        .setMode(TransferMode.PUSHED)
                        .setText("they shout in the yard every night")
                        .addLocations(riverBank())
                        .setConsent(true)
                        .build());
    }

    private void ofTheBoat() {
        DATABASE.execute("""
            insert into known_unit (name, call_sign, capabilities, speed_mps, in_service, committed)
            values ('units/boat-1', 'boat 1', '{water,rescue}', 10, true, false)\
            """);
        Incident incident = desk().open(anIncident("missing_person"));
        var order = desk().send(incident, BOAT);
        int committed = pass(0);
        var command = desk().commands
                .issueCommandOrder(IssueCommandOrderRequest.newBuilder()
                        .setRequestId(newId())
                        .setKind(CommandOrder.Kind.EXECUTE)
                        .setTitle("Bridge closed")
                        .setText("The road bridge is closed from now on.")
                        .setAudience(Audience.newBuilder().addUnits(BOAT))
                        .setAcknowledgeWithinS(120)
                        .setDoneWithinS(1_800)
                        .build());
        searchFor(incident);
        var area = SearchAreaServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER))
                .openSearchArea(OpenSearchAreaRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .addFacts(SearchFactInput.newBuilder()
                                .setSource(riverBank().getSource())
                                .setSaidBy("the caller")
                                .setReason("the mast at the pumping station")
                                .setCircle(FactCircle.newBuilder()
                                        .setCentre(riverBank().getPoint())
                                        .setRadiusM(5_000))
                                .setCertainty(0.95))
                        .build());
    }

    private void searchFor(Incident incident) {
        var searches = MissingPersonServiceGrpc.newBlockingStub(harness.channel(Role.DISPATCHER));
        var search = searches.openMissingSearch(OpenMissingSearchRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(incident.getName())
                        .setPerson(MissingPerson.newBuilder()
                                .setName("乌日娜")
                                .setAge(9)
                                .setSex(MissingPerson.Sex.FEMALE)
                                .setLastSeenPlace(riverBank()))
                        .setLastSeenAt(Times.message(clock.instant().minus(Duration.ofHours(1))))
                        .build())
                .getSearch();
        SearchSector sector = searches.addSector(AddSectorRequest.newBuilder()
                        .setRequestId(newId())
                        .setSearch(search.getName())
                        .setLabel("reeds")
                        .setArea(aSquare())
                        .build())
                .getSector();
        var assigned = searches.assignSector(AssignSectorRequest.newBuilder()
                .setRequestId(newId())
                .setName(sector.getName())
                .setEtag(sector.getEtag())
                .setSearcher(BOAT)
                .build());
    }

    /** At the river bank, a hundredth of a degree wide. */
    private static Area aSquare() {
        Area.Builder area = Area.newBuilder();
        for (double[] corner : new double[][] {{0, 0}, {0, 1}, {1, 1}, {1, 0}}) {
            area.addRing(Point.newBuilder()
                    .setLatitude(Places.RIVER_BANK.latitude() + corner[0] / 100)
                    .setLongitude(Places.RIVER_BANK.longitude() + corner[1] / 100)
                    .setDatum(Datum.WGS84));
        }
        return area.build();
    }

    @Test
    void no_row_of_an_agency_exists_for_another() {
        // Given
        ofTheHotline();
        Strangers strangers = new Strangers(Role.AGENCY, of("agencies/99999"), of(HOTLINE), HOTLINE, everyRow(), SEED);

        // When
        List<String> tried = strangers.tryAll(ServiceContracts.of("dispatch"));

        // Then
        assertThat(tried)
                .contains("qipan.dispatch.v1.TransferService/ListOffers")
                .hasSizeGreaterThan(6);
    }

    @Test
    void no_unit_reaches_what_was_given_to_another() {
        // Given
        ofTheBoat();
        Strangers strangers = new Strangers(
                Role.UNIT, harness.unitChannel("units/boat-2"), harness.unitChannel(BOAT), BOAT, everyRow(), SEED);

        // When
        List<String> tried = strangers.tryAll(ServiceContracts.of("dispatch"));

        // Then
        assertThat(tried).contains("qipan.dispatch.v1.OrderService/AcceptOrder").hasSizeGreaterThan(15);
    }
}
