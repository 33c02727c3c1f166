package io.qipan.ecology.rule;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.grpc.StatusRuntimeException;
import io.qipan.ecology.rule.file.RuleSetFiles;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.ecology.species.FakeSpeciesLists;
import io.qipan.ecology.species.KnownSpecies;
import io.qipan.ecology.species.csv.SpeciesFile;
import io.qipan.ecology.species.csv.SpeciesSamples;
import io.qipan.ecology.species.model.SpeciesList;
import io.qipan.ecology.start.RuleSetStart;
import io.qipan.proto.ecology.v1.AppliedRule;
import io.qipan.proto.ecology.v1.EvaluateActRequest;
import io.qipan.proto.ecology.v1.EvaluateActResponse;
import io.qipan.proto.ecology.v1.Fact;
import io.qipan.proto.ecology.v1.GetVocabularyRequest;
import io.qipan.proto.ecology.v1.GetVocabularyResponse;
import io.qipan.proto.ecology.v1.LaterLaw;
import io.qipan.proto.ecology.v1.RuleServiceGrpc;
import io.qipan.proto.ecology.v1.RuleServiceGrpc.RuleServiceBlockingStub;
import io.qipan.proto.ecology.v1.Sourcing;
import io.qipan.runtime.caller.Role;
import io.qipan.runtime.refusal.Reason;
import io.qipan.testkit.FakeUnitOfWork;
import io.qipan.testkit.Refusals;
import io.qipan.testkit.RpcHarness;
import io.qipan.testkit.TestClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EvaluateFactsRpcTest {
    private static final RuleSet RULES = RuleSetStart.ruleSet();
    private static final Instant JULY = Instant.parse("2022-07-15T02:00:00Z");

    private final TestClock clock = TestClock.at(Instant.parse("2026-11-22T02:00:00Z"));
    private final FakeRuleSets sets = new FakeRuleSets();
    private final FakeSpeciesLists lists = new FakeSpeciesLists();
    private final FakeUnitOfWork unitOfWork = FakeUnitOfWork.over();

    @RegisterExtension
    final RpcHarness rpc = RpcHarness.serving(() -> List.of(new RuleRpc(
                    RULES,
                    new EvaluateAct(RULES, clock),
                    new ListRules(RULES),
                    new ChooseRuleSet(RULES, sets, unitOfWork),
                    new SpeciesFacts(new KnownSpecies(unitOfWork, lists)))))
            .withClock(clock);

    private RuleServiceBlockingStub rules() {
        return RuleServiceGrpc.newBlockingStub(rpc.channel(Role.UNIT));
    }

    private static EvaluateActRequest.Builder act(String activity) {
        return EvaluateActRequest.newBuilder()
                .setActivity(activity)
                .setActAt(Timestamp.newBuilder().setSeconds(JULY.getEpochSecond()));
    }

    private static Fact number(String code, double number) {
        return Fact.newBuilder().setCode(code).setNumber(number).build();
    }

    @Test
    void namesTheFactsThatAreNotKnownAndWhatWouldChange() {
        // When
        EvaluateActResponse response = rules().evaluateAct(act("fishing_net")
                .setActAt(timestamp("2026-06-01T02:00:00Z"))
                .setOptionalWater("laoha_river")
                .addFacts(number("catch_kg", 49))
                .build());

        // Then
        assertThat(response.getPossibleList())
                .extracting(possible -> possible.getRule().getName())
                .contains("rules/fishing-crime-weight-liao-basin-2022");
        assertThat(response.getUnknownFactsList())
                .filteredOn(unknown -> unknown.getType().getCode().equals("catch_value_yuan"))
                .singleElement()
                .satisfies(unknown -> {
                    assertThat(unknown.getRulesList()).contains("rules/fishing-crime-weight-liao-basin-2022");
                    assertThat(unknown.getChangesEnList())
                            .anyMatch(change -> change.startsWith("applies (CRIMINAL) if"));
                    assertThat(unknown.getChangesZhList()).anyMatch(change -> change.contains("渔获物价值达到或超过10000 yuan"));
                });
        assertThat(response.getUnknownFactsList())
                .filteredOn(unknown -> unknown.getType().getCode().equals("approved"))
                .singleElement()
                .satisfies(
                        unknown -> assertThat(unknown.getChangesEn(0)).startsWith("does not apply under an exception"));
        assertThat(response.getFactsList()).containsExactly(number("catch_kg", 49));
    }

    @Test
    void tellsThePenaltiesThatTheFactsLeave() {
        // When
        EvaluateActResponse response = rules().evaluateAct(act("fishing_net")
                .setActAt(timestamp("2026-06-01T02:00:00Z"))
                .setOptionalWater("laoha_river")
                .addFacts(Fact.newBuilder().setCode("serious").setFlag(true))
                .build());

        // Then
        assertThat(response.getApplied(0).getPenaltiesList()).singleElement().satisfies(penalty -> {
            assertThat(penalty.getUncertain()).isFalse();
            assertThat(penalty.getPenalty().getFromYuan()).isEqualTo(200_000);
            assertThat(penalty.getPenalty().getToYuan()).isEqualTo(2_000_000);
        });
        assertThat(response.getApplied(0).getBecauseZhList()).anyMatch(because -> because.startsWith("存疑"));
        assertThat(response.getApplied(0).getRule().getSourcing()).isEqualTo(Sourcing.COPY_SEEN);
    }

    @Test
    void tellsThatALaterLawIsNotLighter() {
        // When
        EvaluateActResponse response = rules().evaluateAct(act("fishing_electric")
                .setActAt(timestamp("2025-10-01T02:00:00Z"))
                .setOptionalWater("laoha_river")
                .addFacts(Fact.newBuilder().setCode("serious").setFlag(false))
                .build());

        // Then
        AppliedRule old = response.getApplied(0);
        assertThat(old.getRule().getName()).isEqualTo("rules/destructive-fishing-2000");
        assertThat(old.getLaterLaw().getVerdict()).isEqualTo(LaterLaw.Verdict.NOT_LIGHTER);
        assertThat(old.getLaterLaw().getRule()).isEqualTo("rules/destructive-fishing-2026");
        assertThat(old.getLaterLaw().getBecauseZh()).contains("第三十七条", "第一千零五十七条");
    }

    @Test
    void refusesFactsThatDoNotExistOrAreOfAnotherKind() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(act("fishing_net")
                .setOptionalWater("laoha_river")
                .addFacts(number("moon_phase", 3))
                .addFacts(Fact.newBuilder().setCode("catch_kg").setFlag(true))
                .addFacts(Fact.newBuilder().setCode("protection_class").setChoice("third"))
                .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.INVALID_FIELD);
        assertThat(Refusals.textOf(refused))
                .contains("'moon_phase'", "'catch_kg' is a number, in kg", "one of first, second");
    }

    @Test
    void refusesAFactThatComesTwice() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(act("fishing_net")
                .setOptionalWater("laoha_river")
                .addFacts(number("catch_kg", 3))
                .addFacts(number("catch_kg", 4))
                .build()));

        // Then
        assertThat(Refusals.textOf(refused)).contains("comes twice");
    }

    @Test
    void anEarlierRuleSetIsEvaluatedAsItWas() {
        // Given
        Map<String, byte[]> files = new LinkedHashMap<>(
                RuleSetFiles.load(RuleSetStart.shipped(), Optional.empty()).files());
        files.computeIfPresent(
                "fishing-bans.json",
                (name, content) -> new String(content, StandardCharsets.UTF_8)
                        .replace("05-16 12:00", "05-01 12:00")
                        .getBytes(StandardCharsets.UTF_8));
        String earlier = RuleSetFiles.again(files).revision();
        sets.keep(earlier, files, Instant.parse("2026-01-01T00:00:00Z"));
        EvaluateActRequest.Builder request =
                act("fishing_net").setActAt(timestamp("2026-05-10T02:00:00Z")).setOptionalWater("laoha_river");

        // When
        EvaluateActResponse then =
                rules().evaluateAct(request.setOptionalRuleSetRevision(earlier).build());
        EvaluateActResponse now = rules().evaluateAct(
                        request.setOptionalRuleSetRevision(RULES.revision()).build());

        // Then
        assertThat(then.getRuleSetRevision()).isEqualTo(earlier);
        assertThat(then.getAllowedAsFarAsKnown()).isFalse();
        assertThat(now.getAllowedAsFarAsKnown()).isTrue();
    }

    @Test
    void refusesARuleSetThatWasNeverLoaded() {
        // When
        StatusRuntimeException refused = Refusals.refused(() -> rules().evaluateAct(act("fishing_net")
                .setOptionalWater("laoha_river")
                .setOptionalRuleSetRevision("2020-01-01-000000000000")
                .build()));

        // Then
        assertThat(Refusals.reasonOf(refused)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.metadataOf(refused)).containsEntry("resource", "ruleSets/2020-01-01-000000000000");
    }

    private void knowSpecies() {
        lists.add(
                new SpeciesList(
                        1,
                        LocalDate.of(2021, 2, 5),
                        new SpeciesList.Count(7, 3, 4, 3),
                        Instant.parse("2026-11-22T02:00:00Z"),
                        "wang",
                        "import"),
                SpeciesFile.read(SpeciesSamples.list()).species());
    }

    private static EvaluateActRequest.Builder hunting(String species) {
        return act("illegal_hunting")
                .setActAt(timestamp("2024-05-01T02:00:00Z"))
                .setOptionalArea("150300")
                .setOptionalSpecies(species);
    }

    @Test
    void theSpeciesTellsTheClass() {
        // Given
        knowSpecies();

        // When
        EvaluateActResponse response = rules().evaluateAct(hunting("Panthera inventa")
                .addFacts(number("animal_value_yuan", 20_000))
                .build());

        // Then
        assertThat(response.getApplied(0).getRule().getName()).isEqualTo("rules/wildlife-crime-national-20000-2022");
        assertThat(response.getFactsList())
                .contains(
                        Fact.newBuilder()
                                .setCode("protection_class")
                                .setChoice("first")
                                .build(),
                        Fact.newBuilder().setCode("aquatic").setFlag(false).build());
        assertThat(response.getNotesZh(0)).contains("试豹", "一级");
    }

    @Test
    void aSpeciesProtectedInTheWildOnlyNeedsToBeKnownAsWild() {
        // Given
        knowSpecies();

        // When
        EvaluateActResponse unknown = rules().evaluateAct(hunting("试江鲈")
                .addFacts(Fact.newBuilder().setCode("waterbird_habitat").setFlag(false))
                .build());
        EvaluateActResponse wild = rules().evaluateAct(hunting("试江鲈")
                .addFacts(Fact.newBuilder().setCode("captive_bred").setFlag(false))
                .build());

        // Then
        assertThat(unknown.getAllowedAsFarAsKnown()).isTrue();
        assertThat(unknown.getNotesEnList()).anyMatch(note -> note.contains("captive_bred"));
        assertThat(wild.getApplied(0).getRule().getName()).isEqualTo("rules/hunting-national-2023");
    }

    @Test
    void refusesASpeciesThatIsNotInTheListAndFactsAgainstIt() {
        // Given
        knowSpecies();

        // When
        StatusRuntimeException unknown =
                Refusals.refused(() -> rules().evaluateAct(hunting("麻雀").build()));
        StatusRuntimeException against = Refusals.refused(() -> rules().evaluateAct(hunting("试豹")
                .addFacts(Fact.newBuilder().setCode("protection_class").setChoice("second"))
                .build()));

        // Then
        assertThat(Refusals.reasonOf(unknown)).isEqualTo(Reason.NOT_FOUND);
        assertThat(Refusals.reasonOf(against)).isEqualTo(Reason.INVALID_FIELD);
    }

    @Test
    void tellsTheWordsOfItsRules() {
        // When
        GetVocabularyResponse words = rules().getVocabulary(GetVocabularyRequest.getDefaultInstance());

        // Then
        assertThat(words.getActivitiesList())
                .anySatisfy(activity -> assertThat(activity.getKindOf()).isEqualTo("fishing_destructive"));
        assertThat(words.getFactTypesList())
                .anySatisfy(type -> assertThat(type.getUnit()).isEqualTo("kg"));
        assertThat(words.getPlacesList())
                .anySatisfy(place -> assertThat(place.getWithin()).isEqualTo("150300"))
                .anySatisfy(place -> {
                    assertThat(place.getCode()).isEqualTo("150430");
                    assertThat(place.getUndrawn()).isTrue();
                })
                .as("no shipped rule rests on a place that nobody drew")
                .allSatisfy(place -> assertThat(place.getRestingRulesList()).isEmpty());
    }

    @Test
    void whatIsKeptWithACaseIsTheWholeEvaluation() {
        // Given
        EvaluateActResponse told = rules().evaluateAct(act("fishing_electric")
                .setActAt(timestamp("2021-06-01T02:00:00Z"))
                .setOptionalWater("laoha_river")
                .build());

        // When
        EvaluateActResponse again = RuleMessages.message(RuleMessages.evaluation(told));

        // Then
        assertThat(again).isEqualTo(told);
    }

    private static Timestamp timestamp(String instant) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(instant).getEpochSecond())
                .build();
    }
}
