package io.qipan.launcher.demo;

import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Orders;
import io.qipan.launcher.demo.RiverFigures.Counted;
import io.qipan.proto.dispatch.v1.IncidentOutcome;
import io.qipan.proto.dispatch.v1.Need;
import io.qipan.proto.dispatch.v1.Order;
import io.qipan.proto.dispatch.v1.RecommendUnitsResponse;
import io.qipan.proto.ecology.v1.AppliedRule;
import io.qipan.proto.ecology.v1.Case;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.Evidence;
import io.qipan.proto.ecology.v1.FieldRecord;
import io.qipan.proto.ecology.v1.Figure;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.Handling;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import java.util.List;
import java.util.Set;

/**
 * A night in the fishing ban: somebody hears a generator on the river. Told from the tip to the answer, with everything the law
 * asks for in between. Every person and unit of it is invented.
 */
final class RiverNight {
    private static final String FOUND =
            "Two men in a boat, a battery with a converter and two poles, 12 kg of fish. Gear and fish are secured.";

    private final Desk desk;
    private final RiverOffice office;
    private final RiverCases cases;
    private final RiverFinds finds;
    private final RiverFigures figures;
    private final Narrator narrator;
    private final Traces traces;

    /** What the board holds at the end. */
    record Ending(
            Clue clue,
            Case file,
            GetClueProgressResponse told,
            Evidence evidence,
            boolean evidenceIntact,
            FieldRecord seizure,
            Counted figures) {}

    RiverNight(
            Desk desk,
            RiverOffice office,
            RiverCases cases,
            RiverFinds finds,
            RiverFigures figures,
            Narrator narrator,
            Traces traces) {
        this.desk = desk;
        this.office = office;
        this.cases = cases;
        this.finds = finds;
        this.figures = figures;
        this.narrator = narrator;
        this.traces = traces;
    }

    Ending play() {
        SubmitClueResponse tip = tip();
        Clue sent = send(tip.getClue());
        search(sent.getIncident().getName());
        Clue known = office.untilResult(sent);
        narrator.say("What the crew found has come back to the clue: "
                + known.getIncident().getResult());
        Case file = cases.file(known.getCase());
        cases.registerPolice();
        Evidence evidence = keep(file);
        FieldRecord seizure = finds.seize(file);
        Case filed = transfer(judged(file));
        Clue answered = answer(known, tip.getReceipt());
        Case closed = cases.end(filed);
        narrator.say("The court has decided, the case is closed.");
        boolean intact = finds.verify(evidence);
        narrator.say(
                "Evidence is verified: content and chain of custody are " + (intact ? "as they were." : "BROKEN."));
        Counted counted = count(answered, closed);
        return new Ending(answered, closed, office.check(tip.getReceipt()), evidence, intact, seizure, counted);
    }

    private SubmitClueResponse tip() {
        SubmitClueResponse tip = office.tip();
        narrator.say("A tip: a boat without light and the hum of a generator, below the bridge. "
                + tip.getClue().getNumber() + "; the caller gets the receipt " + tip.getReceipt() + ".");
        narrator.say("Decided on until "
                + RiverOffice.text(tip.getClue().getTriageTerm().getDueAt()) + ". ("
                + tip.getClue().getTriageTerm().getBasis() + ")");
        return tip;
    }

    private Clue send(Clue clue) {
        narrator.at(23, 14, 0);
        int alike = office.duplicates(clue);
        Clue sent = office.send(clue);
        traces.incident(sent.getIncident().getName());
        narrator.say(alike + " clues tell of something like it; nothing is merged by itself. It is urgent: incident "
                + sent.getIncident().getNumber() + ".");
        return sent;
    }

    private void search(String incident) {
        narrator.at(23, 16, 0);
        RecommendUnitsResponse recommendation = desk.recommend(
                incident,
                List.of(Need.newBuilder().setCapability("water").setCount(1).build()));
        narrator.recommended(recommendation);
        if (recommendation.getUnitsCount() == 0) {
            throw new UserError("No boat is free. See ./qipan rpc qipan.dispatch.v1.OversightService/ListOpenWork");
        }
        String boat = recommendation.getUnits(0).getUnit();
        Order order = desk.send(incident, Set.of(boat), "Electric fishing without light. Approach from downstream.")
                .getFirst();
        if (order.getState() != Order.State.SENT) {
            throw new UserError(boat + " could not be sent: " + order.getState() + " " + order.getReason());
        }
        Crew crew = desk.crew(order);
        crew.confirmDelivery();
        crew.accept();
        crew.depart();
        narrator.say(boat + " is on the way.");
        narrator.at(23, 41, 0);
        crew.arrive();
        narrator.say(FOUND);
        narrator.at(23, 58, 0);
        Order cleared = crew.clear();
        if (!Orders.isOver(cleared)) {
            throw new UserError(boat + " is not free: " + cleared.getState());
        }
        desk.end(incident, IncidentOutcome.RESOLVED, FOUND);
    }

    private Evidence keep(Case file) {
        Evidence evidence = finds.keepEvidence(file);
        narrator.say("Evidence is kept: " + evidence.getTitle() + ", SHA-256 "
                + evidence.getSha256().substring(0, 16) + "...");
        return evidence;
    }

    private Case judged(Case file) {
        Case weighed = cases.weighed(file);
        List<AppliedRule> applied = weighed.getAppliedList();
        narrator.say(applied.size() + " rules apply:");
        applied.forEach(rule -> narrator.say(
                "  " + rule.getRule().getHandling() + "  " + rule.getRule().getTitleEn()));
        if (applied.stream().noneMatch(rule -> rule.getRule().getHandling() == Handling.CRIMINAL)) {
            throw new UserError("The rules of this board do not see a crime in it; the story ends here.");
        }
        narrator.say("Electric fishing in the ban is a crime at any weight: the case has to go to the police.");
        return weighed;
    }

    private Case transfer(Case file) {
        Case filed = cases.transfer(file, narrator);
        narrator.say("The police accept: the case is filed. No statutory clock ran out.");
        return filed;
    }

    private Clue answer(Clue clue, String receipt) {
        Clue answered = office.answer(clue);
        narrator.say("Asked with the receipt " + receipt + ", everybody is told: '"
                + office.check(receipt).getAnswer() + "'");
        return answered;
    }

    /** A snapshot of the drills from the tip to the end of the case, apart from real work. */
    private Counted count(Clue clue, Case file) {
        Counted counted = figures.count(clue.getReceivedAt(), file.getClosedAt());
        narrator.say("Statistics, frozen as " + counted.snapshot().getName() + ":");
        for (Figure figure : counted.snapshot().getFiguresList()) {
            if (figure.getRows() > 0) {
                narrator.say("  " + figure.getDefinition().getTitleEn() + ": " + figure.getValue() + " "
                        + figure.getDefinition().getUnit() + ", first of " + figure.getRows() + " rows: "
                        + counted.first(figure.getDefinition().getCode()));
            }
        }
        narrator.say("Counted again, both " + (counted.agrees() ? "agree: " : "DIFFER: ")
                + counted.rerun().getHash().substring(0, 16) + "...");
        return counted;
    }
}
