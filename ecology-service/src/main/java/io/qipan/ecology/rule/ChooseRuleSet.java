package io.qipan.ecology.rule;

import io.qipan.ecology.rule.file.RuleSetFiles;
import io.qipan.ecology.rule.model.RuleSet;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.work.UnitOfWork;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/** The current rule set, or one that was loaded once; those that were asked for last stay in memory. */
@Singleton
public class ChooseRuleSet {
    private static final int KEPT = 4;

    private final RuleSet current;
    private final RuleSets sets;
    private final UnitOfWork unitOfWork;
    private final ReentrantLock reading = new ReentrantLock();
    private final Map<String, RuleSet> earlier = Collections.synchronizedMap(new LinkedHashMap<>(KEPT + 1, 1, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RuleSet> eldest) {
            return size() > KEPT;
        }
    });

    public ChooseRuleSet(RuleSet current, RuleSets sets, UnitOfWork unitOfWork) {
        this.current = current;
        this.sets = sets;
        this.unitOfWork = unitOfWork;
    }

    /** Outside of a unit of work. Refuses a revision that was never loaded. */
    public RuleSet choose(Optional<String> revision) {
        if (revision.isEmpty() || revision.get().equals(current.revision())) {
            return current;
        }
        RuleSet known = earlier.get(revision.get());
        if (known != null) {
            return known;
        }
        return read(revision.get());
    }

    /**
     * Inside of a unit of work, one that was loaded once; empty for a revision that never was. Waits for nobody: who waited
     * here would hold a connection that the reading one may need.
     */
    public Optional<RuleSet> earlier(String revision) {
        RuleSet known = earlier.get(revision);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<RuleSet> read = sets.find(revision).map(RuleSetFiles::again);
        read.ifPresent(rules -> earlier.put(revision, rules));
        return read;
    }

    /** One at a time: whoever asks for the same one meanwhile waits for it, and reads nothing again. */
    private RuleSet read(String revision) {
        reading.lock();
        try {
            RuleSet known = earlier.get(revision);
            if (known != null) {
                return known;
            }
            RuleSet read = unitOfWork
                    .read(() -> sets.find(revision))
                    .map(RuleSetFiles::again)
                    .orElseThrow(() -> Refusal.notFound("ruleSets/" + revision).asException());
            earlier.put(revision, read);
            return read;
        } finally {
            reading.unlock();
        }
    }
}
