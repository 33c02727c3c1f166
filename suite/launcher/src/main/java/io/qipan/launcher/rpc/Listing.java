package io.qipan.launcher.rpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.io.PrintWriter;

/** The methods of services, with what goes in and what comes out. */
final class Listing {

    private final PrintWriter out;

    Listing(PrintWriter out) {
        this.out = out;
    }

    void print(Contract contract) {
        contract.services().forEach(this::print);
    }

    void print(ServiceDescriptor service) {
        out.println(service.getFullName());
        for (MethodDescriptor method : service.getMethods()) {
            out.printf(
                    "  %s(%s%s) returns (%s%s)%n",
                    method.getName(),
                    method.isClientStreaming() ? "stream " : "",
                    method.getInputType().getName(),
                    method.isServerStreaming() ? "stream " : "",
                    method.getOutputType().getName());
        }
        out.flush();
    }
}
