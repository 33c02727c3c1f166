package io.qipan.launcher.drill;

import io.qipan.launcher.drill.Scene.Opened;
import io.qipan.launcher.drill.Scene.Told;
import java.util.Comparator;
import java.util.List;

/**
 * What happens in an exercise, in the order in which it happened.
 *
 * @param leftOut calls of the period that told of incidents which are older than it
 */
record Script(List<Scene> scenes, int leftOut) {

    Script {
        scenes = scenes.stream()
                .sorted(Comparator.comparing(Scene::at).thenComparing(scene -> scene instanceof Told ? 0 : 1))
                .toList();
    }

    List<Opened> incidents() {
        return scenes.stream()
                .filter(Opened.class::isInstance)
                .map(Opened.class::cast)
                .toList();
    }

    int calls() {
        return scenes.size() - incidents().size();
    }
}
