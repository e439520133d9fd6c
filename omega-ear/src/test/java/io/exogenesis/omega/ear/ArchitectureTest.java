package io.exogenesis.omega.ear;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import io.exogenesis.omega.web.security.Access;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.ws.rs.HttpMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The house's rules (docs/design): which way dependencies point, and what a module may use of others' code. */
class ArchitectureTest {
    /** Written by the compilers of Protobuf and JMH. */
    private static final Set<String> GENERATED =
            Set.of("io.exogenesis.omega.wire.v1", "io.exogenesis.omega.lab.bench.jmh_generated");

    private static final String HOUSE = "io.exogenesis.omega.";
    private static final String[] ANYWHERE = {"java..", "javax.crypto..", "javax.net..", "org.jspecify.."};

    /** Room: packages of its own, rooms it may use, third parties it may use. Quoted from the design page. */
    private record Room(List<String> own, List<String> uses, List<String> thirdParties) {}

    private static final Map<String, Room> ROOMS = Map.ofEntries(
            entry(
                    "protocol",
                    new Room(
                            List.of("model..", "wire..", "journal..", "backup.."),
                            List.of(),
                            List.of("com.google.protobuf..", "com.github.luben.zstd.."))),
            entry(
                    "vector",
                    new Room(
                            List.of("vector.."),
                            List.of("protocol"),
                            List.of("org.apache.lucene..", "jdk.incubator.vector.."))),
            entry(
                    "embedder",
                    new Room(List.of("embedder.."), List.of("protocol", "vector"), List.of("ai.onnxruntime.."))),
            entry(
                    "learning",
                    new Room(
                            List.of("learning.."),
                            List.of("protocol", "vector"),
                            List.of("org.ejml..", "com.google.protobuf.."))),
            entry("mcp", new Room(List.of("mcp.."), List.of(), List.of("io.modelcontextprotocol..", "reactor.core.."))),
            // a network for tests and measurements: what runs at a viewer's or in a Core has no use for it
            entry("relay", new Room(List.of("relay.."), List.of(), List.of())),
            entry("quic", new Room(List.of("quic", "quic.engine.."), List.of("protocol"), List.of())),
            entry(
                    "quic engine",
                    new Room(
                            List.of("quic.jetty..", "quic.netty.."),
                            List.of("protocol", "quic"),
                            List.of("org.eclipse.jetty..", "org.slf4j..", "io.netty.."))),
            entry(
                    "core",
                    new Room(List.of("core.."), List.of("protocol", "vector", "embedder", "learning"), List.of())),
            entry(
                    "web",
                    new Room(
                            List.of("web.."),
                            List.of("protocol", "vector", "learning", "core", "mcp", "quic", "quic engine", "viewer"),
                            List.of())),
            // the agent as a library: no engine, no embedder, no command line but what an app adds
            entry(
                    "viewer",
                    new Room(
                            List.of("viewer", "viewer.memory..", "viewer.runtime..", "viewer.internal.."),
                            List.of("protocol", "vector", "learning", "quic"),
                            List.of("com.google.gson..", "com.google.protobuf..", "jdk.jfr.."))),
            entry(
                    "program",
                    new Room(
                            List.of("viewer.cli..", "viewer.mcp..", "viewer.launch.."),
                            List.of(
                                    "protocol",
                                    "vector",
                                    "embedder",
                                    "learning",
                                    "mcp",
                                    "quic",
                                    "quic engine",
                                    "viewer"),
                            List.of())),
            entry("simulation", new Room(List.of("simulation.."), List.of("protocol", "core", "viewer"), List.of())),
            entry(
                    "lab",
                    new Room(
                            List.of("lab.."),
                            List.of(
                                    "protocol",
                                    "vector",
                                    "embedder",
                                    "learning",
                                    // lab heal breaks a Core of the product's own beans
                                    "core",
                                    "relay",
                                    "quic",
                                    "quic engine",
                                    "viewer",
                                    "program",
                                    // lab dst
                                    "simulation",
                                    "ops"),
                            List.of())),
            entry(
                    "ops",
                    new Room(
                            List.of("ops.."),
                            List.of("protocol"),
                            List.of("com.google.gson..", "picocli..", "com.sun.management.."))));

    private static JavaClasses house;

    @BeforeAll
    static void readClasses() {
        house = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .withImportOption(location -> !location.contains("-tests.jar"))
                .importPackages("io.exogenesis.omega");
        // a rule over nothing holds: be sure that every room's classes are here
        ROOMS.forEach((name, room) -> assertThat(house.stream().filter(in(room.own)))
                .as("classes of %s", name)
                .isNotEmpty());
    }

