package city.wutong.acceptance;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import city.wutong.cases.CaseBook;
import city.wutong.context.Context;
import city.wutong.context.Writer;
import city.wutong.feed.Feed;
import city.wutong.history.History;
import city.wutong.resource.WholeCity;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// Who may know whom (DESIGN §3), where the compiler does not hold it.
class ArchitectureTest {
    private static final String[] KERNEL = {
        "city.wutong.json..",
        "city.wutong.refusal..",
        "city.wutong.entity..",
        "city.wutong.geo..",
        "city.wutong.jsonld..",
        "city.wutong.query..",
        "city.wutong.context..",
        "city.wutong.feed..",
        "city.wutong.history..",
        "city.wutong.text..",
        "city.wutong.expression..",
        "city.wutong.clock..",
        "city.wutong.rule..",
        "city.wutong.alert..",
        "city.wutong.cases..",
        "city.wutong.index..",
        "city.wutong.access..",
        "city.wutong.person..",
        "city.wutong.organisation..",
        "city.wutong.notification.."
    };
    private static final String[] STORE = {
        "city.wutong.start..",
        "city.wutong.audit..",
        "city.wutong.postgres..",
        "city.wutong.journal..",
        "city.wutong.codec..",
        "city.wutong.snapshot..",
        "city.wutong.segment..",
        "city.wutong.present..",
        "city.wutong.companion..",
        "city.wutong.evidence..",
        "city.wutong.figure..",
        "city.wutong.people..",
        "city.wutong.outbox..",
        "city.wutong.past.."
    };
    private static final String[] SERVER = {
        "city.wutong.area..",
        "city.wutong.auth..",
        "city.wutong.config..",
        "city.wutong.export..",
        "city.wutong.http..",
        "city.wutong.live..",
        "city.wutong.messenger..",
        "city.wutong.openapi..",
        "city.wutong.resource..",
        "city.wutong.rulebook..",
        "city.wutong.scenario..",
        "city.wutong.trial..",
        "city.wutong.server.."
    };
    private static final String[] SIMULATOR = {"city.wutong.simulator.."};

    private static final JavaClasses CITY =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(location -> !location.contains("-tests.jar"))
                    .withImportOption(location -> !location.contains("city/wutong/acceptance"))
                    .importPackages("city.wutong");

    @Test
    void every_package_has_its_place() {
        noClasses()
                .that(
                        resideOutsideOfPackages(KERNEL)
                                .and(resideOutsideOfPackages(STORE))
                                .and(resideOutsideOfPackages(SERVER))
                                .and(resideOutsideOfPackages(SIMULATOR)))
                .should()
                .haveNameMatching(".*")
                .because("a new package is entered here, with what it may know")
                .allowEmptyShould(true)
                .check(CITY);
    }

    @Test
    void inside_the_kernel_arrows_point_inward() {
        layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("text")
                .definedBy("city.wutong.text..")
                .layer("expression")
                .definedBy("city.wutong.expression..")
                .layer("clock")
                .definedBy("city.wutong.clock..")
                .layer("rule")
                .definedBy("city.wutong.rule..")
                .layer("alert")
                .definedBy("city.wutong.alert..")
                .layer("cases")
                .definedBy("city.wutong.cases..")
                .layer("index")
                .definedBy("city.wutong.index..")
                .layer("access")
                .definedBy("city.wutong.access..")
                .layer("person")
                .definedBy("city.wutong.person..")
                .layer("organisation")
                .definedBy("city.wutong.organisation..")
                .layer("notification")
                .definedBy("city.wutong.notification..")
                .layer("json")
                .definedBy("city.wutong.json..")
                .layer("refusal")
                .definedBy("city.wutong.refusal..")
                .layer("entity")
                .definedBy("city.wutong.entity..")
                .layer("geo")
                .definedBy("city.wutong.geo..")
                .layer("jsonld")
                .definedBy("city.wutong.jsonld..")
                .layer("query")
                .definedBy("city.wutong.query..")
                .layer("context")
                .definedBy("city.wutong.context..")
                .layer("feed")
                .definedBy("city.wutong.feed..")
                .layer("history")
                .definedBy("city.wutong.history..")
                .whereLayer("json")
                .mayNotAccessAnyLayer()
                .whereLayer("refusal")
                .mayNotAccessAnyLayer()
                .whereLayer("entity")
                .mayOnlyAccessLayers("json", "refusal")
                .whereLayer("geo")
                .mayOnlyAccessLayers("entity", "json", "refusal")
                .whereLayer("jsonld")
                .mayOnlyAccessLayers("geo", "entity", "json", "refusal")
                .whereLayer("query")
                .mayOnlyAccessLayers("geo", "entity", "json", "refusal", "jsonld")
                .whereLayer("context")
                .mayOnlyAccessLayers("query", "geo", "jsonld", "entity", "json", "refusal", "text")
                .whereLayer("feed")
                .mayOnlyAccessLayers(
                        "context", "query", "geo", "jsonld", "entity", "json", "refusal")
                .whereLayer("history")
                .mayOnlyAccessLayers(
                        "feed", "context", "query", "geo", "jsonld", "entity", "json", "refusal")
                .whereLayer("text")
                .mayNotAccessAnyLayer()
                .whereLayer("expression")
                .mayOnlyAccessLayers("json")
                .whereLayer("clock")
                .mayOnlyAccessLayers("context", "jsonld", "entity", "json")
                .whereLayer("rule")
                .mayOnlyAccessLayers(
                        "access",
                        "feed",
                        "context",
                        "clock",
                        "expression",
                        "geo",
                        "jsonld",
                        "entity",
                        "json",
                        "refusal",
                        "text")
                .whereLayer("alert")
                .mayOnlyAccessLayers(
                        "rule", "context", "jsonld", "entity", "json", "refusal", "text")
                .whereLayer("cases")
                .mayOnlyAccessLayers(
                        "feed", "context", "query", "jsonld", "entity", "json", "refusal", "text")
                .whereLayer("index")
                .mayOnlyAccessLayers("text")
                .whereLayer("access")
                .mayOnlyAccessLayers(
                        "cases", "context", "query", "geo", "entity", "json", "refusal", "text")
                .whereLayer("person")
                .mayOnlyAccessLayers(
                        "access", "cases", "history", "context", "jsonld", "entity", "json",
                        "refusal")
                .whereLayer("organisation")
                .mayOnlyAccessLayers("access", "refusal", "text")
                .whereLayer("notification")
                .mayOnlyAccessLayers(
                        "rule", "context", "jsonld", "entity", "json", "refusal", "text")
                .check(CITY);
    }

