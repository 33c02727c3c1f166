package io.qipan.patrol.grid;

import static org.assertj.core.api.Assertions.assertThat;

import io.qipan.patrol.grid.model.Sketch;
import io.qipan.runtime.work.UnitOfWork;
import io.qipan.testkit.TestDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresGridsIT extends GridsContract {
    @RegisterExtension
    static final TestDatabase DATABASE =
            TestDatabase.migrated("db/runtime", "db/patrol").keeping("unit_kind");

    @Override
    Grids grids() {
        return new PostgresGrids();
    }

    @Override
    UnitOfWork unitOfWork() {
        return DATABASE.unitOfWork();
    }

    @Test
    void two_that_make_the_first_revision_come_one_after_the_other() {
        // Given
        CountDownLatch locked = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> first = threads.submit(() -> unitOfWork().run("first", () -> {
                grids().lock();
                locked.countDown();
                add(1, Sketch.city().grid());
                return 1L;
            }));

            // When
            long seen = unitOfWork().run("second", () -> {
                TestDatabase.await(threads.submit(() -> {
                    locked.await();
                    return 0;
                }));
                grids().lock();
                return grids().newest();
            });

            // Then
            assertThat(TestDatabase.await(first)).isEqualTo(1);
            assertThat(seen).isEqualTo(1);
        }
    }

    @Test
    void a_replica_takes_over_a_revision_that_another_one_made() {
        // Given
        LiveGrid here = new LiveGrid(unitOfWork(), grids());
        here.refresh();
        unitOfWork().run("elsewhere", () -> add(1, Sketch.city().grid()));

        // When
        here.refresh();

        // Then
        assertThat(here.atlas().revision()).isEqualTo(1);
    }
}