    static Stream<String> rooms() {
        return ROOMS.keySet().stream().sorted();
    }

    static Stream<String> roomsWithNamedThirdParties() {
        return Stream.of("protocol", "vector", "embedder", "learning", "mcp", "quic", "quic engine", "viewer", "ops");
    }

    /** Would catch the Core reaching into its own adapters' world, or an agent reaching into the Core. */
    @ParameterizedTest
    @MethodSource("rooms")
    void room_dependsOnlyOnRoomsBelowIt(String name) {
        Room room = ROOMS.get(name);
        List<String> forbidden = ROOMS.entrySet().stream()
                .filter(e -> !e.getKey().equals(name) && !room.uses.contains(e.getKey()))
                .flatMap(e -> e.getValue().own.stream())
                .map(p -> HOUSE + p)
                .toList();
        noClasses()
                .that(resideInAnyPackage(full(room.own)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden.toArray(String[]::new))
                .because("the house's dependencies point one way only")
                .check(house);
    }

    /** Agents live in the Core's process for the pages of {@code /watch} alone; no other door knows them. */
    @Test
    void agents_inTheCoresProcess_areKnownToWatchAlone() {
        noClasses()
                .that(resideInAnyPackage(HOUSE + "web.."))
                .and()
                .resideOutsideOfPackage(HOUSE + "web.watch..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(full(ROOMS.get("viewer").own))
                .check(house);
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "web.watch..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + "viewer.internal..")
                .because("it embeds the agent as any host does")
                .check(house);
    }

    /** Would catch a library that slipped into one of the modules that must stay light and portable. */
    @ParameterizedTest
    @MethodSource("roomsWithNamedThirdParties")
    void room_usesOnlyItsThirdParties(String name) {
        Room room = ROOMS.get(name);
        Set<String> allowed = new TreeSet<>(Set.of(ANYWHERE));
        allowed.addAll(room.thirdParties);
        allowed.addAll(List.of(full(room.own)));
        room.uses.forEach(r -> allowed.addAll(List.of(full(ROOMS.get(r).own))));
        classes()
                .that(resideInAnyPackage(full(room.own)))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(allowed.toArray(String[]::new))
                        .or(describe(
                                "primitive or array of them",
                                c -> c.getBaseComponentType().isPrimitive())))
                .check(house);
    }

    /** Rooms whose packages form no circle: what is below knows nothing of what is above. */
    @ParameterizedTest
    @ValueSource(
            strings = {"core", "viewer", "vector", "embedder", "learning", "quic", "ops", "simulation", "lab", "web"})
    void packages_ofOneModule_formNoCircle(String name) {
        slices().assignedFrom(packagesOf(name)).should().beFreeOfCycles().check(house);
    }

    private static SliceAssignment packagesOf(String name) {
        return new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return (type.getPackageName() + ".").startsWith(HOUSE + name + ".")
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages of " + name;
            }
        };
    }

    /** Pure modules: no Jakarta, no sockets, and time and randomness are passed in. */
    @Test
    void pureModules_knowNoContainerNoSocketNoClock() {
        List<String> pure = Stream.of("protocol", "vector", "learning")
                .flatMap(r -> ROOMS.get(r).own.stream())
                .toList();
        noClasses()
                .that(resideInAnyPackage(full(pure)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("jakarta..", "java.net.http..", "java.nio.channels.spi..")
                        .or(describe(
                                "sockets", c -> c.getFullName().matches("java\\.(net|nio\\.channels)\\..*Socket.*"))))
                .orShould()
                .accessTargetWhere(
                        describe("reads the clock or makes its own randomness", ArchitectureTest::isOwnClockOrDice))
                .check(house);
    }

    /** Else a seed would not be played again as it was. */
    @Test
    void simulation_knowsNoClockAndNoDice() {
        noClasses()
                .that(resideInAnyPackage(full(ROOMS.get("simulation").own)))
                .should()
                .accessTargetWhere(
                        describe("reads the clock or makes its own randomness", ArchitectureTest::isOwnClockOrDice))
                .check(house);
    }

    private static boolean isOwnClockOrDice(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String target = access.getTarget().getName();
        boolean clock = (owner.startsWith("java.time.") && (target.equals("now") || target.startsWith("system")))
                || (owner.equals("java.lang.System") && target.equals("currentTimeMillis"));
        boolean dice = owner.equals("java.util.concurrent.ThreadLocalRandom")
                || owner.equals("java.security.SecureRandom")
                || (owner.equals("java.lang.Math") && target.equals("random"));
        return clock || dice;
    }

    /** Hash codes of enums and objects differ from JVM to JVM, and so would whatever is made of them and kept. */
    @Test
    void persistedValues_doNotDependOnHashCode() {
        noClasses()
                .that(resideInAnyPackage(full(List.of("model..", "journal..", "vector..", "learning..", "core.."))))
                .should()
                .accessTargetWhere(describe("takes a hash code outside of hashCode()", ArchitectureTest::isHashCode))
                .check(house);
    }

    /** A text's hash code is specified. */
    private static boolean isHashCode(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String target = access.getTarget().getName();
        boolean taken = target.equals("hashCode") && !owner.equals("java.lang.String")
                || target.equals("identityHashCode")
                || owner.equals("java.util.Objects") && target.equals("hash");
        // Of primitives it is specified, too.
        boolean specified =
                owner.equals("java.util.Arrays") || owner.matches("java\\.lang\\.(Long|Integer|Float|Double)");
        return taken && !specified && !access.getOrigin().getName().equals("hashCode");
    }

    /** Would catch an entity that leaks lazily loaded state into the Core. */
    @Test
    void jpaEntities_stayInTheirAdapter() {
        DescribedPredicate<JavaClass> entity =
                describe("a JPA entity", c -> c.isAnnotatedWith(Entity.class) || c.isAnnotatedWith(Embeddable.class));
        classes()
                .that(entity)
                .should()
                .resideInAPackage(HOUSE + "core.adapter.jpa..")
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackages(
                        HOUSE + "core.adapter.jpa..",
                        // lends the Core a database, as a server does
                        HOUSE + "lab.heal.subject..")
                .should()
                .dependOnClassesThat(entity)
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("jakarta.persistence..")
                .check(house);
    }

    /** Ports belong to the inside: no technology shows in them. */
    @Test
    void ports_knowNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "core.port..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        HOUSE + "core.adapter..", "jakarta.persistence..", "java.sql..", HOUSE + "journal..")
                .check(house);
    }

    /** The inside knows its ports; only the container knows which adapter stands behind them. */
    @Test
    void insideOfTheCore_knowsNoAdapter() {
        noClasses()
                .that()
                .resideInAPackage(HOUSE + "core..")
                .and()
                .resideOutsideOfPackage(HOUSE + "core.adapter..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(HOUSE + "core.adapter..")
                .check(house);
    }

    /** The solver is the controller's own affair, and the controller runs in a test as it runs in the Core. */
    @Test
    void controller_isPure_andAloneKnowsTheSolver() {
        String[] control = full(List.of("core.healing.control.."));
        classes()
                .that()
                .resideInAnyPackage(control)
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        HOUSE + "core.healing.control..",
                        "java.lang..",
                        "java.time..",
                        "java.util..",
                        "org.ojalgo..",
                        "org.jspecify..")
                .orShould()
                .onlyDependOnClassesThat(describe(
                        "array of primitives", c -> c.getBaseComponentType().isPrimitive()))
                .check(house);
        noClasses()
                .that()
                .resideOutsideOfPackages(control)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ojalgo..")
                .check(house);
    }

    /** Would catch an endpoint that somebody forgot to protect. */
    @Test
    void resourceMethods_sayWhoMayCall() {
        methods()
                .that()
                .areMetaAnnotatedWith(HttpMethod.class)
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.exogenesis.omega.web..")
                .should()
                .beAnnotatedWith(Access.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(Access.class)
                .check(house);
    }

    /** Every package has its tour, and null must be spelled out in it. */
    @Test
    void packages_areNullMarked() {
        assertThat(house.stream()
                        .map(JavaClass::getPackage)
                        .filter(p -> !GENERATED.contains(p.getName()))
                        .filter(p -> !p.isAnnotatedWith(NullMarked.class))
                        .map(JavaPackage::getName)
                        .distinct())
                .as("packages without a @NullMarked package-info.java")
                .isEmpty();
    }

    private static java.util.function.Predicate<JavaClass> in(List<String> packages) {
        return resideInAnyPackage(full(packages));
    }

    private static String[] full(List<String> packages) {
        return packages.stream().map(p -> HOUSE + p).toArray(String[]::new);
    }
}
