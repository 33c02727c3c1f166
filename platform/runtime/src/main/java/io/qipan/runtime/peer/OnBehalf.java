package io.qipan.runtime.peer;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.qipan.runtime.caller.Caller;
import io.qipan.runtime.caller.Origin;
import io.qipan.runtime.rpc.Origins;

/** Tells the service behind on whose behalf it is asked, while a request is being served. */
final class OnBehalf implements ClientInterceptor {

    @Override
    public <A, B> ClientCall<A, B> interceptCall(MethodDescriptor<A, B> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, options)) {
            @Override
            public void start(Listener<B> listener, Metadata headers) {
                String who = who();
                if (!who.isEmpty()) {
                    headers.put(Origins.ON_BEHALF_OF, who);
                }
                super.start(listener, headers);
            }
        };
    }

    private static String who() {
        Caller caller = Caller.KEY.get();
        String before = Origin.current().onBehalfOf();
        return caller == null || !before.isEmpty() ? before : caller.subject();
    }
}
