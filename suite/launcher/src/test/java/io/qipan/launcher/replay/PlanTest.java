package io.qipan.launcher.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanTest {

    @TempDir
    Path folder = Path.of("");

    @Test
    void theSampleHasTwoDiversionsAndTwoRowsThatNeverBecomeFree() {
        // Given
        Recording sample = Samples.sample();

        // When
        Plan plan = Plan.of(sample);

        // Then
        assertThat(plan.diversions())
                .extracting(Plan.Diversion::unit, Plan.Diversion::fromCall, Plan.Diversion::toCall)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("units/sf-X03", "990000006", "990000007"),
                        org.assertj.core.groups.Tuple.tuple("units/sf-XT1", "990000008", "990000009"));
        assertThat(plan.neverFree())
                .extracting(never -> never.unit() + " " + never.takenFor().orElse("open"))
                .containsExactlyInAnyOrder("units/sf-XT1 990000009", "units/sf-X02 open");
    }

    @Test
    void everyIncidentEndsButThatOfTheOrderThatStaysOpen() {
        // Given
        Plan plan = Plan.of(Samples.sample());

        // When
        List<String> ended = plan.tasks().stream()
                .filter(Task.EndIncident.class::isInstance)
                .map(task -> ((Task.EndIncident) task).call().key())
                .toList();

        // Then
        assertThat(ended).hasSize(11).doesNotContain("990000012");
    }

    @Test
    void aUnitThatIsSentInTheSecondInWhichItIsFreeIsNotDiverted() {
        // Given
        Recording recording = Samples.read(
                folder,
                Samples.row("2", "E1", "01:20:00", "01:30:00", "01:40:00"),
                Samples.row("1", "E1", "01:00:00", "01:01:00", "01:30:00"));

        // When
        Plan plan = Plan.of(recording);

        // Then
        assertThat(plan.diversions()).isEmpty();
        assertThat(plan.tasks().stream().filter(task -> task.keys().contains("units/sf-E1")))
                .extracting(task -> task.getClass().getSimpleName())
                .containsExactly("RegisterUnit", "SendUnit", "ReportStep", "SendUnit", "ReportStep");
    }

    @Test
    void aStepIsSentAfterTheStepBeforeItWhateverItsTimeSays() {
        // Given
        Plan plan = Plan.of(Samples.sample());

        // When
        List<Step> steps = plan.tasks().stream()
                .filter(Task.ReportStep.class::isInstance)
                .map(Task.ReportStep.class::cast)
                .filter(step -> step.unit().equals("units/sf-XM2"))
                .map(step -> step.stamp().step())
                .toList();

        // Then
        assertThat(steps).containsExactly(Step.DEPART, Step.ARRIVE, Step.TRANSPORT, Step.HOSPITAL, Step.CLEAR);
    }

    @Test
    void whatIsToldAfterADiversionIsLateAndTheIncidentEndsAfterIt() {
        // Given
        Recording recording = Samples.read(
                folder,
                Samples.row("1", "E1", "01:00:00", "01:01:00", "01:50:00"),
                Samples.row("2", "E1", "01:10:00", "01:11:00", "01:20:00"));

        // When
        Plan plan = Plan.of(recording);

        // Then
        List<Task> ofFirst =
                plan.tasks().stream().filter(task -> task.keys().contains("1")).toList();
        assertThat(ofFirst.get(4))
                .isInstanceOfSatisfying(
                        Task.ReportStep.class, step -> assertThat(step.late()).isTrue());
        assertThat(ofFirst.getLast())
                .isInstanceOfSatisfying(
                        Task.EndIncident.class,
                        end -> assertThat(end.endedAt())
                                .isEqualTo(plan.diversions().getFirst().freeAt().orElseThrow()));
    }

    @Test
    void aDiversionWaitsForTheCallItTakesTheUnitFrom() {
        // Given
        Plan plan = Plan.of(Samples.sample());

        // When
        Task.SendUnit diverting = plan.tasks().stream()
                .filter(Task.SendUnit.class::isInstance)
                .map(Task.SendUnit.class::cast)
                .filter(send -> send.takenFrom().isPresent())
                .findFirst()
                .orElseThrow();

        // Then
        assertThat(diverting.keys()).containsExactlyInAnyOrder("990000006", "990000007", "units/sf-X03");
    }
}
