package io.qipan.launcher;

import java.io.PrintWriter;
import java.util.OptionalInt;

/** What a person reads when a board is ready: where everything listens, and what to try first. */
final class Welcome {

    private static final String ROW = "  %-17s %-24s %s%n";
    private static final String FIRST_CALL = "qipan.dispatch.v1.IncidentService/ListIncidents";

    private static final String HOTLINE = "12345";

    private final Workspace workspace;
    private final Ports ports;
    private final PrintWriter out;

    Welcome(Workspace workspace, Ports ports, PrintWriter out) {
        this.workspace = workspace;
        this.ports = ports;
        this.out = out;
    }

    void print(boolean justStarted) {
        boolean tls = new RunState(workspace.run()).mode().tls();
        out.println(justStarted ? "Qipan is ready." : "Qipan is already running. Nothing was started.");
        for (Replica replica : ports.all()) {
            out.printf(ROW, replica.processName(), "http://" + ports.http(replica), "JSON over HTTP");
            out.printf(ROW, "", ports.grpc(replica), tls ? "gRPC, TLS" : "gRPC");
            out.printf(ROW, "", "http://" + ports.management(replica), "/q/health, /q/metrics");
        }
        if (tls) {
            out.printf(ROW, "authority", ServiceCertificates.of(workspace).trusted(), "for clients to trust");
        }
        out.printf(ROW, Postgres.NAME, Address.local(ports.postgres()), "one database per service");
        out.printf(ROW, "logs", workspace.log("*"), "");
        PartnerSetting.of(workspace)
                .map(setting -> setting.portHere(HOTLINE))
                .orElseGet(OptionalInt::empty)
                .ifPresent(port -> tellOfHotline(port, justStarted));
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

    private void tellOfHotline(int port, boolean justStarted) {
        out.printf(ROW, "hotline " + HOTLINE, Address.local(port), "looked for here; ./qipan partner plays it");
        if (justStarted && !Ports.isFree(port)) {
            String holder = PortHolder.of(port).orElse("another process");
            out.println("Port " + port + " is held by " + holder + ", which gets every offer to " + HOTLINE
                    + ". If that is not ./qipan partner, choose other ports: ./qipan up --port-base PORT");
        }
    }
}
