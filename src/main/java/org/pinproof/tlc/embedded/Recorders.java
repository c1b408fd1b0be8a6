package org.pinproof.tlc.embedded;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import tlc2.output.MP;
import tlc2.output.MPRecorder;

/** Hears TLC's messages: through the class of TLC 1.7, or the interface that newer versions have in its place. */
final class Recorders {
    private static final String NEWER = "tlc2.output.IMessagePrinterRecorder";

    private Recorders() {}

    /** Takes a message's number and its parameters. */
    @FunctionalInterface
    interface Listener {
        void record(int code, Object[] parameters);
    }

    static void install(Listener listener) {
        try {
            Class<?> type = Class.forName(NEWER);
            Object recorder =
                    Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
                        if (method.getName().equals("record")) {
                            listener.record((Integer) args[0], (Object[]) args[1]);
                        }
                        return null;
                    });
            Method set = Arrays.stream(MP.class.getMethods())
                    .filter(method -> method.getName().equals("setRecorder"))
                    .findFirst()
                    .orElseThrow();
            set.invoke(null, recorder);
        } catch (ClassNotFoundException e) {
            MP.setRecorder(new Older(listener));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this TLC has " + NEWER + " and no way to set it", e);
        }
    }

    private static final class Older extends MPRecorder {
        private final Listener listener;

        Older(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void record(int code, Object... parameters) {
            listener.record(code, parameters);
        }
    }
}
