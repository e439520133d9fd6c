package io.exogenesis.omega.lab.heal.subject;

import jakarta.ejb.Timeout;
import jakarta.ejb.Timer;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.io.Serializable;
import java.lang.System.Logger.Level;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The timers that a server keeps for beans: single-shot and repeating ones, not persistent. A call of {@link #lose} makes the server
 * forget those of a bean, as when it gives up a timer whose call-backs failed; timers that are made afterwards work.
 */
public final class Timers implements AutoCloseable {
    /** Rounds, two kinds of housekeeping, self-healing: none waits for another. */
    private static final int THREADS = 6;

    private static final System.Logger LOG = System.getLogger(Timers.class.getName());

    private final ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(
            THREADS, Thread.ofPlatform().daemon().name("heal-timer-", 0).factory());
    private final Map<Class<?>, Object> beans = new ConcurrentHashMap<>();
    private final Map<Class<?>, List<Running>> pending = new ConcurrentHashMap<>();

    /** One that was made. */
    private static final class Running {
        private final @Nullable Serializable info;
        private volatile boolean lost;
        private @Nullable ScheduledFuture<?> future;

        Running(@Nullable Serializable info) {
            this.info = info;
        }
    }

    /** Whose timers call it back; a bean is made known before the first of its timers fires. */
    void bean(Class<?> type, Object bean) {
        beans.put(type, bean);
    }

    /** The service that is injected here. */
    TimerService of(InjectionPoint at) {
        Class<?> type = at.getMember().getDeclaringClass();
        return (TimerService) Proxy.newProxyInstance(
                Timers.class.getClassLoader(),
                new Class<?>[] {TimerService.class},
                (proxy, method, args) -> answer(type, method, args == null ? new Object[0] : args));
    }

    private Object answer(Class<?> type, Method method, Object[] args) {
        return switch (method.getName()) {
            case "createSingleActionTimer" -> make(type, (long) args[0], 0, ((TimerConfig) args[1]).getInfo());
            case "createIntervalTimer" -> make(type, (long) args[0], (long) args[1], ((TimerConfig) args[2]).getInfo());
            case "getTimers", "getAllTimers" ->
                pending.getOrDefault(type, List.of()).stream()
                        .map(Timers::timer)
                        .toList();
            case "toString" -> "timers of " + type.getSimpleName();
            default -> throw new UnsupportedOperationException("timers of the lab do not know " + method);
        };
    }

    private Timer make(Class<?> type, long delay, long period, @Nullable Serializable info) {
        Running running = new Running(info);
        List<Running> of = pending.computeIfAbsent(type, t -> new CopyOnWriteArrayList<>());
        of.add(running);
        Timer timer = timer(running);
        Runnable call = () -> {
            if (period == 0) {
                of.remove(running);
            }
            if (!running.lost) {
                fire(type, timer);
            }
        };
        if (threads.isShutdown()) {
            return timer; // the server stops: it will not fire
        }
        running.future = period == 0
                ? threads.schedule(call, delay, TimeUnit.MILLISECONDS)
                : threads.scheduleAtFixedRate(call, delay, period, TimeUnit.MILLISECONDS);
        return timer;
    }

    private static Timer timer(Running running) {
        return (Timer) Proxy.newProxyInstance(
                Timers.class.getClassLoader(),
                new Class<?>[] {Timer.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getInfo" -> running.info;
                    case "cancel" -> {
                        cancel(running);
                        yield null;
                    }
                    case "toString" -> "timer " + running.info;
                    case "hashCode" -> System.identityHashCode(running);
                    case "equals" -> proxy == args[0];
                    default -> throw new UnsupportedOperationException("timers of the lab do not know " + method);
                });
    }

    private static void cancel(Running running) {
        running.lost = true;
        ScheduledFuture<?> future = running.future;
        if (future != null) {
            future.cancel(false);
        }
    }

    private void fire(Class<?> type, Timer timer) {
        Object bean = beans.get(type);
        if (bean == null) {
            return;
        }
        try {
            Method timeout = Arrays.stream(type.getDeclaredMethods())
                    .filter(m -> m.isAnnotationPresent(Timeout.class))
                    .findFirst()
                    .orElseThrow();
            timeout.setAccessible(true);
            timeout.invoke(bean, timeout.getParameterCount() == 0 ? new Object[0] : new Object[] {timer});
        } catch (InvocationTargetException e) {
            LOG.log(Level.WARNING, "the timer of " + type.getSimpleName() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The server forgets the timers of a bean; how many there were. */
    public int lose(Class<?> type) {
        List<Running> of = new ArrayList<>(pending.getOrDefault(type, List.of()));
        of.forEach(Timers::cancel);
        pending.getOrDefault(type, new ArrayList<>()).removeAll(of);
        return of.size();
    }

    /** No timer fires from now on; waits a moment for those that do. */
    @Override
    public void close() {
        threads.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        threads.shutdown();
        try {
            if (!threads.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "a timer's call-back does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
