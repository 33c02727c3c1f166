package io.qipan.ecology.clue;

import static io.qipan.ecology.clue.ClueScenario.tip;
import static io.qipan.ecology.clue.ClueScenario.triage;
import static io.qipan.testkit.Refusals.reasonOf;
import static io.qipan.testkit.Refusals.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.agency.model.Agency;
import io.qipan.ecology.agency.model.AgencyKind;
import io.qipan.ecology.agency.model.Agreement;
import io.qipan.ecology.agency.model.ResourceKind;
import io.qipan.ecology.clue.model.Receipt;
import io.qipan.proto.ecology.v1.Clue;
import io.qipan.proto.ecology.v1.ClueServiceGrpc;
import io.qipan.proto.ecology.v1.GetClueProgressResponse;
import io.qipan.proto.ecology.v1.GetClueProgressResponse.Progress;
import io.qipan.proto.ecology.v1.HandedClue;
import io.qipan.proto.ecology.v1.ListCluesRequest;
import io.qipan.proto.ecology.v1.ListHandedCluesRequest;
import io.qipan.proto.ecology.v1.SubmitClueResponse;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.deadline.DeadlineHandler.Due;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.rpc.Times;
import io.qipan.testkit.RandomMessages;
import io.qipan.testkit.Strangers;
import io.qipan.testkit.TestTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.GeometryFactory;

class ClueRpcIT extends ClueRpcScenario {
    @Test
    void tellsTheHolderOfTheReceiptHowFarItIs() {
        // Given
        SubmitClueResponse told = told();

        // When
        GetClueProgressResponse arrived =
                check(told.getReceipt().toLowerCase(Locale.ROOT).replace("-", " "));

        // Then
        assertThat(arrived.getProgress()).isEqualTo(Progress.ARRIVED);
        Clue triaged = notEnough(told.getClue());
        assertThat(check(told.getReceipt()).getProgress()).isEqualTo(Progress.IN_HAND);
        answer(triaged);
        assertThat(check(told.getReceipt()))
                .isEqualTo(GetClueProgressResponse.newBuilder()
                        .setProgress(Progress.DONE)
                        .setAnswer("We looked and found nothing.")
                        .build());
    }

