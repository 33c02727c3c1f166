package io.qipan.dispatch.referral;

import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qipan.dispatch.Desk;
import io.qipan.proto.dispatch.v1.AcceptReferralRequest;
import io.qipan.proto.dispatch.v1.GetReferralRequest;
import io.qipan.proto.dispatch.v1.ListReferralsRequest;
import io.qipan.proto.dispatch.v1.Referral;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each agency sees what it has handed over, with both clocks, and nothing else. */
class ReferralSightIT extends ReferralScenario {

    private static GetReferralRequest get(Referral referral) {
        return GetReferralRequest.newBuilder().setName(referral.getName()).build();
    }

    private static List<Referral> seenBy(Desk desk) {
        return desk.referrals
                .listReferrals(ListReferralsRequest.getDefaultInstance())
                .getReferralsList();
    }

    @Test
    void an_agency_reads_its_own_with_both_clocks_and_no_other() {
        // Given
        Referral ofHotline = offer(aMatter("W-17").setTheirReceivedAt(clockNow()));
        Referral ofFireBrigade =
                at(FIRE_BRIGADE).referrals.offerReferral(aMatter("F-1").build()).getReferral();

        // When
        List<Referral> seen = seenBy(at(HOTLINE));

        // Then
        assertThat(seen).containsExactly(ofHotline);
        assertThat(ofHotline.hasTheirReceivedAt()).isTrue();
        assertThat(ofHotline.hasDecideBy() && ofHotline.hasKeepBy() && ofHotline.hasAnswerBy())
                .isTrue();
        assertThat(at(HOTLINE).referrals.getReferral(get(ofHotline)).getReferral())
                .isEqualTo(ofHotline);
        assertThat(reasonOf(refused(() -> at(HOTLINE).referrals.getReferral(get(ofFireBrigade)))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(seenBy(desk())).containsExactly(ofFireBrigade, ofHotline);
    }

    @Test
    void an_agency_offers_nothing_in_place_of_what_another_has_offered() {
        // Given
        Referral ofFireBrigade =
                at(FIRE_BRIGADE).referrals.offerReferral(aMatter("F-1").build()).getReferral();
        giveBack(ofFireBrigade);

        // When
        var refusal = refused(() -> offer(aMatter("W-17").setOptionalAfter(ofFireBrigade.getName())));

        // Then
        assertThat(reasonOf(refusal)).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void an_agency_decides_nothing_and_we_offer_nothing() {
        // Given
        Referral offered = offer(aMatter("W-17"));

        // When
        var refusals = List.of(
                refused(() -> at(HOTLINE)
                        .referrals
                        .acceptReferral(AcceptReferralRequest.newBuilder()
                                .setRequestId(Desk.newId())
                                .setName(offered.getName())
                                .setEtag(offered.getEtag())
                                .build())),
                refused(() -> desk().referrals.offerReferral(aMatter("W-18").build())));

        // Then
        assertThat(refusals).allSatisfy(refusal -> assertThat(reasonOf(refusal)).isEqualTo(Reason.ACCESS_DENIED));
    }

    @Test
    void an_agency_without_a_name_or_with_one_that_is_none_sees_and_offers_nothing() {
        // Given
        offer(aMatter("W-17"));
        List<Desk> nameless = List.of(new Desk(harness.channel(Role.AGENCY)), at("The Hotline"));

        // When
        List<Reason> reasons = nameless.stream()
                .flatMap(desk -> List.of(
                        refused(() -> seenBy(desk)),
                        refused(() ->
                                desk.referrals.offerReferral(aMatter("W-18").build())))
                        .stream())
                .map(refusal -> reasonOf(refusal))
                .toList();

        // Then
        assertThat(reasons).hasSize(4).containsOnly(Reason.ACCESS_DENIED);
    }

    private Timestamp clockNow() {
        return Times.message(clock.instant());
    }
}
