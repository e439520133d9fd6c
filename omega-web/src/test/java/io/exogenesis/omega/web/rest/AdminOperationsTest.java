package io.exogenesis.omega.web.rest;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever an operator changes says who and why, since the log of actions is to have it. */
class AdminOperationsTest {
    private static final List<Class<?>> RESOURCES = List.of(
            AdminBankResource.class,
            AdminCatalogueResource.class,
            AdminDistributionResource.class,
            AdminEpochResource.class,
            AdminImportsResource.class,
            AdminPatternsResource.class,
            AdminRoundsResource.class,
            AdminTitlesResource.class,
            AdminViewersResource.class);

    // Rounds, removals, codes and imports took neither, and were in no log.
    @Test
    void everyChange_takesANoteAndAName() {
        List<Method> changes = RESOURCES.stream()
                .flatMap(c -> Stream.of(c.getDeclaredMethods()))
                .filter(m -> m.isAnnotationPresent(POST.class)
                        || m.isAnnotationPresent(PUT.class)
                        || m.isAnnotationPresent(DELETE.class))
                .toList();
        assertThat(changes).hasSizeGreaterThanOrEqualTo(10);
        assertThat(changes)
                .allSatisfy(m -> assertThat(queries(m)).as(m.toString()).contains("note", "by"));
    }

    private static List<String> queries(Method method) {
        return Arrays.stream(method.getParameters())
                .<AnnotatedElement>flatMap(p -> p.isAnnotationPresent(BeanParam.class)
                        ? Arrays.stream(p.getType().getDeclaredFields())
                        : Stream.of(p))
                .filter(p -> p.isAnnotationPresent(QueryParam.class))
                .map(AdminOperationsTest::name)
                .toList();
    }

    private static String name(AnnotatedElement parameter) {
        return parameter.getAnnotation(QueryParam.class).value();
    }
}
