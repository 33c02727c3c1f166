package io.qipan.ecology.rule.model;

import java.util.List;
import java.util.Optional;

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

    boolean includes(Activity activity) {
        return exempt.stream().noneMatch(e -> activity.isA(e.code()))
                && forbidden.stream().anyMatch(f -> activity.isA(f.code()));
    }

    /** Why the activity is forbidden; empty if it is not. */
    public Optional<Text> covers(Activity activity) {
        if (exempt.stream().anyMatch(e -> activity.isA(e.code()))) {
            return Optional.empty();
        }
        return forbidden.stream()
                .filter(f -> activity.isA(f.code()))
                .findFirst()
                .map(f -> because(activity, f));
    }

    private static Text because(Activity activity, Activity forbidden) {
        if (activity.equals(forbidden)) {
            return new Text(
                    "activity: " + activity.name().en() + " (" + activity.code() + ") is forbidden by name",
                    "行为：规则直接禁止" + activity.name().zh() + "（" + activity.code() + "）");
        }
        return new Text(
                "activity: " + activity.name().en() + " (" + activity.code() + ") is a kind of "
                        + forbidden.name().en() + " (" + forbidden.code()
                        + "), which is forbidden and leaves no exception for it",
                "行为：" + activity.name().zh() + "（" + activity.code() + "）属于被禁止的"
                        + forbidden.name().zh() + "（" + forbidden.code() + "），且不在例外之列");
    }
}
