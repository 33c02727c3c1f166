package io.qipan.launcher.demo;

import io.grpc.StatusRuntimeException;
import io.qipan.launcher.UserError;
import io.qipan.launcher.client.Reasons;
import io.qipan.launcher.client.Stamps;
import io.qipan.proto.common.v1.ErrorReason;
import io.qipan.proto.dispatch.v1.ActivateContingencyPlanResponse;
import io.qipan.proto.dispatch.v1.ContingencyActivation;
import io.qipan.proto.dispatch.v1.ContingencyObservation;
import io.qipan.proto.dispatch.v1.ContingencyPlan;
import io.qipan.proto.dispatch.v1.ContingencyPlanContent;
import io.qipan.proto.dispatch.v1.ContingencyReview;
import io.qipan.proto.dispatch.v1.ContingencyRole;
import io.qipan.proto.dispatch.v1.ContingencyStep;
import io.qipan.proto.dispatch.v1.ContingencyTask;
import io.qipan.proto.dispatch.v1.ResponsePlan;
import java.time.Duration;
import java.util.List;

/** The contingency plan for the burning house: tasks with clocks, of which one goes to the next post and one is skipped. */
final class EveningPlan {

    static final String PLAN = "contingencyPlans/demo-burning-house";
    static final String CLEAR = "clear-house";
    static final String GAS = "close-gas";
    static final String ROAD = "close-road";
    static final String SHELTER = "open-shelter";
    static final List<String> STEPS = List.of(CLEAR, GAS, ROAD, SHELTER);
    static final Duration FOR_THE_GAS = Duration.ofMinutes(10);
    /** A zone that no grid has: while the demo runs, and after one that broke off, the plan must fit no real fire. */
    static final String NOWHERE = "gridFeatures/zone-of-no-grid-but-the-demo";

    /** Short, for nobody watches a demo for ten minutes. */
    private static final Duration FOR_THE_SHELTER = Duration.ofSeconds(2);

    private final Cast cast;
    private final PlanDesk plans;
    private final Narrator narrator;
    private String activation = "";

    EveningPlan(Cast cast, PlanDesk plans, Narrator narrator) {
        this.cast = cast;
        this.plans = plans;
        this.narrator = narrator;
    }

    /** So that nobody activates a plan of a demo. */
    static ContingencyPlan retire(PlanDesk plans) {
        return plans.put(PLAN, content().setRetired(true).build(), "The demo is over");
    }

    static ContingencyPlanContent.Builder content() {
        return ContingencyPlanContent.newBuilder()
                .setTitleZh("演示预案:楼房火灾疏散")
                .setTitleEn("Demo: clearing a burning house")
                .setCondition(ResponsePlan.Condition.newBuilder()
                        .addIncidentTypes(EveningFire.TYPE)
                        .addZones(NOWHERE))
                .addRoles(role("scene", "Commander at the scene", "desk:demo-scene", "desk:demo-duty"))
                .addRoles(role("liaison", "Liaison", "desk:demo-liaison", "desk:demo-duty"))
                .addSteps(step(CLEAR, "scene", "Clear the third floor and count who came out", Duration.ofMinutes(5))
                        .setMandatory(true))
                .addSteps(step(GAS, "liaison", "Have the gas of the street closed", FOR_THE_GAS)
                        .setMandatory(true)
                        .setOptionalAfter(CLEAR))
                .addSteps(step(ROAD, "liaison", "Have the road closed", Duration.ofMinutes(10))
                        .setMandatory(true))
                .addSteps(step(SHELTER, "liaison", "Open the school for those who cannot go home", FOR_THE_SHELTER));
    }

    private static ContingencyRole role(String code, String title, String... posts) {
        return ContingencyRole.newBuilder()
                .setCode(code)
                .setTitle(title)
                .addAllPosts(List.of(posts))
                .build();
    }

    private static ContingencyStep.Builder step(String code, String role, String text, Duration within) {
        return ContingencyStep.newBuilder()
                .setCode(code)
                .setPhase("respond")
                .setText(text)
                .setRole(role)
                .setWithinS((int) within.toSeconds())
                .setFromLevel(1);
    }

