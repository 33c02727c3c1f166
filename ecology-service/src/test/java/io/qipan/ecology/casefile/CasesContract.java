package io.qipan.ecology.casefile;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import io.qipan.ecology.casefile.model.Belonging;
import io.qipan.ecology.casefile.model.CaseFile;
import io.qipan.ecology.casefile.model.EarlierFacts;
import io.qipan.ecology.casefile.model.Facts;
import io.qipan.ecology.casefile.model.Facts.Details;
import io.qipan.ecology.procedure.model.CaseOrigin;
import io.qipan.ecology.procedure.model.Circumstances;
import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.ecology.procedure.model.Move.ProposeTransfer;
import io.qipan.ecology.rule.EvaluateAct;
import io.qipan.ecology.rule.model.Evaluation;
import io.qipan.ecology.rule.model.FactValue.Amount;
import io.qipan.ecology.rule.model.FactValue.Flag;
import io.qipan.ecology.rule.model.Question;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.runtime.place.Datum.Wgs84;
import io.qipan.runtime.work.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What every store of case files promises. */
abstract class CasesContract {
    static final Instant NOW = Instant.parse("2026-11-20T02:00:00.123456Z");
    private static final String INCIDENT = "incidents/01939b4e-0000-7000-8000-000000000001";
    private static final Wgs84 WUHAI = new Wgs84(39.67, 106.78);
    private static final Evaluation WHOLE_LAW = new EvaluateAct(RuleSetStart.ruleSet())
            .evaluate(new Question(
                    Instant.parse("2026-06-01T00:00:00Z"),
                    "fishing_electric",
                    Optional.of(WUHAI),
                    50,
                    Optional.empty()));
    /** Of facts that were replaced, a case keeps what applied and by which rules. */
    private static final Evaluation LAW = new Evaluation(WHOLE_LAW.applied(), WHOLE_LAW.revision());

    private static final Evaluation NO_LAW = new Evaluation(List.of(), "2026-11-22-0123456789ab");

    private static final Cases.Filter ALL = new Cases.Filter(Optional.empty(), Optional.empty());

    abstract UnitOfWork unitOfWork();

    abstract Cases cases();

    private <T> T work(Supplier<T> work) {
        return unitOfWork().run("system:test", work);
    }

    private CaseFile added(Optional<String> incident) {
        return added(incident, LAW);
    }

    private CaseFile added(Optional<String> incident, Evaluation law) {
        CaseFile file = file(incident, law);
        boolean ignored = work(() -> cases().add(file));
        return file;
    }

    private CaseFile file(Optional<String> incident) {
        return file(incident, LAW);
    }