    /// What resources get of a city is what their caller may see and change: the rest is out of
    /// their reach, so that none can forget to ask.
    @Test
    void no_resource_reaches_what_is_not_seen() {
        noClasses()
                .that()
                .resideInAPackage("city.wutong.resource..")
                .and()
                .doNotHaveSimpleName("City")
                .and()
                .doNotHaveSimpleName("WholeCity")
                .should()
                .dependOnClassesThat(
                        type(Context.class)
                                .or(type(Writer.class))
                                .or(type(Feed.class))
                                .or(type(History.class))
                                .or(type(CaseBook.class)))
                .check(CITY);
        noClasses()
                .that()
                .resideInAPackage("city.wutong.resource..")
                .and()
                .doNotHaveSimpleName("City")
                .and()
                .doNotHaveSimpleName("Cities")
                .and()
                .doNotHaveSimpleName("Tenancy")
                .and()
                .doNotHaveSimpleName("WholeCity")
                .should()
                .dependOnClassesThat(type(WholeCity.class))
                .check(CITY);
    }

    @Test
    void the_kernel_knows_nothing_outside() {
        noClasses()
                .that()
                .resideInAnyPackage(KERNEL)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "java.net.http..",
                                "java.nio.file..",
                                "java.nio.channels..",
                                "io.helidon..",
                                "org.postgresql..",
                                "com.zaxxer..",
                                "org.flywaydb..",
                                "info.picocli..",
                                "io.micrometer.."))
                .check(CITY);
        noClasses()
                .that()
                .resideInAnyPackage(KERNEL)
                .should()
                .dependOnClassesThat(resideInAnyPackage(STORE).or(resideInAnyPackage(SERVER)))
                .check(CITY);
    }

    @Test
    void the_store_does_not_know_the_server() {
        noClasses()
                .that()
                .resideInAnyPackage(STORE)
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(SERVER)
                                .or(resideInAnyPackage("io.helidon..", "info.picocli..")))
                .check(CITY);
    }

    @Test
    void doors_know_the_store_only_by_how_a_start_is_refused() {
        noClasses()
                .that()
                .resideInAnyPackage("city.wutong.http..", "city.wutong.live..")
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(
                                "city.wutong.postgres..",
                                "city.wutong.audit..",
                                "city.wutong.journal..",
                                "city.wutong.codec..",
                                "city.wutong.outbox..",
                                "city.wutong.snapshot..",
                                "city.wutong.segment..",
                                "city.wutong.present..",
                                "city.wutong.server..",
                                "java.sql.."))
                .check(CITY);
    }

    @Test
    void helidon_stays_inside_http() {
        noClasses()
                .that()
                .resideOutsideOfPackage("city.wutong.http..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.helidon..")
                .check(CITY);
    }

    @Test
    void cryptography_that_is_not_the_jdks_stays_where_passwords_and_certificates_are() {
        noClasses()
                .that()
                .resideOutsideOfPackage("city.wutong.auth..")
                .and()
                .doNotHaveSimpleName("PemFiles")
                .and()
                .doNotHaveSimpleName("SelfSigned")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.bouncycastle..")
                .check(CITY);
    }

    @Test
    void no_package_knows_one_that_knows_it() {
        slices().matching("city.wutong.(*)..").should().beFreeOfCycles().check(CITY);
    }

    @Test
    void only_the_command_line_speaks_to_the_terminal() {
        noClasses()
                .that()
                .doNotHaveSimpleName("CommandLineDoor")
                .and()
                .doNotHaveSimpleName("StopSignal")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat()
                .resideInAPackage("java.util.logging..")
                .check(CITY);
    }

    @Test
    void no_class_is_named_after_nothing() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(CITY);
    }
}
