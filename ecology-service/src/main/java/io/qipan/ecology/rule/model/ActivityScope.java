package io.qipan.ecology.rule.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a rule forbids: some activities with all their kinds, but for the exempt ones with all their kinds.
 *
 * @param forbidden at least one
 */
public record ActivityScope(List<Activity> forbidden, List<Activity> exempt) {

    public ActivityScope {
        forbidden = List.copyOf(forbidden);
        exempt = List.copyOf(exempt);
    }

    /** How it is about the activity; empty if it is not, whatever kind of it the act was. */
    public Optional<Concern> concern(Activity activity) {
        if (exempt.stream().anyMatch(e -> activity.isA(e.code()))) {
            return Optional.empty();
        }
        Optional<Activity> wider =
                forbidden.stream().filter(f -> activity.isA(f.code())).findFirst();
        if (wider.isPresent()) {
            return Optional.of(new Concern(because(activity, wider.get()), List.of()));
        }
        List<Activity> kinds =
                forbidden.stream().filter(f -> f.isA(activity.code())).toList();
        return kinds.isEmpty() ? Optional.empty() : Optional.of(new Concern(ifOneOf(activity, kinds), kinds));
    }

    private Text because(Activity activity, Activity wider) {
        List<Activity> open =
                exempt.stream().filter(e -> e.isA(activity.code())).toList();
        if (!open.isEmpty()) {
            return new Text(
                    "activity: " + activity.label().en() + " is forbidden, but for " + en(open) + ", if it was that",
                    "行为：规则禁止" + activity.label().zh() + "，但" + zh(open) + "除外，如属该情形则不适用");
        }
        if (activity.equals(wider)) {
            return new Text(
                    "activity: " + activity.label().en() + " is forbidden by name",
                    "行为：规则直接禁止" + activity.label().zh());
        }
        return new Text(
                "activity: " + activity.label().en() + " is a kind of "
                        + wider.label().en() + ", which is forbidden and leaves no exception for it",
                "行为：" + activity.label().zh() + "属于被禁止的" + wider.label().zh() + "，且不在例外之列");
    }

    private static Text ifOneOf(Activity activity, List<Activity> kinds) {
        return new Text(
                "activity: " + activity.label().en() + " has several kinds; the rule is about " + en(kinds)
                        + " and applies if it was that",
                "行为：" + activity.label().zh() + "含多种情形；规则针对" + zh(kinds) + "，属该情形时适用");
    }

    private static String en(List<Activity> activities) {
        return activities.stream().map(a -> a.label().en()).collect(Collectors.joining(" or "));
    }

    private static String zh(List<Activity> activities) {
        return activities.stream().map(a -> a.label().zh()).collect(Collectors.joining("或者"));
    }
}
