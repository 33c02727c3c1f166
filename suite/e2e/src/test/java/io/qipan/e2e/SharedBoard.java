package io.qipan.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Hands one {@link TestBoard} to all classes of this module, whole again, and stops it at the very end. */
final class SharedBoard implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestBoard.class;
    }

    @Override
    public TestBoard resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestBoard board = context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(TestBoard.class, key -> TestBoard.start(), TestBoard.class);
        board.up();
        return board;
    }
}
