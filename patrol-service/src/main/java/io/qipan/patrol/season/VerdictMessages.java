package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Declaration;
import io.qipan.patrol.season.model.MediumState;
import io.qipan.patrol.season.model.Ruling.ByDeclaration;
import io.qipan.patrol.season.model.Ruling.ByDefault;
import io.qipan.patrol.season.model.Ruling.ByPlace;
import io.qipan.patrol.season.model.Ruling.ByRule;
import io.qipan.patrol.season.model.Season;
import io.qipan.patrol.season.model.Verdict;
import io.qipan.patrol.unit.model.Medium;
import io.qipan.proto.patrol.v1.EvaluateMovementResponse;
import io.qipan.proto.patrol.v1.Remedy;
import io.qipan.runtime.rpc.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Verdicts on the wire, with what would change them. */
final class VerdictMessages {

    private VerdictMessages() {}

    /** @param elsewhere media that the mover does not move on and that are open there */
    static EvaluateMovementResponse message(Verdict verdict, Set<Medium> elsewhere) {
        EvaluateMovementResponse.Builder message = EvaluateMovementResponse.newBuilder()
                .setAllowed(verdict.isAllowed())
                .addAllMedia(
                        verdict.media().stream().map(SeasonMessages::message).toList())
                .setReasonEn(reasonEn(verdict))
                .setReasonZh(reasonZh(verdict));
        if (!verdict.isAllowed()) {
            message.addAllRemedies(remedies(verdict, elsewhere));
        }
        return message.build();
    }

    private static String reasonEn(Verdict verdict) {
        if (verdict.media().isEmpty()) {
            return "Allowed: the season says nothing of what it moves on.";
        }
        return deciding(verdict).stream()
                .map(state -> SeasonWords.english(state.medium()) + " is "
                        + state.ruling().passage().code() + " (" + SeasonWords.reasonEn(state.ruling()) + ")")
                .collect(Collectors.joining("; ", verdict.isAllowed() ? "Allowed: " : "Not allowed: ", "."));
    }

    private static String reasonZh(Verdict verdict) {
        if (verdict.media().isEmpty()) {
            return "允许:季节规则不涉及其通行方式。";
        }
        return deciding(verdict).stream()
                .map(state -> SeasonWords.chinese(state.medium()) + (state.isOpen() ? "开放" : "关闭") + "("
                        + SeasonWords.reasonZh(state.ruling()) + ")")
                .collect(Collectors.joining(";", verdict.isAllowed() ? "允许:" : "不允许:", "。"));
    }

    /** What is open, or everything if nothing is. */
    private static List<MediumState> deciding(Verdict verdict) {
        return verdict.media().stream()
                .filter(state -> state.isOpen() || !verdict.isAllowed())
                .toList();
    }

    private static List<Remedy> remedies(Verdict verdict, Set<Medium> elsewhere) {
        List<Remedy> remedies = new ArrayList<>();
        for (MediumState state : verdict.media()) {
            state.changesAt().ifPresent(at -> remedies.add(waiting(state.medium(), at)));
            switch (state.ruling()) {
                case ByDeclaration(Declaration declaration) -> remedies.add(revoking(state.medium(), declaration));
                case ByRule _, ByDefault _ -> remedies.add(declaring(state.medium()));
                case ByPlace(String water) -> remedies.add(declaring(state.medium(), water));
            }
        }
        elsewhere.stream().sorted().map(VerdictMessages::other).forEach(remedies::add);
        return remedies;
    }

    private static Remedy waiting(Medium medium, Instant at) {
        return remedy(Remedy.Way.WAIT, medium)
                .setAt(Times.message(at))
                .setTextEn("Wait until " + SeasonWords.time(at) + " (China time), when " + SeasonWords.english(medium)
                        + " opens")
                .setTextZh("等到" + SeasonWords.time(at) + "," + SeasonWords.chinese(medium) + "届时开放")
                .build();
    }

    private static Remedy revoking(Medium medium, Declaration declaration) {
        return remedy(Remedy.Way.REVOKE, medium)
                .setDeclaration(declaration.name())
                .setTextEn("Have " + declaration.name() + " by " + declaration.declaredBy()
                        + " revoked, if its reason holds no more; then the calendar or another declaration decides")
                .setTextZh(
                        "如关闭原因已消除,由值班负责人撤销" + declaration.declaredBy() + "的宣布 " + declaration.name() + ",之后按日历或其他宣布执行")
                .build();
    }

    private static Remedy declaring(Medium medium) {
        return remedy(Remedy.Way.DECLARE_OPEN, medium)
                .setTextEn("Have somebody look at it on site; a duty officer can declare " + SeasonWords.english(medium)
                        + " open")
                .setTextZh("现场查看后,值班负责人可宣布" + SeasonWords.chinese(medium) + "开放")
                .build();
    }

    /** It stays a water; only what is declared for this one leads across. */
    private static Remedy declaring(Medium medium, String water) {
        return remedy(Remedy.Way.DECLARE_OPEN, medium)
                .setTextEn("Have somebody look at it on site; a duty officer can declare " + SeasonWords.english(medium)
                        + " open in " + water + ", where a way leads across")
                .setTextZh("现场查看后,如有通道,值班负责人可宣布水域 " + water + " 内" + SeasonWords.chinese(medium) + "开放")
                .build();
    }

    private static Remedy other(Medium medium) {
        return remedy(Remedy.Way.OTHER_MEDIUM, medium)
                .setTextEn("Send a unit of another kind: " + SeasonWords.english(medium) + " is open there")
                .setTextZh("改派其他警力:该处" + SeasonWords.chinese(medium) + "开放")
                .build();
    }

    private static Remedy.Builder remedy(Remedy.Way way, Medium medium) {
        return Remedy.newBuilder().setWay(way).setMedium(SeasonMessages.message(medium));
    }

    /** Of all media those that are open in a verdict about all. */
    static Set<Medium> open(Verdict all) {
        return all.media().stream()
                .filter(MediumState::isOpen)
                .map(MediumState::medium)
                .collect(Collectors.toSet());
    }

    static List<io.qipan.proto.patrol.v1.MediumState> states(
            Season season, SortedMap<String, Set<String>> places, Instant at) {
        List<io.qipan.proto.patrol.v1.MediumState> states = new ArrayList<>();
        for (Medium medium : Medium.values()) {
            states.add(SeasonMessages.message(season.state(medium, Set.of(), at), ""));
        }
        places.forEach((place, features) -> {
            for (Medium medium : Medium.values()) {
                states.add(SeasonMessages.message(season.state(medium, features, at), place));
            }
        });
        return states;
    }
}