    void isActivated(String fire) {
        ContingencyPlan plan = plans.put(PLAN, content().build(), "For the evening of the demo");
        ActivateContingencyPlanResponse made = plans.activate(fire, plan, "People at the windows");
        activation = made.getActivation().getName();
        narrator.say("The dispatcher activates the plan \"" + plan.getContent().getTitleEn()
                + "\" for the fire, as an exercise: " + made.getTasksCount() + " tasks, each with a post and a clock.");
        made.getTasksList()
                .forEach(task -> narrator.say("  " + task.getStep() + ": " + task.getOwner() + ", within "
                        + Duration.between(Stamps.instant(task.getCreatedAt()), Stamps.instant(task.getDueAt()))
                                .toSeconds()
                        + " s" + (task.getMandatory() ? ", mandatory" : "") + "."));
    }

    void houseIsCleared() {
        ContingencyTask done = plans.complete(plans.take(task(CLEAR)), "Eleven people came out, nobody is missing");
        narrator.say(done.getStep() + " is done. The clock of " + GAS + " runs from now on: "
                + Duration.between(
                                Stamps.instant(done.getSettledAt()),
                                Stamps.instant(task(GAS).getDueAt()))
                        .toMinutes()
                + " min.");
    }

    void goesOn() {
        ContingencyTask overdue = plans.until(task(SHELTER), task -> task.getRaised() > 0);
        if (overdue.getRaised() == 0) {
            throw new UserError(overdue.getName() + " is overdue and was not raised. See ./qipan status.");
        }
        narrator.say("Nobody at desk:demo-liaison has taken " + SHELTER + " in " + FOR_THE_SHELTER.toSeconds()
                + " s: it is with " + overdue.getOwner() + " now, who takes it.");
        ContingencyTask ignored = plans.complete(plans.take(overdue), "The school is open and warm");
        ContingencyTask proposed = plans.skip(task(ROAD), "The first car has closed it already");
        requireSecondPerson(proposed);
        ContingencyTask skipped = plans.confirmSkip(proposed, cast.commander());
        narrator.say(ROAD + " is mandatory: " + skipped.getSkipProposedBy()
                + " proposes to skip it and may not decide; " + skipped.getSettledBy() + " does.");
        ContingencyTask closed = plans.complete(plans.take(task(GAS)), "Closed at the corner valve");
        narrator.say(closed.getStep() + " is done, " + (closed.getLate() ? "late" : "in time") + ".");
    }

    private void requireSecondPerson(ContingencyTask proposed) {
        try {
            ContingencyTask skipped = plans.confirmSkip(proposed, cast.dispatcher());
            throw new UserError(skipped.getName() + " was skipped by " + skipped.getSettledBy()
                    + ", who proposed it. A second person should have been asked for.");
        } catch (StatusRuntimeException e) {
            if (Reasons.of(e) != ErrorReason.SECOND_PERSON_REQUIRED) {
                throw e;
            }
        }
    }

    /** The end of the fire has closed it. */
    void isReviewed(String fire) {
        for (ContingencyActivation closed : plans.ofIncident(fire)) {
            ContingencyReview review = review(plans, closed, "Carried out in time but for the shelter.");
            narrator.say("With the fire the plan is closed. The commander reviews it: " + review.getDeviationsCount()
                    + " tasks, " + review.getLateTasks() + " late. It is retired with the demo.");
        }
        ContingencyPlan ignored = retire(plans);
    }

    static ContingencyReview review(PlanDesk plans, ContingencyActivation closed, String summary) {
        return plans.review(
                closed,
                summary,
                ContingencyObservation.newBuilder()
                        .setExpected("Every task is settled, and none that is mandatory by one person alone")
                        .setSeen("So it was")
                        .setMet(true)
                        .build());
    }

    private ContingencyTask task(String step) {
        return plans.tasks(activation).stream()
                .filter(task -> task.getStep().equals(step))
                .findFirst()
                .orElseThrow(() -> new UserError(activation + " has no task " + step + "."));
    }
}
