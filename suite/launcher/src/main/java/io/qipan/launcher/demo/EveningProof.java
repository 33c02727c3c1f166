package io.qipan.launcher.demo;

import io.qipan.launcher.client.Orders;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.CallOutcome;
import io.qipan.proto.dispatch.v1.CommandNotice;
import io.qipan.proto.dispatch.v1.CommandOrder;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.NoticeChannel;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SearchSector;
import io.qipan.proto.dispatch.v1.SummarizeFiguresResponse;
import io.qipan.proto.dispatch.v1.Transfer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Whether the evening really happened, by what the board has stored. */
final class EveningProof {

    static final int ORDERS = 6;

    private final EveningRecord evening;
    private final List<String> missing = new ArrayList<>();

    private EveningProof(EveningRecord evening) {
        this.evening = evening;
    }

    /**
     * What should be there and is not. Empty: it happened.
     *
     * @param handedOver whether the noise went to the partner, or stayed here
     * @param figures of the evening
     * @param real the board's own of the same time
     */
    static List<String> missing(
            EveningRecord evening, boolean handedOver, SummarizeFiguresResponse figures, RealFigures.Seen real) {
        EveningProof proof = new EveningProof(evening);
        proof.ofCalls();
        proof.ofTheFire();
        proof.ofTheContainer();
        proof.ofOrders();
        if (handedOver) {
            proof.ofTheTransfer();
        } else {
            proof.ofTheAdvice();
        }
        proof.ofTheSearch();
        proof.ofTheNotice();
        proof.ofTheDrill();
        proof.missing.addAll(EveningPlanProof.missing(evening));
        proof.missing.addAll(EveningFiguresProof.missing(figures, real));
        proof.require(
                evening.open().isEmpty(), "nothing is left open, but " + String.join(", ", evening.open()) + " is");
        return proof.missing;
    }

    private void ofCalls() {
        require(
                evening.calls()
                        .keySet()
                        .equals(IntStream.rangeClosed(EveningCaller.FIRST, EveningCaller.ALL)
                                .boxed()
                                .collect(Collectors.toSet())),
                "all " + EveningCaller.ALL + " callers are on record");
        require(evening.calls().values().stream().allMatch(Call::getDrill), "every call is an exercise");
        require(
                evening.calls().values().stream().allMatch(call -> call.getState() == Call.State.ENDED),
                "every call has ended");
        require(evening.incidents().values().stream().allMatch(Incident::getDrill), "every incident is an exercise");
    }

    private void ofTheFire() {
        List<String> told = evening.callsOfTheFire();
        List<String> callers = IntStream.rangeClosed(EveningCaller.FIRST, EveningCaller.ABOUT_THE_FIRE)
                .mapToObj(evening.calls()::get)
                .map(call -> call == null ? "" : call.getName())
                .toList();
        require(new HashSet<>(told).containsAll(callers), "no caller about the fire is lost");
        require(new HashSet<>(told).size() == told.size(), "no caller about the fire is there twice");
        require(told.size() == EveningCaller.ABOUT_THE_FIRE, "the fire has forty callers, not " + told.size());
        require(
                evening.incidentOf(EveningCaller.FIRST)
                        .filter(EveningProof::isResolved)
                        .isPresent(),
                "the incident of the fire is resolved");
        require(
                evening.incidentOf(EveningCaller.SMOKE)
                        .filter(smoke -> evening.incidentOf(EveningCaller.FIRST)
                                .filter(fire -> evening.isMergedInto(smoke, fire))
                                .isPresent())
                        .isPresent(),
                "the smell of smoke is one with the fire");
        require(
                evening.calls().values().stream()
                                .filter(call -> call.getOutcome() == CallOutcome.ATTACHED_TO_INCIDENT)
                                .count()
                        == EveningCaller.ABOUT_THE_FIRE - 2,
                "all callers about the fire but the two who opened an incident were attached");
    }

    private void ofTheContainer() {
        require(
                evening.incidentOf(EveningCaller.CONTAINER)
                        .filter(EveningProof::isResolved)
                        .isPresent(),
                "the incident of the container is resolved by itself");
        require(
                evening.undone().stream()
                        .anyMatch(merge -> merge.hasUnmergedAt()
                                && merge.getInto()
                                        .equals(evening.incidentOf(EveningCaller.FIRST)
                                                .map(Incident::getName)
                                                .orElse(""))),
                "the record shows that the container was taken for the fire, and was taken out again");
    }

