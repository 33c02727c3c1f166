package io.qipan.launcher.rpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qipan.launcher.Address;
import io.qipan.launcher.Board;
import io.qipan.launcher.BoardOptions;
import io.qipan.launcher.ExitCode;
import io.qipan.launcher.Service;
import io.qipan.launcher.ServiceProcess;
import io.qipan.launcher.Tokens;
import io.qipan.launcher.UserError;
import io.qipan.launcher.Workspace;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rpc",
        description = "Calls any RPC of a running service and prints JSON. Without a method it lists what there is.",
        footer = {
            "Examples:",
            "  ./qipan rpc qipan.dispatch.v1.IncidentService",
            "  ./qipan rpc qipan.dispatch.v1.IncidentService/ListIncidents '{\"page_size\":3}'",
            "A gRPC error is printed to stderr with its reason and details, and returns 1."
        })
public final class RpcCommand implements Callable<Integer> {

    private final Workspace workspace;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", arity = "0..1", paramLabel = "SERVICE[/METHOD]", description = "Fully qualified names.")
    private String target = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "JSON",
            description = "The request: JSON, @file, or - for standard input. Default: {}.")
    private String request = "{}";

    @Option(names = "--service", description = "Which to ask: ${COMPLETION-CANDIDATES}. Default: by package.")
    private @Nullable Service chosen;

    @Mixin
    private BoardOptions where = new BoardOptions();

    @Option(names = "--token", description = "Default: one of this checkout with every role but SERVICE.")
    private @Nullable String token;

    @Option(names = "--timeout", paramLabel = "DURATION", description = "Default: PT10S, for a stream PT24H.")
    private @Nullable Duration timeout;

    public RpcCommand(Workspace workspace) {
        this.workspace = workspace;
    }

    @Override
    public Integer call() {
        if (target.isEmpty() && chosen == null && !where.isElsewhere()) {
            return listAll();
        }
        return ask(route());
    }

    private int listAll() {
        int worst = ExitCode.OK;
        for (Service service : Service.values()) {
            worst = Math.max(worst, ask(service));
        }
        return worst;
    }

    private Service route() {
        return chosen != null ? chosen : Service.ofProto(target).orElse(Service.DISPATCH);
    }

    /** Or simply the first one, so that the failure names an address. */
    private Address firstThatRuns(Service service) {
        return Board.address(workspace, ServiceProcess.firstRunning(workspace, service));
    }

    private int ask(Service service) {
        if (token != null && where.namesToken()) {
            throw new UserError("--token and --token-file say both in whose name to ask. Give one of them.");
        }
        Address server = where.isElsewhere() ? where.addressOf(service) : firstThatRuns(service);
        Supplier<String> bearer = () -> token == null ? Tokens.of(workspace).forTrying() : token;
        try (Board board = where.connect(workspace, service, server, bearer)) {
            perform(board.channel(service));
            return ExitCode.OK;
        } catch (StatusRuntimeException e) {
            PrintWriter err = spec.commandLine().getErr();
            err.println(RefusalText.of(e) + advice(e, service, server));
            err.flush();
            return ExitCode.FAILED;
        }
    }

    private void perform(Channel channel) {
        Contract contract = new Reflection(channel).contract();
        PrintWriter out = spec.commandLine().getOut();
        if (target.isEmpty()) {
            new Listing(out).print(contract);
            return;
        }
        int slash = target.indexOf('/');
        ServiceDescriptor service = contract.service(slash < 0 ? target : target.substring(0, slash));
        if (slash < 0) {
            new Listing(out).print(service);
            return;
        }
        MethodDescriptor method = contract.method(service, target.substring(slash + 1));
        String json = new RequestSource(request, System.in).read();
        new DynamicCall(contract, method).run(channel, options(), json, out);
    }

    private CallOptions options() {
        if (timeout == null) {
            return CallOptions.DEFAULT;
        }
        if (!timeout.isPositive()) {
            throw new UserError("--timeout " + timeout + " leaves no time. Give a positive one, for example PT30S.");
        }
        return CallOptions.DEFAULT.withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static String advice(StatusRuntimeException failure, Service service, Address server) {
        return failure.getStatus().getCode() == Status.Code.UNAVAILABLE
                ? "\n" + service.processName() + " may not run on " + server
                        + ". See ./qipan status; ./qipan up starts what is missing."
                : "";
    }
}
