package io.qipan.ecology.casefile;

import io.qipan.ecology.procedure.model.ClockSetting.Watcher;
import io.qipan.runtime.page.Page;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The clocks that have run out and wait, over all cases. */
@Singleton
public class ListOverdueClocks {
    private final Cases cases;
    private final InstantSource clock;

    public ListOverdueClocks(Cases cases, InstantSource clock) {
        this.cases = cases;
        this.clock = clock;
    }

    /** One more than the page, to tell whether another follows. */
    public List<CaseClock> list(Optional<Watcher> watcher, Page page) {
        return cases.overdue(clock.instant(), watcher, page.after(CaseClock.Key::parse), page.size() + 1);
    }
}
