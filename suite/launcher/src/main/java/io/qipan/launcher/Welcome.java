package io.qipan.launcher;

import java.io.PrintWriter;

/** What a person reads when a board is ready: where everything listens, and what to try first. */
final class Welcome {

    private static final String ROW = "  %-17s %-24s %s%n";
    private static final String FIRST_CALL = "qipan.dispatch.v1.IncidentService/ListIncidents";

    private final Workspace workspace;
    private final Ports ports;
    private final PrintWriter out;

    Welcome(Workspace workspace, Ports ports, PrintWriter out) {
        this.workspace = workspace;
        this.ports = ports;
        this.out = out;
    }

    void print(boolean justStarted) {
        out.println(justStarted ? "Qipan is ready." : "Qipan is already running. Nothing was started.");
        for (Replica replica : ports.all()) {
            out.printf(ROW, replica.processName(), "http://" + ports.http(replica), "JSON over HTTP, /q/health");
            out.printf(ROW, "", ports.grpc(replica), "gRPC");
        }
        out.printf(ROW, Postgres.NAME, Address.local(ports.postgres()), "one database per service");
        out.printf(ROW, "logs", workspace.log("*"), "");
        out.println();
        out.println("A token for trying things, valid for 8 hours (./qipan token prints another):");
        out.println("  " + Tokens.of(workspace).forTrying());
        out.println();
        out.println("Try:");
        out.println("  ./qipan rpc " + FIRST_CALL + " '{\"page_size\":3}'");
        out.println("  curl -H \"Authorization: Bearer $(./qipan token)\" -H 'Content-Type: application/json' \\");
        out.println("    -d '{\"page_size\":3}' http://" + ports.http(Service.DISPATCH) + "/" + FIRST_CALL);
        out.println("  ./qipan status     ./qipan down");
        out.flush();
    }
}
