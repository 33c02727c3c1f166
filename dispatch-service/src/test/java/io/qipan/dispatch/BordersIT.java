package io.qipan.dispatch;

import static io.qipan.dispatch.Desk.aCall;
import static io.qipan.dispatch.Desk.anIncident;
import static io.qipan.dispatch.Desk.newId;
import static io.qipan.dispatch.Desk.riverBank;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.OfferReferralRequest;
import io.qipan.proto.dispatch.v1.OfferTransferRequest;
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
 * Somebody to whom nothing belongs tries every RPC by which agencies reach rows of their own; {@code
 * -Dqipan.test.seed=N} tries the same again.
 */
class BordersIT extends DispatchScenario {
    private static final long SEED =
            Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong());

    private static final String HOTLINE = "agencies/12345";

    private Channel of(String agency) {
        return harness.agencyChannel("zhao", agency);
    }

    private static List<String> everyRow() {
        return rows("select distinct resource from journal");
    }

    private void ofTheHotline() {
        var _ = desk().shares
                .shareIncident(ShareIncidentRequest.newBuilder()
                        .setRequestId(newId())
                        .setIncident(desk().open(anIncident("theft")).getName())
                        .setAgency(HOTLINE)
                        .setPurpose("Please close the weir")
                        .setUntil(Times.message(clock.instant().plus(Duration.ofDays(1))))
                        .build());
        Call call = desk().take(aCall());
        var _ = desk().transfers
                .offerTransfer(OfferTransferRequest.newBuilder()
                        .setRequestId(newId())
                        .setCall(call.getName())
                        .setCallEtag(call.getEtag())
                        .setPartner(HOTLINE)
                        .setMatter("water_supply")
                        .setConsent(true)
                        .build());
        var _ = pass(0);
        var _ = new Desk(of(HOTLINE))
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
}
