package io.qipan.patrol.season;

import io.qipan.patrol.season.model.Passage;
import io.qipan.patrol.season.model.Ruling;
import io.qipan.patrol.season.model.Ruling.ByDeclaration;
import io.qipan.patrol.season.model.Ruling.ByDefault;
import io.qipan.patrol.season.model.Ruling.ByPlace;
import io.qipan.patrol.season.model.Ruling.ByRule;
import io.qipan.patrol.season.model.Season;
import io.qipan.patrol.unit.model.Medium;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the season says to people, in English and Chinese. */
final class SeasonWords {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private SeasonWords() {}

    static String ruledBy(Ruling ruling) {
        return switch (ruling) {
            case ByDeclaration(var declaration) -> declaration.name();
            case ByRule(var rule, Passage _) -> rule.code();
            case ByPlace(String water) -> water;
            case ByDefault _ -> "";
        };
    }

    static String reasonEn(Ruling ruling) {
        return switch (ruling) {
            case ByDeclaration(var declaration) -> declaration.reason();
            case ByRule(var rule, Passage _) -> rule.reasonEn();
            case ByPlace(String water) -> "The place is in " + water + ", where nobody drives or walks";
            case ByDefault(var passage) ->
                passage == Passage.OPEN ? "No rule closes it" : "No rule opens it, and ice is closed until one does";
        };
    }

    static String reasonZh(Ruling ruling) {
        return switch (ruling) {
            case ByDeclaration(var declaration) -> declaration.reason();
            case ByRule(var rule, Passage _) -> rule.reasonZh();
            case ByPlace(String water) -> "该处在水域 " + water + " 内,车辆、步行不能到达";
            case ByDefault(var passage) -> passage == Passage.OPEN ? "没有规则关闭" : "没有规则开放;冰面未经开放即为关闭";
        };
    }

    /** In a sentence. */
    static String english(Medium medium) {
        return switch (medium) {
            case ROAD -> "road";
            case FOOT -> "on foot";
            case WATER -> "water";
            case SHALLOW_WATER -> "shallow water";
            case ICE -> "ice";
            case AIR -> "air";
        };
    }

    static String chinese(Medium medium) {
        return switch (medium) {
            case ROAD -> "道路";
            case FOOT -> "步行";
            case WATER -> "水面";
            case SHALLOW_WATER -> "浅水";
            case ICE -> "冰面";
            case AIR -> "空中";
        };
    }

    /** By the clock of Asia/Shanghai. */
    static String time(Instant at) {
        return MINUTE.format(at.atZone(Season.CALENDAR));
    }
}