    private CaseFile file(Optional<String> incident, Evaluation law) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Facts facts = new Facts("fishing_electric", NOW, Optional.of(WUHAI), 50, "two men, a boat", incident, true);
        String number = "E2026-" + work(() -> cases().nextNumber());
        return CaseFile.open(id, number, facts, law, "wang", NOW, NOW.plus(Duration.ofHours(72)));
    }

    private List<CaseFile> listed(Cases.Filter filter, Optional<UUID> before, int most) {
        return unitOfWork().read(() -> cases().list(filter, before, most));
    }

    @Test
    void givesBackEverythingThatItWasGiven() {
        // Given
        CaseFile file = added(Optional.of(INCIDENT));

        // When
        Optional<CaseFile> found = unitOfWork().read(() -> cases().find(file.id()));

        // Then
        assertThat(found).contains(file);
        assertThat(file.law().applied()).hasSize(4);
    }

    @Test
    void findsSeveralAtOnceAndNoneThatThereIsNot() {
        // Given
        CaseFile first = added(Optional.empty());
        CaseFile second = added(Optional.empty());
        CaseFile ignored = added(Optional.empty());

        // When
        List<CaseFile> found =
                unitOfWork().read(() -> cases().findAll(Set.of(first.id(), second.id(), UUID.randomUUID())));

        // Then
        assertThat(found).containsExactlyInAnyOrder(first, second);
    }

    @Test
    void keepsACaseWithoutAPlaceAndAnIncident() {
        // Given
        Facts facts = new Facts("sand_mining", NOW, Optional.empty(), 0, "", Optional.empty(), false);
        CaseFile file = CaseFile.open(
                UuidCreator.getTimeOrderedEpoch(),
                "E2026-000001",
                facts,
                new Evaluation(List.of(), "2026-11-21-0123456789ab"),
                "desk:ecology",
                NOW,
                NOW.plusSeconds(1));
        boolean ignored = work(() -> cases().add(file));

        // When
        Optional<CaseFile> found = unitOfWork().read(() -> cases().find(file.id()));

        // Then
        assertThat(found).contains(file);
    }

    @Test
    void keepsToWhichAgencyACaseBelongs() {
        // Given
        Belonging water = Belonging.to("agencies/water");
        CaseFile first = file(Optional.empty()).belongingTo(water);
        CaseFile second = file(Optional.empty());
        Belonging designated = new Belonging(Optional.of("agencies/a"), "found it", Optional.of("agencies/b"));
        CaseFile moved = second.assignedTo(designated).orRefuse();
        boolean ignored = work(() -> {
            boolean added = cases().add(first) && cases().add(second);
            cases().save(moved);
            return added;
        });

        // When
        List<CaseFile> ofWater = listed(
                new Cases.Filter(Optional.empty(), Optional.empty(), water.agency(), false, false, true),
                Optional.empty(),
                10);

        // Then
        assertThat(ofWater).containsExactly(first);
        assertThat(unitOfWork().read(() -> cases().find(second.id()))).contains(moved);
        assertThat(listed(
                        new Cases.Filter(Optional.empty(), Optional.empty(), water.agency(), false, false, false),
                        Optional.empty(),
                        10))
                .as("exercises")
                .isEmpty();
        assertThat(listed(
                        new Cases.Filter(Optional.empty(), Optional.empty(), Optional.empty(), false, true, true),
                        Optional.empty(),
                        10))
                .doesNotContain(first, moved);
    }

    @Test
    void doesNotFindWhatWasNeverAdded() {
        // When
        Optional<CaseFile> found = unitOfWork().read(() -> cases().find(UuidCreator.getTimeOrderedEpoch()));

        // Then
        assertThat(found).isEmpty();
    }

    @Test
    void numbersGrow() {
        // Given
        long first = work(() -> cases().nextNumber());

        // When
        long second = work(() -> cases().nextNumber());

        // Then
        assertThat(second).isGreaterThan(first);
    }

    @Test
    void keepsTheFirstCaseOfAnIncident() {
        // Given
        CaseFile first = added(Optional.of(INCIDENT));
        CaseFile second = file(Optional.of(INCIDENT));

        // When
        boolean kept = work(() -> cases().add(second));

        // Then
        assertThat(kept).isFalse();
        assertThat(unitOfWork().read(() -> cases().findByIncident(INCIDENT))).contains(first);
        assertThat(listed(ALL, Optional.empty(), 10)).containsExactly(first);
    }

    @Test
    void keepsAnyNumberOfCasesWithoutAnIncident() {
        // Given
        CaseFile first = added(Optional.empty());

        // When
        CaseFile second = added(Optional.empty());

        // Then
        assertThat(listed(ALL, Optional.empty(), 10)).containsExactly(second, first);
    }

    @Test
    void savesTheNextStateOfALockedCase() {
        // Given
        CaseFile file = added(Optional.of(INCIDENT), NO_LAW);

        // When
        CaseFile closed = work(() -> {
            CaseFile next = cases().lock(file.id())
                    .orElseThrow()
                    .takenOverBy("li")
                    .then(taken -> taken.closed(NOW, "nothing found", NO_LAW))
                    .orRefuse();
            cases().save(next);
            return next;
        });

        // Then
        assertThat(unitOfWork().read(() -> cases().find(file.id()))).contains(closed);
        assertThat(closed.version()).isEqualTo(3);
    }

    @Test
    void savesOtherFactsAndKeepsTheEarlierOnes() {
        // Given
        CaseFile file = added(Optional.of(INCIDENT));
        Details details = new Details(
                Optional.of("yellow_river_nm"),
                Optional.of("150300"),
                new io.qipan.ecology.rule.model.Facts(Map.of("catch_kg", new Amount(12), "serious", new Flag(false))));
        Facts net = new Facts(
                "fishing_net", NOW.minusSeconds(1), Optional.empty(), 0, "", Optional.of(INCIDENT), true, details);
        Facts trap = new Facts("fishing_trap", NOW, Optional.of(WUHAI), 5, "a trap", Optional.of(INCIDENT), true);

        Evaluation netLaw = new EvaluateAct(RuleSetStart.ruleSet()).evaluate(net.question());

        // When
        CaseFile told = work(() -> {
            CaseFile next = cases().lock(file.id())
                    .orElseThrow()
                    .told(net, netLaw, NOW, NOW)
                    .revised(trap, LAW, NOW.plusSeconds(1), NOW, "li", "looked into the boat")
                    .told(net, netLaw, NOW.plusSeconds(2), NOW);
            cases().save(next);
            return next;
        });

        // Then
        assertThat(unitOfWork().read(() -> cases().find(file.id()))).contains(told);
        assertThat(told.earlier()).extracting(EarlierFacts::law).containsExactly(LAW, netLaw, LAW);
        assertThat(told.facts()).isEqualTo(net);
    }

    @Test
    void listsByIncident() {
        // Given
        CaseFile wanted = added(Optional.of(INCIDENT));
        CaseFile other = added(Optional.empty());

        // When
        List<CaseFile> found = listed(new Cases.Filter(Optional.of(INCIDENT), Optional.empty()), Optional.empty(), 10);

        // Then
        assertThat(found).containsExactly(wanted).doesNotContain(other);
    }

    @Test
    void listsByState() {
        // Given
        CaseFile open = added(Optional.empty());
        CaseFile toClose = added(Optional.empty(), NO_LAW);
        CaseFile closed = work(() -> {
            CaseFile next = toClose.closed(NOW, "nothing found", NO_LAW).orRefuse();
            cases().save(next);
            return next;
        });

        // When
        List<CaseFile> found = listed(new Cases.Filter(Optional.empty(), Optional.of("CLOSED")), Optional.empty(), 10);

        // Then
        assertThat(found).containsExactly(closed);
        assertThat(listed(new Cases.Filter(Optional.empty(), Optional.of("OPEN")), Optional.empty(), 10))
                .containsExactly(open);
    }

    @Test
    void listsTheNewestFirstAndContinuesAfterACase() {
        // Given
        CaseFile first = added(Optional.empty());
        CaseFile second = added(Optional.empty());
        CaseFile third = added(Optional.empty());

        // When
        List<CaseFile> page = listed(ALL, Optional.empty(), 2);

        // Then
        assertThat(page).containsExactly(third, second);
        assertThat(listed(ALL, Optional.of(second.id()), 2)).containsExactly(first);
    }

    @Test
    void keepsAProcedureAndListsWhatIsOverdue() {
        // Given
        List<CaseFile> files = Stream.of(1, 2, 3).map(_ -> proposed(false)).toList();
        proposed(true);
        Instant due = files.getFirst().procedure().clocks().getFirst().due().at();

        // When
        List<CaseClock> all = overdue(due.plusSeconds(1), Optional.empty(), Optional.empty(), 10);

        // Then
        assertThat(unitOfWork().read(() -> cases().find(files.getFirst().id()))).contains(files.getFirst());
        assertThat(all).extracting(CaseClock::caseId).containsExactlyElementsOf(ids(files));
        assertThat(all.getFirst().clock())
                .isEqualTo(files.getFirst().procedure().clocks().getFirst());
        assertThat(overdue(due, Optional.empty(), Optional.empty(), 10)).isEmpty();
        assertThat(overdue(
                        due.plusSeconds(1),
                        Optional.of(Watcher.SUPERVISOR),
                        Optional.of(all.getFirst().key()),
                        1))
                .extracting(CaseClock::caseId)
                .containsExactly(files.get(1).id());
    }

    private static List<UUID> ids(List<CaseFile> files) {
        return files.stream().map(CaseFile::id).toList();
    }

    private List<CaseClock> overdue(Instant now, Optional<Watcher> watcher, Optional<CaseClock.Key> after, int most) {
        return unitOfWork().read(() -> cases().overdue(now, watcher, after, most));
    }

    private CaseFile proposed(boolean drill) {
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Facts facts = new Facts("sand_mining", NOW, Optional.empty(), 0, "", Optional.empty(), drill);
        CaseFile file = CaseFile.open(
                id,
                "E2026-" + work(() -> cases().nextNumber()),
                facts,
                LAW,
                "wang",
                NOW,
                NOW.plus(Duration.ofHours(72)));
        boolean ignored = work(() -> cases().add(file));
        CaseFile proposed = file.after(
                        new ProposeTransfer(Set.of("wang", "li")),
                        new Circumstances(
                                file.name(),
                                NOW,
                                NOW,
                                Optional.empty(),
                                "wang",
                                "a reason",
                                Instant.EPOCH,
                                Optional.of(Instant.EPOCH),
                                List.of(),
                                Optional.empty(),
                                "",
                                new CaseOrigin(NOW, NOW, false),
                                StepScenario.BOOK))
                .orRefuse();
        ignored = work(() -> {
            cases().save(proposed);
            return true;
        });
        return proposed;
    }
}