    private static boolean isResolved(Incident incident) {
        return incident.getState() == Incident.State.ENDED && incident.getOutcome() == IncidentOutcome.RESOLVED;
    }

    private void ofOrders() {
        require(evening.orders().size() == ORDERS, "there are " + ORDERS + " orders");
        require(
                evening.orders().stream().allMatch(order -> order.getState() == Order.State.CLEARED),
                "every unit went and is free again");
        require(evening.orders().stream().allMatch(Orders::isOver), "every order is over");
    }

    private void ofTheTransfer() {
        require(
                evening.transfers().stream()
                        .anyMatch(transfer -> transfer.getState() == Transfer.State.COMPLETED
                                && transfer.getPartner().equals(EveningPartner.AGENCY)
                                && !transfer.getAcceptedBy().isEmpty()
                                && !Stamps.instant(transfer.getAcceptedAt())
                                        .isBefore(Stamps.instant(transfer.getDeliveredAt()))),
                "12345 had the noise in their system, then a person there accepted it, then it was done");
        require(outcome(EveningCaller.NOISE) == CallOutcome.TRANSFERRED, "the call about the noise was transferred");
    }

    private void ofTheAdvice() {
        require(evening.transfers().isEmpty(), "nothing was offered to a partner who is not played here");
        require(outcome(EveningCaller.NOISE) == CallOutcome.CALLER_ADVISED, "the caller about the noise was advised");
    }

    private CallOutcome outcome(int caller) {
        return evening.calls().getOrDefault(caller, Call.getDefaultInstance()).getOutcome();
    }

    private void ofTheSearch() {
        require(evening.searches().size() == 1, "there was one search");
        for (MissingSearch search : evening.searches()) {
            require(search.getDrill(), "the search is an exercise");
            require(
                    search.getState() == MissingSearch.State.CLOSED
                            && search.getClosing().getOutcome() == SearchOutcome.FOUND_ALIVE
                            && search.getClosing().getMeans() == FindingMeans.BY_SECTOR
                            && !search.getClosing().getFoundBy().isEmpty(),
                    "the search is closed, with how the child was found and by whom");
        }
        require(
                evening.whereFound()
                        .filter(place -> place.equals(EveningPlaces.found()))
                        .isPresent(),
                "the record tells where the child was found");
        require(
                counts(evening.sectors(), SearchSector::getState)
                        .equals(Map.of(SearchSector.State.SEARCHED, 2L, SearchSector.State.PLANNED, 1L)),
                "two sectors were searched, and the searchers of the third recalled");
        require(
                evening.incidentOf(EveningCaller.CHILD)
                        .filter(EveningProof::isResolved)
                        .isPresent(),
                "the incident of the child is resolved");
    }

    private void ofTheNotice() {
        require(evening.notices().size() == 1, "there was one notice");
        for (MissingNotice notice : evening.notices()) {
            require(
                    !notice.getReleasedBy().isEmpty() && !notice.getReleasedBy().equals(notice.getDraftedBy()),
                    "a second person released the notice");
            require(
                    notice.getState() == MissingNotice.State.WITHDRAWN
                            && notice.getChannelsList().stream()
                                    .allMatch(channel -> channel.hasHandedOverAt()
                                            && channel.getState() == NoticeChannel.State.TAKEN_DOWN),
                    "every channel had the notice and has taken it down");
        }
    }

    private void ofTheDrill() {
        require(
                evening.command()
                        .filter(CommandOrder::getExercise)
                        .filter(order -> order.getState() == CommandOrder.State.COMPLETE && !order.hasNextDeadlineAt())
                        .isPresent(),
                "the command to the posts was an exercise and is complete");
        require(
                counts(evening.commandNotices(), CommandNotice::getState)
                        .equals(Map.of(
                                CommandNotice.State.ACKNOWLEDGED,
                                EveningDrill.POSTS.size() - 1L,
                                CommandNotice.State.EXCUSED,
                                1L)),
                "all posts but one have acknowledged");
        require(
                evening.commandNotices().stream()
                        .filter(CommandNotice::hasEscalatedAt)
                        .map(CommandNotice::getRecipient)
                        .toList()
                        .equals(List.of(EveningDrill.SILENT)),
                "the silent post was escalated, and no other");
    }

    private static <T, S> Map<S, Long> counts(List<T> all, Function<T, S> state) {
        return all.stream().collect(Collectors.groupingBy(state, Collectors.counting()));
    }

    private void require(boolean is, String what) {
        if (!is) {
            missing.add(what);
        }
    }
}
