package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.protobuf.StringValue;
import io.qipan.runtime.deadline.Deadlines;
import io.qipan.runtime.refusal.Reason;
import io.qipan.runtime.refusal.Refusal;
import io.qipan.runtime.refusal.RefusedException;
import io.qipan.runtime.work.RequestKey;
import io.qipan.runtime.work.UnitOfWork;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every unit of work promises. Deadlines stand for anything that is written in it. */
public abstract class UnitOfWorkContract {

    private static final Instant DUE = Instant.parse("2026-11-20T02:00:00Z");
    private static final UUID ID = UUID.fromString("01939b4e-0000-7000-8000-000000000001");

    protected abstract UnitOfWork unitOfWork();

    protected abstract Deadlines deadlines();

    /** The subjects of the deadlines that stand, as seen from outside of any unit of work. */
    protected abstract Set<String> written();

    private static RequestKey key(String body) {
        return new RequestKey("wang", "qipan.test.v1.DoRequest", ID, body.getBytes(StandardCharsets.UTF_8));
    }

    private StringValue write(String subject) {
        deadlines().set("test", subject, DUE);
        return StringValue.of("wrote " + subject);
    }

    private StringValue once(RequestKey key, String subject) {
        return unitOfWork().once(key, StringValue.parser(), () -> write(subject));
    }

    @Test
    void keepsWhatWasWrittenWhenTheWorkReturns() {
        // When
        StringValue reply = once(key("body"), "calls/1");

        // Then
        assertThat(reply).isEqualTo(StringValue.of("wrote calls/1"));
        assertThat(written()).containsExactly("calls/1");
    }

    @Test
    void answersARepeatWithTheFirstReplyAndDoesNothing() {
        // Given
        StringValue first = once(key("body"), "calls/1");

        // When
        StringValue repeated = once(key("body"), "calls/2");

        // Then
        assertThat(repeated).isEqualTo(first);
        assertThat(written()).containsExactly("calls/1");
    }

    @Test
    void answersARepeatWithTheFirstReplyThoughItsWorkWouldNowBeRefused() {
        // Given
        StringValue first = once(key("body"), "calls/1");
        Refusal full = Refusal.of(Reason.OVERLOADED, "There is no room for another.");

        // When
        StringValue repeated = unitOfWork().once(key("body"), StringValue.parser(), () -> {
            throw full.asException();
        });

        // Then
        assertThat(repeated).isEqualTo(first);
    }

    @Test
    void refusesTheSameIdWithAnotherBody() {
        // Given
        StringValue ignored = once(key("body"), "calls/1");

        // When
        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> once(key("another body"), "calls/2"));

        // Then
        assertThat(refused.refusal().reason()).isEqualTo(Reason.REQUEST_ID_REUSED);
        assertThat(refused.refusal().metadata()).containsEntry("request_id", ID.toString());
        assertThat(written()).containsExactly("calls/1");
    }

    @Test
    void keepsIdsOfDifferentCallersAndMethodsApart() {
        // Given
        StringValue first = once(key("body"), "calls/1");
        RequestKey ofAnother = new RequestKey("li", key("").method(), ID, new byte[] {1});
        RequestKey otherMethod = new RequestKey("wang", "qipan.test.v1.UndoRequest", ID, new byte[] {1});

        // When
        List<StringValue> replies = List.of(once(ofAnother, "calls/2"), once(otherMethod, "calls/3"));

        // Then
        assertThat(replies).doesNotContain(first);
        assertThat(written()).containsExactlyInAnyOrder("calls/1", "calls/2", "calls/3");
    }

    @Test
    void takesEverythingBackAndLeavesTheIdUnusedWhenTheWorkThrows() {
        // Given
        Refusal refusal = Refusal.notFound("calls/1");
        assertThatThrownBy(() -> unitOfWork().once(key("body"), StringValue.parser(), () -> {
                    StringValue ignored = write("calls/1");
                    throw refusal.asException();
                }))
                .isInstanceOf(RefusedException.class);

        // When
        StringValue second = once(key("another body"), "calls/2");

        // Then
        assertThat(second).isEqualTo(StringValue.of("wrote calls/2"));
        assertThat(written()).containsExactly("calls/2");
    }

    @Test
    void takesEverythingBackWhenBackgroundWorkFails() {
        // When
        Throwable thrown = catchThrowable(() -> unitOfWork().run("system:test", () -> {
            StringValue ignored = write("calls/1");
            throw new IllegalStateException("broken");
        }));

        // Then
        assertThat(thrown).isInstanceOf(IllegalStateException.class).hasMessage("broken");
        assertThat(written()).isEmpty();
    }

    @Test
    void takesEffectOnceHoweverOftenItComesAtTheSameTime() {
        // Given
        AtomicInteger subjects = new AtomicInteger();
        List<Callable<StringValue>> duplicates = IntStream.range(0, 16)
                .<Callable<StringValue>>mapToObj(i -> () -> once(key("body"), "calls/" + subjects.incrementAndGet()))
                .toList();

        // When
        Set<StringValue> replies = together(duplicates);

        // Then
        assertThat(replies).hasSize(1);
        assertThat(written()).hasSize(1);
    }

    @Test
    void doesNotWriteWhileItReads() {
        // When
        Throwable thrown = catchThrowable(() -> unitOfWork().read(() -> write("calls/1")));

        // Then
        assertThat(thrown).isInstanceOf(RuntimeException.class);
        assertThat(written()).isEmpty();
    }

    /** Runs all at the same time and collects what they return. */
    protected static <T> Set<T> together(List<Callable<T>> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> futures = work.stream().map(threads::submit).toList();
            return futures.stream().map(TestDatabase::await).collect(Collectors.toSet());
        }
    }
}
