package io.qipan.dispatch.start;

import io.qipan.dispatch.DispatchSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with settings of this service by which it would ask again without end, or never. */
final class SettingFaults {
    private final List<String> faults = new ArrayList<>();

    private SettingFaults() {}

    /** Each with its name, its value and what it may be; empty if the service can be run by them. */
    static List<String> of(DispatchSettings settings) {
        SettingFaults faults = new SettingFaults();
        faults.ofDurations(settings);
        faults.ofLadder("ladder-p1", settings.ladderP1());
        faults.ofLadder("ladder-others", settings.ladderOthers());
        faults.ofShares(settings);
        faults.ofNumbers(settings);
        return List.copyOf(faults.faults);
    }

    private void ofDurations(DispatchSettings settings) {
        longer("answer-complaint", settings.answerComplaint());
        longer("attend-incident", settings.attendIncident());
        longer("call-back-within", settings.callBackWithin());
        longer("check-active-incident", settings.checkActiveIncident());
        longer("check-attention", settings.checkAttention());
        longer("check-command", settings.checkCommand());
        longer("check-complaint", settings.checkComplaint());
        longer("check-contingency", settings.checkContingency());
        longer("check-missing-notice", settings.checkMissingNotice());
        longer("check-missing-search", settings.checkMissingSearch());
        longer("check-monitored-incident", settings.checkMonitoredIncident());
        longer("check-order", settings.checkOrder());
        longer("check-search-area", settings.checkSearchArea());
        longer("check-search-sector", settings.checkSearchSector());
        longer("close-complaint", settings.closeComplaint());
        longer("conclude-review", settings.concludeReview());
        longer("decide-call", settings.decideCall());
        longer("decide-proposal", settings.decideProposal());
        longer("decide-supervision", settings.decideSupervision());
        longer("examine-complaint", settings.examineComplaint());
        longer("follow-crews-every", settings.followCrewsEvery());
        longer("follow-referral", settings.followReferral());
        longer("follow-sensor-alarm", settings.followSensorAlarm());
        longer("remind-silent-sensor", settings.remindSilentSensor());
        longer("follow-up-answer-within", settings.followUpAnswerWithin());
        longer("keep-overdue-visits", settings.keepOverdueVisits());
        longer("lapse-proposal", settings.lapseProposal());
        longer("learn-every", settings.learnEvery());
        longer("locate-incidents-every", settings.locateIncidentsEvery());
        longer("raise-contingency-task", settings.raiseContingencyTask());
        longer("read-units-every", settings.readUnitsEvery());
        longer("remind-attention", settings.remindAttention());
        longer("remind-high-attention", settings.remindHighAttention());
        longer("remind-finding", settings.remindFinding());
        longer("remind-overdue-visits", settings.remindOverdueVisits());
        longer("remind-rectification", settings.remindRectification());
        longer("remind-review", settings.remindReview());
        longer("remind-supervision", settings.remindSupervision());
        longer("review-contingency", settings.reviewContingency());
        longer("settle-order", settings.settleOrder());
        longer("sign-supervision", settings.signSupervision());
        longer("supervise-within", settings.superviseWithin());
        longer("sweep-every", settings.sweepEvery());
        longer("verify-place", settings.verifyPlace());
        longer("withdraw-missing-notice", settings.withdrawMissingNotice());
        notNegative("follow-up-after", settings.followUpAfter());
        notNegative("supervise-at-least", settings.superviseAtLeast());
    }

    private void ofShares(DispatchSettings settings) {
        share("review-share-by-two", settings.reviewShareByTwo());
        share("review-share-hoax", settings.reviewShareHoax());
        share("review-share-ordinary", settings.reviewShareOrdinary());
        share("review-share-unattended", settings.reviewShareUnattended());
        share("suggest-least-margin", settings.suggestLeastMargin());
        share("suggest-least-share", settings.suggestLeastShare());
        check(settings.searchAreaGrownBy() > 0, "search-area-grown-by", settings.searchAreaGrownBy(), "above 0");
    }

    private void ofNumbers(DispatchSettings settings) {
        atLeastOne("attentions-per-kind", settings.attentionsPerKind());
        atLeastOne("learn-cases", settings.learnCases());
        atLeastOne("suggest-fewest-cases", settings.suggestFewestCases());
    }

    /** Counted from sending, so each rung is later than the one before. */
    private void ofLadder(String name, List<Duration> rungs) {
        Duration before = Duration.ZERO;
        boolean climbs = !rungs.isEmpty();
        for (Duration rung : rungs) {
            climbs &= rung.compareTo(before) > 0;
            before = rung;
        }
        check(climbs, name, rungs, "one or more times, each longer than the one before");
    }

    private void longer(String name, Duration value) {
        check(value.isPositive(), name, value, "longer than 0");
    }

    private void notNegative(String name, Duration value) {
        check(!value.isNegative(), name, value, "0 or longer");
    }

    private void share(String name, double value) {
        check(value >= 0 && value <= 1, name, value, "from 0 to 1");
    }

    private void atLeastOne(String name, int value) {
        check(value >= 1, name, value, "at least 1");
    }

    private void check(boolean right, String name, Object value, String allowed) {
        if (!right) {
            faults.add("qipan.dispatch." + name + " is " + value + " and must be " + allowed);
        }
    }
}
