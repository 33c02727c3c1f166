package io.qipan.patrol.duty.model;

import io.qipan.patrol.duty.model.Strength.OfKind;
import io.qipan.patrol.duty.model.Strength.Post;
import io.qipan.patrol.duty.model.Strength.WithCapability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Who is on duty, counted against what is needed. */
public record Muster(List<Crew> onDuty) {

    /**
     * A crew on duty with its unit.
     *
     * @param places where it counts: its station and the zone of that
     * @param inService whether the unit is; a crew without it cannot be sent, so it is on duty and fills no post
     */
    public record Crew(String unit, String kind, Set<String> capabilities, Set<String> places, boolean inService) {
        public Crew {
            capabilities = Set.copyOf(capabilities);
            places = Set.copyOf(places);
        }

        boolean fills(Post post) {
            return inService
                    && post.place().map(places::contains).orElse(true)
                    && switch (post.who()) {
                        case OfKind(String code) -> kind.equals(code);
                        case WithCapability(String code) -> capabilities.contains(code);
                    };
        }
    }

    /** What is needed at a post, and what there is. */
    public record Count(Post post, int needed, int onDuty) {
        public int missing() {
            return Math.max(0, needed - onDuty);
        }
    }

    public Muster {
        onDuty = List.copyOf(onDuty);
    }

    /** In the order of the posts. */
    public List<Count> against(Map<Post, Integer> needed) {
        List<Count> counts = new ArrayList<>();
        needed.forEach((post, units) -> counts.add(new Count(
                post,
                units,
                Math.toIntExact(onDuty.stream().filter(crew -> crew.fills(post)).count()))));
        return counts;
    }

    /** Where something is missing. */
    public static List<Count> shortfalls(List<Count> counts) {
        return counts.stream().filter(count -> count.missing() > 0).toList();
    }
}
