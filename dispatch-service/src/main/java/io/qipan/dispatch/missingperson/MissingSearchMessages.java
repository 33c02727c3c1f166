package io.qipan.dispatch.missingperson;

import io.qipan.dispatch.id.model.Etag;
import io.qipan.dispatch.missingperson.MissingSearches.Summary;
import io.qipan.dispatch.missingperson.model.Alert;
import io.qipan.dispatch.missingperson.model.Circle;
import io.qipan.dispatch.missingperson.model.Closing;
import io.qipan.dispatch.missingperson.model.MissingSearch;
import io.qipan.dispatch.missingperson.model.SearchState.Closed;
import io.qipan.dispatch.missingperson.model.SearchState.Going;
import io.qipan.dispatch.missingperson.model.SearchState.Held;
import io.qipan.proto.dispatch.v1.CircleAlert;
import io.qipan.proto.dispatch.v1.FindingMeans;
import io.qipan.proto.dispatch.v1.MeansCount;
import io.qipan.proto.dispatch.v1.MissingSearch.AgeGroup;
import io.qipan.proto.dispatch.v1.MissingSearch.State;
import io.qipan.proto.dispatch.v1.OutcomeCount;
import io.qipan.proto.dispatch.v1.SearchCircle;
import io.qipan.proto.dispatch.v1.SearchClosing;
import io.qipan.proto.dispatch.v1.SearchOutcome;
import io.qipan.proto.dispatch.v1.SummarizeSearchesResponse;
import io.qipan.runtime.rpc.Times;
import java.util.Locale;
import java.util.TreeMap;

/** Searches on the wire. */
final class MissingSearchMessages {
    private static final String FIGURES =
            "Searches by the time of opening, drills apart. Found: alive or dead; the median"
                    + " is nearest-rank and of those found and those who came back, from the time last seen, as it was told, to the"
                    + " time of finding or return. Searches that are open, handed on, or for nobody who was missing are not in it.";

    private MissingSearchMessages() {}

    static io.qipan.proto.dispatch.v1.MissingSearch message(MissingSearch search) {
        io.qipan.proto.dispatch.v1.MissingSearch.Builder message = io.qipan.proto.dispatch.v1.MissingSearch.newBuilder()
                .setName(search.id().name())
                .setEtag(Etag.of(search.version()))
                .setState(State.valueOf(search.state().word().toUpperCase(Locale.ROOT)))
                .setIncident(search.incident().name())
                .setMaskedName(search.missing().maskedName())
                .setAgeGroup(AgeGroup.valueOf(search.missing().ageGroup().name()))
                .setLastSeenAt(Times.message(search.missing().lastSeenAt()))
                .setLastSeenWithinS(Math.toIntExact(search.missing().within().toSeconds()))
                .addAllAlerts(search.alerts().stream()
                        .map(MissingSearchMessages::message)
                        .toList())
                .addAllCircles(search.circles().stream()
                        .map(MissingSearchMessages::message)
                        .toList())
                .setOwner(search.owner())
                .setOpenedAt(Times.message(search.openedAt()))
                .setDrill(search.drill())
                .setReminders(search.reminders());
        search.nextDeadlineAt().ifPresent(at -> message.setNextDeadlineAt(Times.message(at)));
        switch (search.state()) {
            case Going _ -> {}
            case Held held ->
                message.setHeldUntil(Times.message(held.nextDeadlineAt()))
                        .setHeldBy(held.by())
                        .setHoldReason(held.reason());
            case Closed(Closing closing) -> message.setClosing(message(closing, search));
        }
        return message.build();
    }

    private static SearchClosing message(Closing closing, MissingSearch search) {
        return SearchClosing.newBuilder()
                .setOutcome(SearchOutcome.valueOf(closing.outcome().name()))
                .setMeans(closing.means()
                        .map(means -> FindingMeans.valueOf(means.name()))
                        .orElse(FindingMeans.FINDING_MEANS_UNSPECIFIED))
                .setFoundBy(closing.foundBy().orElse(""))
                .setHandedTo(closing.handedTo().orElse(""))
                .setHappenedAt(Times.message(closing.happenedAt()))
                .setMissingForS(
                        closing.missingFor(search.missing().lastSeenAt()).toSeconds())
                .setClosedAt(Times.message(closing.closedAt()))
                .setClosedBy(closing.closedBy())
                .setRationale(closing.rationale())
                .build();
    }

    static CircleAlert message(Alert alert) {
        return CircleAlert.newBuilder()
                .setFromKm(alert.fromKm())
                .addAllRecipients(alert.recipients())
                .build();
    }

    static Alert alert(CircleAlert message) {
        return new Alert(message.getFromKm(), message.getRecipientsList());
    }

    static SearchCircle message(Circle circle) {
        return SearchCircle.newBuilder()
                .setRadiusKm(circle.radiusKm())
                .setReachedAt(Times.message(circle.reachedAt()))
                .setBy(circle.by())
                .setReason(circle.reason())
                .addAllTell(circle.tell())
                .build();
    }

    static Circle circle(SearchCircle message) {
        return new Circle(
                message.getRadiusKm(),
                Times.instant(message.getReachedAt()),
                message.getBy(),
                message.getReason(),
                message.getTellList());
    }

    static SummarizeSearchesResponse message(Summary summary) {
        SummarizeSearchesResponse.Builder message = SummarizeSearchesResponse.newBuilder()
                .setSearches(summary.searches())
                .setOpen(summary.open())
                .setFoundN(summary.foundN())
                .setMedianMissingS(summary.medianMissingS())
                .setDefinition(FIGURES);
        new TreeMap<>(summary.outcomes())
                .forEach((outcome, n) -> message.addOutcomes(OutcomeCount.newBuilder()
                        .setOutcome(SearchOutcome.valueOf(outcome))
                        .setN(n)));
        new TreeMap<>(summary.means())
                .forEach((means, n) -> message.addMeans(MeansCount.newBuilder()
                        .setMeans(FindingMeans.valueOf(means))
                        .setN(n)));
        return message.build();
    }
}
