package io.qipan.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ClientCalls;
import io.qipan.runtime.caller.Role;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.logging.Logger;

/** Throws random messages at every RPC of a service: each must be answered, or refused in a way that a client can read. */
public final class RandomMessages {

    private static final Logger LOG = Logger.getLogger(RandomMessages.class);
    private static final List<String> INSIDES = List.of(
            "Exception", "io.qipan", "java.", "SQL", "sqlstate", "duplicate key", "relation \"", "org.postgresql");
    private static final int SHOWN_BYTES = 300;
    /** Streams stay open, so fewer are opened. */
    private static final int FEWER_STREAMS = 10;

    private final Channel channel;
    private final Random random;
    private final RandomValues values;

    private RandomMessages(RpcHarness harness, long seed) {
        this.channel = harness.channel(Role.values());
        this.random = new Random(seed);
        this.values = new RandomValues(random);
    }

    /**
     * @param count messages for each RPC
     * @param seed of the random numbers; the same seed throws the same messages
     */
    public static void throwAt(RpcHarness harness, ServiceDescriptor service, int count, long seed) {
        LOG.infof("Random messages at %s, seed %d", service.getName(), seed);
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
            RandomMessages thrower = new RandomMessages(
                    harness, seed ^ method.getFullMethodName().hashCode());
            int messages = method.getType() == MethodType.UNARY ? count : Math.max(1, count / FEWER_STREAMS);
            for (int i = 0; i < messages; i++) {
                thrower.throwOne(method, "seed " + seed + ", message " + i + " at " + method.getFullMethodName());
            }
            thrower.call(method, new byte[0], "afterwards, an empty message at " + method.getFullMethodName());
        }
        Awaitility.await("no call is under way any more").until(harness::inFlight, inFlight -> inFlight == 0);
    }

    private void throwOne(MethodDescriptor<?, ?> method, String which) {
        ProtoMethodDescriptorSupplier schema = (ProtoMethodDescriptorSupplier) method.getSchemaDescriptor();
        DynamicMessage typed = values.message(
                Objects.requireNonNull(schema).getMethodDescriptor().getInputType());
        byte[] bytes = switch (random.nextInt(4)) {
            case 0 -> values.bytes();
            case 1 -> values.damaged(typed.toByteArray());
            default -> typed.toByteArray();
        };
        call(method, bytes, which);
    }

    private void call(MethodDescriptor<?, ?> method, byte[] bytes, String which) {
        MethodDescriptor<byte[], byte[]> raw =
                method.toBuilder(new RawBytes(), new RawBytes()).build();
        try {
            if (method.getType() == MethodType.UNARY) {
                byte[] ignored = ClientCalls.blockingUnaryCall(
                        channel, raw, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS), bytes);
            } else {
                openBriefly(raw, bytes);
            }
        } catch (StatusRuntimeException e) {
            judge(e, which + ": " + shown(bytes));
        }
    }

    /** A stream that says nothing at once has accepted the request. */
    private void openBriefly(MethodDescriptor<byte[], byte[]> method, byte[] bytes) {
        Context.CancellableContext patience = Context.current().withCancellation();
        try {
            patience.call(() -> {
                Iterator<byte[]> answers = ClientCalls.blockingServerStreamingCall(
                        channel, method, CallOptions.DEFAULT.withDeadlineAfter(300, TimeUnit.MILLISECONDS), bytes);
                return answers.hasNext() ? answers.next() : new byte[0];
            });
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.DEADLINE_EXCEEDED) {
                throw e;
            }
        } catch (Exception e) {
            throw new AssertionError(e);
        } finally {
            patience.cancel(null);
        }
    }

    private static void judge(StatusRuntimeException failure, String which) {
        assertThat(failure.getStatus().getCode())
                .as("%s ended with %s", which, failure.getStatus())
                .isNotIn(Status.Code.INTERNAL, Status.Code.UNKNOWN, Status.Code.DATA_LOSS);
        assertThat(Refusals.reasonOf(failure)).as(which).isNotNull();
        assertThat(Refusals.textOf(failure))
                .as(which)
                .isNotEmpty()
                .doesNotContainIgnoringCase(INSIDES.toArray(String[]::new));
    }

    private static String shown(byte[] bytes) {
        HexFormat hex = HexFormat.of();
        return bytes.length <= SHOWN_BYTES
                ? hex.formatHex(bytes)
                : hex.formatHex(bytes, 0, SHOWN_BYTES) + "... (" + bytes.length + " bytes)";
    }
}
