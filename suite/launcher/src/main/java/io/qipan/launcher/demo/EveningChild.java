package io.qipan.launcher.demo;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Reasons;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.Call;
import io.qipan.proto.dispatch.v1.Incident;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.MissingNotice;
import io.qipan.proto.dispatch.v1.MissingPerson;
import io.qipan.proto.dispatch.v1.MissingSearch;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.NoticeFact;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.SearchCircle;
import io.qipan.proto.dispatch.v1.SearchSector;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A lost child: circles, sectors, a notice that a second person releases, and all of it taken back when the child is found. */
final class EveningChild {

    static final String VOLUNTEERS = "agencies/volunteer-rescue";
    private static final List<NoticeFact> AGREED =
            List.of(NoticeFact.FACT_AGE, NoticeFact.FACT_SEX, NoticeFact.FACT_CLOTHING, NoticeFact.FACT_LAST_SEEN);
    private static final List<String> CHANNELS = List.of("village-radio", "taxi-screens");
    /** Within the first hour the circle does not widen. */
    private static final Duration SINCE_LAST_SEEN = Duration.ofMinutes(25);

    private final Evening evening;
    private final Cast cast;
    private final Desk desk;
    private final SearchDesk searches;
    private final NoticeDesk notices;
    private final EveningUnits units;
    private final Narrator narrator;

    EveningChild(
            Evening evening,
            Cast cast,
            Desk desk,
            SearchDesk searches,
            NoticeDesk notices,
            EveningUnits units,
            Narrator narrator) {
        this.evening = evening;
        this.cast = cast;
        this.desk = desk;
        this.searches = searches;
        this.notices = notices;
        this.units = units;
        this.narrator = narrator;
    }

    void isLostAndFound() {
        Call call = desk.receive(EveningCaller.of(EveningCaller.CHILD).call(evening));
        narrator.say("A call: " + call.getDescription() + ". " + call.getNumber() + ".");
        Incident incident = desk.open(call, "missing_person");
        MissingSearch search = open(incident);
        List<Order> orders = units.send(
                incident.getName(),
                List.of(Need.newBuilder().setCapability("road").setCount(2).build()),
                "Search the park by the lake, sector by sector.");
        orders.forEach(units::setOut);
        List<SearchSector> sectors = sectors(search, orders);
        narrator.at(20, 20, 0);
        MissingNotice notice = tellThePublic(search);
        orders.forEach(order -> desk.crew(order).arrive());
        narrator.at(20, 41, 0);
        find(search, notice, orders, sectors);
        narrator.at(20, 55, 0);
        orders.forEach(order -> desk.crew(order).clear());
        desk.end(
                incident.getName(),
                IncidentOutcome.RESOLVED,
                "Found in the boat house, unharmed, with his mother again.");
        narrator.say("The boy is with his mother again. " + incident.getNumber() + " is closed.");
    }

    private MissingSearch open(Incident incident) {
        MissingPerson child = MissingPerson.newBuilder()
                .setName("Demo Child")
                .setAge(6)
                .setSex(MissingPerson.Sex.MALE)
                .setDescription("An invented child of a demo")
                .setClothing("A red anorak, one blue boot and one green one")
                .setLastSeenPlace(EveningPlaces.lastSeen())
                .setCircumstances("Hid from his sister, and was not found again")
                .addAtRiskFor("Water close by, and it gets cold")
                .build();
        MissingSearch search =
                searches.open(incident.getName(), child, Instant.now().minus(SINCE_LAST_SEEN), Duration.ofMinutes(5));
        SearchCircle circle = search.getCircles(0);
        narrator.say("Incident " + incident.getNumber() + " and a search for " + search.getMaskedName() + ", "
                + search.getAgeGroup() + ": a circle of " + circle.getRadiusKm()
                + " km, which widens by the clock. The name is locked.");
        return search;
    }

    /** Two for the crews, one for volunteers. */
    private List<SearchSector> sectors(MissingSearch search, List<Order> orders) {
        List<String> searchers = List.of(orders.get(0).getUnit(), orders.get(1).getUnit(), VOLUNTEERS);
        List<SearchSector> assigned = new java.util.ArrayList<>();
        for (int number = 1; number <= searchers.size(); number++) {
            assigned.add(searches.assign(searches.add(search.getName(), number), searchers.get(number - 1)));
        }
        narrator.say("Three sectors of the park, for " + String.join(", ", searchers) + ".");
        String crew = orders.getFirst().getUnit();
        String clothing = searches.look(search.getName(), cast.crew(crew), "To know him when we see him")
                .getPerson()
                .getClothing();
        narrator.say(crew + " looks whom to search for, and the look is recorded: " + clothing + ".");
        return assigned;
    }

    private MissingNotice tellThePublic(MissingSearch search) {
        MissingNotice draft = notices.draft(search.getName(), AGREED, CHANNELS);
        requireSecondPerson(draft);
        MissingNotice shown = notices.handOver(notices.release(draft, cast.commander()));
        narrator.say("A notice of " + shown.getFactsCount() + " facts that his mother agreed to. "
                + shown.getDraftedBy() + " drafts it and may not release it; " + shown.getReleasedBy()
                + " does. Two channels have it.");
        return shown;
    }

    private void requireSecondPerson(MissingNotice draft) {
        try {
            MissingNotice released = notices.release(draft, cast.dispatcher());
            throw new UserError(released.getName() + " was released by " + released.getReleasedBy()
                    + ", who drafted it. A second person should have been asked for.");
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) != ErrorReason.SECOND_PERSON_REQUIRED) {
                throw e;
            }
        }
    }

    private void find(MissingSearch search, MissingNotice notice, List<Order> orders, List<SearchSector> sectors) {
        searches.report(sectors.get(0), 0.9, "On foot, with lamps");
        searches.report(sectors.get(1), 0.6, "On foot, and into the boat house");
        String finder = orders.get(1).getUnit();
        narrator.say(finder + " has found him in the boat house, asleep.");
        MissingNotice down = notices.confirmWithdrawal(notices.withdraw(notice, "Found"));
        MissingSearch closed =
                searches.found(search.getName(), finder, EveningPlaces.found(), "Asleep in the boat house, unharmed");
        searches.recall(sectors.get(2), "Found");
        narrator.say(
                "The notice is " + down.getState() + " from both channels, the volunteers are recalled, the search is "
                        + "closed: " + closed.getClosing().getOutcome() + " "
                        + closed.getClosing().getMeans() + ", after "
                        + closed.getClosing().getMissingForS() / 60 + " min.");
    }
}