    @Test
    void tellsNothingOfReceiptsThatWereNeverGiven() {
        // Given
        told();
        String never = Receipt.draw(new Random(1)).grouped();

        // When
        StatusRuntimeException unknown = refused(() -> check(never));

        // Then
        assertThat(reasonOf(unknown)).isEqualTo(Reason.NOT_FOUND);
        assertThat(unknown.getMessage()).doesNotContain("clues/");
        assertThat(reasonOf(refused(() -> check("7K3M-9QXD-2R8G")))).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void stopsWhoAsksForReceiptsTooOften() {
        // Given
        String receipt = told().getReceipt();
        for (int i = 0; i < ClueScenario.CHECKS_PER_MINUTE; i++) {
            check(receipt);
        }

        // When
        StatusRuntimeException tooOften = refused(() -> check(receipt));

        // Then
        assertThat(reasonOf(tooOften)).isEqualTo(Reason.OVERLOADED);
        clock.advance(Duration.ofMinutes(1));
        assertThat(check(receipt).getProgress()).isEqualTo(Progress.ARRIVED);
    }

    @Test
    void servesNobodyElseWithoutAToken() {
        // When
        StatusRuntimeException refused = refused(() ->
                ClueServiceGrpc.newBlockingStub(rpc.anonymous()).listClues(ListCluesRequest.getDefaultInstance()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.TOKEN_INVALID);
    }

    @Test
    void letsUnitsAndAgenciesTellInTheirOwnNameOnly() {
        // When
        Clue ofUnit = ClueServiceGrpc.newBlockingStub(rpc.unitChannel("units/boat-1"))
                .submitClue(tip().setReference("units/other").build())
                .getClue();

        // Then
        assertThat(ofUnit.getSource()).isEqualTo(Clue.Source.PATROL);
        assertThat(ofUnit.getReference()).isEqualTo("units/boat-1");
        Clue ofAgency = ClueServiceGrpc.newBlockingStub(
                        rpc.withToken(TestTokens.mintAgency("guest", "agencies/forest", Role.values())))
                .submitClue(tip().build())
                .getClue();
        assertThat(ofAgency.getSource()).isEqualTo(Clue.Source.AGENCY);
        assertThat(ofAgency.getReference()).isEqualTo("agencies/forest");
        assertThat(reasonOf(refused(() -> as("guest", Role.AGENCY).submitClue(tip().build()))))
                .isEqualTo(Reason.ACCESS_DENIED);
    }

    @Test
    void showsAnAgencyWhatWasHandedToItAndNothingElse() {
        // Given
        DATABASE.unitOfWork().run("system:test", () -> {
            scenario.agencies.add(new Agency(
                    "forest",
                    AgencyKind.NEIGHBOUR,
                    "Forestry",
                    "林草局",
                    Optional.empty(),
                    List.of(),
                    new GeometryFactory().toGeometry(new Envelope(106, 107, 39, 40))));
            return true;
        });
        told();
        Clue unshared = told().getClue();
        StatusRuntimeException noAgreement = refused(() -> officer()
                .triageClue(triage(unshared).setHandTo("agencies/forest").build()));
        Agreement agreement = new Agreement(
                UUID.randomUUID(),
                1,
                List.of("agencies/forest"),
                List.of(ResourceKind.FOREST),
                new GeometryFactory().toGeometry(new Envelope(106, 107, 39, 40)),
                clock.instant().minusSeconds(60),
                Optional.of(clock.instant().plusSeconds(60)),
                "document 7",
                clock.instant());
        DATABASE.unitOfWork().run("system:test", () -> {
            scenario.agencies.add(agreement);
            return true;
        });
        Clue handed = officer()
                .triageClue(
                        triage(told().getClue()).setHandTo("agencies/forest").build())
                .getClue();

        // When
        List<HandedClue> seen = handedTo("agencies/forest");

        // Then
        assertThat(reasonOf(noAgreement)).isEqualTo(Reason.INCOMPLETE);
        assertThat(seen).singleElement().satisfies(clue -> {
            assertThat(clue.getName()).isEqualTo(handed.getName());
            assertThat(clue.getSummary()).isEqualTo(handed.getSummary());
            assertThat(clue.getHandedAt()).isEqualTo(handed.getTriage().getAt());
            assertThat(clue.toString()).doesNotContain("as it was told", "wang");
        });
        assertThat(handedTo("agencies/other")).isEmpty();
        clock.advance(Duration.ofMinutes(2));
        assertThat(handedTo("agencies/forest")).isEmpty();
    }

    private List<HandedClue> handedTo(String agency) {
        return ClueServiceGrpc.newBlockingStub(rpc.withToken(TestTokens.mintAgency("guest", agency, Role.values())))
                .listHandedClues(ListHandedCluesRequest.getDefaultInstance())
                .getCluesList();
    }

    @Test
    void remindsOfAMissedTermWithoutLettingItBeMended() {
        // Given
        Clue clue = told().getClue();
        Instant due = Times.instant(clue.getTriageTerm().getDueAt());
        clock.set(due.plusSeconds(1));

        // When
        DATABASE.unitOfWork().run("system:test", () -> {
            scenario.lookAtClue().handle(new Due("clue.look", clue.getName(), due, 0));
            return true;
        });

        // Then
        assertThat(due).isEqualTo(Instant.parse("2026-11-21T02:00:00Z"));
        assertThat(history(clue)).containsExactly("clue.received", "clue.triage_overdue");
        Clue late = now(clue);
        assertThat(late.getTriageTerm().getLate()).isTrue();
        assertThat(Times.instant(late.getNextDeadlineAt()))
                .isEqualTo(due.plusSeconds(1).plus(ClueScenario.REMIND_EVERY));
        assertThat(officer()
                        .listClues(ListCluesRequest.newBuilder()
                                .setOptionalState(Clue.State.RECEIVED)
                                .build())
                        .getCluesList())
                .containsExactly(late);
        assertThat(notEnough(late).getTriageTerm().getLate()).isTrue();
    }

    @Test
    void opensACaseWithTheFactsOfTheClue() {
        // Given
        Clue clue = told().getClue();

        // When
        Clue triaged =
                officer().triageClue(triage(clue).setOpenCase(true).build()).getClue();

        // Then
        assertThat(triaged.getCase())
                .startsWith("cases/")
                .isEqualTo(triaged.getTriage().getToCase());
        assertThat(triaged.getOwner()).isEqualTo("wang");
        assertThat(scenario.strings(
                        "select activity from case_file where 'cases/' || id = '" + triaged.getCase() + "'"))
                .containsExactly("fishing_electric");
    }

    @Test
    void keepsARealClueOutOfTheCaseOfAnExercise() {
        // Given
        Clue drill = as("li", Role.CALL_TAKER)
                .submitClue(tip().setDrill(true).build())
                .getClue();
        String exercise = officer()
                .triageClue(triage(drill).setOpenCase(true).build())
                .getClue()
                .getCase();
        Clue real = told().getClue();

        // When
        StatusRuntimeException refused = refused(
                () -> officer().triageClue(triage(real).setToCase(exercise).build()));

        // Then
        assertThat(reasonOf(refused)).isEqualTo(Reason.ILLEGAL_TRANSITION);
    }

    @Test
    void lacksAnActivityForACaseAndAPlaceForAnIncident() {
        // Given
        Clue vague = as("li", Role.CALL_TAKER)
                .submitClue(tip().clearOptionalActivity()
                        .clearPoint()
                        .clearPlaceText()
                        .build())
                .getClue();

        // When
        StatusRuntimeException noCase = refused(
                () -> officer().triageClue(triage(vague).setOpenCase(true).build()));

        // Then
        assertThat(reasonOf(noCase)).isEqualTo(Reason.INCOMPLETE);
        assertThat(reasonOf(refused(() ->
                        officer().triageClue(triage(vague).setOpenIncident(true).build()))))
                .isEqualTo(Reason.INCOMPLETE);
    }

    @Test
    void answersRandomMessages() {
        // When
        RandomMessages.throwAt(rpc, ClueServiceGrpc.getServiceDescriptor(), 100, 7);

        // Then
        assertThat(rpc.inFlight()).isZero();
    }

    private void tries(Role role, Channel stranger, Channel owner, String ownName, Clue handed) {
        Strangers strangers = new Strangers(
                role,
                stranger,
                owner,
                ownName,
                List.of(handed.getName()),
                Long.getLong("qipan.test.seed", ThreadLocalRandom.current().nextLong()));
        assertThat(strangers.tryAll(List.of(ClueServiceGrpc.getServiceDescriptor())))
                .contains("qipan.ecology.v1.ClueService/SubmitClue");
    }

    @Test
    void noClueExistsForAStranger() {
        // Given
        Clue clue = told().getClue();

        // When
        tries(
                Role.AGENCY,
                rpc.agencyChannel("guest", "agencies/99999"),
                rpc.agencyChannel("guest", "agencies/forest"),
                "agencies/forest",
                clue);

        // Then
        tries(Role.UNIT, rpc.unitChannel("units/stranger"), rpc.unitChannel("units/boat-1"), "units/boat-1", clue);
    }
}
