package io.qipan.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertAll;

/** What must hold after a run, whatever happened in it. */
final class Promises {

    private Promises() {}

    static void check(Aftermath aftermath) {
        WriteChecks writes = new WriteChecks(aftermath);
        StateChecks states = new StateChecks(aftermath);
        MergeChecks merges = new MergeChecks(aftermath);
        FeedChecks feeds = new FeedChecks(aftermath);
        assertThat(aftermath.picture().openOrders())
                .as("orders left open to look at")
                .isNotEmpty();
        assertAll(
                writes::everyAcknowledgedWriteIsThere,
                writes::noRequestTookEffectTwice,
                writes::repeatsAnswerTheSame,
                states::noUnitIsCommittedTwice,
                states::ordersAndCommitmentsAgree,
                states::nothingOpenIsForgotten,
                states::everyEcologicalIncidentHasItsCase,
                states::laddersAreClimbedRungByRung,
                states::commandsReachEveryRecipientOnce,
                states::handedOverMattersAreDecidedOnce,
                merges::mergesStandAndUnmergesRestore,
                merges::acknowledgedMergesAreTrue,
                merges::everyCallerIsWithOneIncident,
                states::noServiceShowedAFault,
                feeds::feedsHoldEveryChangeOnce,
                feeds::changesOfAResourceAreInOrder,
                feeds::watchersMissedAndRepeatedNothing,
                feeds::chainsAreWhole);
    }
}
