package io.exogenesis.omega.lab.heal.subject;

import jakarta.annotation.Resource;
import jakarta.ejb.Startup;
import jakarta.ejb.Stateless;
import jakarta.ejb.TimerService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.inject.Singleton;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes the beans of the Core known to a container without EJBs: session beans become singletons, which is what they are since
 * none keeps state for a caller; a timer service is injected as what a server would inject. Classes that are replaced by what
 * {@link Surroundings} lends are left out.
 */
final class ProductBeans implements Extension {
    /** Another thing in the place of a class of the product. */
    record Lent<T>(Set<Class<? super T>> types, Function<Instance<Object>, ? extends T> maker) {
        /** One that needs nothing of the Core. */
        static <T> Lent<T> of(Class<T> type, Supplier<? extends T> maker) {
            return new Lent<T>(Set.of(type), core -> maker.get());
        }
    }

    private final Set<String> replaced;
    private final List<Lent<?>> lent;
    private final Timers timers;
    private final List<Class<?>> startups = new ArrayList<>();

    /** @param replaced names of classes that are no beans here */
    ProductBeans(Set<String> replaced, List<Lent<?>> lent, Timers timers) {
        this.replaced = Set.copyOf(replaced);
        this.lent = List.copyOf(lent);
        this.timers = timers;
    }

    <T> void adopt(@Observes ProcessAnnotatedType<T> found) {
        Class<T> type = found.getAnnotatedType().getJavaClass();
        if (replaced.contains(type.getName())) {
            found.veto();
            return;
        }
        if (type.isAnnotationPresent(jakarta.ejb.Singleton.class) || type.isAnnotationPresent(Stateless.class)) {
            found.configureAnnotatedType().add(SingletonLiteral.INSTANCE);
        }
        if (type.isAnnotationPresent(Startup.class)) {
            startups.add(type);
        }
        found.configureAnnotatedType()
                .filterFields(f -> f.isAnnotationPresent(Resource.class)
                        && f.getJavaMember().getType() == TimerService.class)
                .forEach(f -> f.add(InjectLiteral.INSTANCE));
    }

    void lend(@Observes AfterBeanDiscovery discovery) {
        lent.forEach(one -> lend(discovery, one));
        discovery
                .addBean()
                .addType(TimerService.class)
                .scope(jakarta.enterprise.context.Dependent.class)
                .produceWith(instance ->
                        timers.of(instance.select(InjectionPoint.class).get()));
    }

    private static <T> void lend(AfterBeanDiscovery discovery, Lent<T> one) {
        var bean = discovery.<T>addBean().scope(Singleton.class);
        one.types().forEach(bean::addType);
        bean.produceWith(core -> one.maker().apply(core));
    }

    /** Classes that a server makes by itself when the application starts. */
    List<Class<?>> startups() {
        return List.copyOf(startups);
    }

    /** {@link Singleton} as an annotation to add. */
    @SuppressWarnings({"BadAnnotationImplementation", "ClassExplicitlyAnnotation"}) // it has no members
    private static final class SingletonLiteral implements Singleton {
        static final SingletonLiteral INSTANCE = new SingletonLiteral();

        @Override
        public Class<? extends Annotation> annotationType() {
            return Singleton.class;
        }
    }
}
