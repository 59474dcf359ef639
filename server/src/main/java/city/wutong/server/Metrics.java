package city.wutong.server;

import city.wutong.audit.AuditChain;
import city.wutong.jsonld.Contexts;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What is measured, for `/metrics`. Every bound of DESIGN §4.1 has its measure here.
final class Metrics implements AutoCloseable {
    private final PrometheusMeterRegistry registry =
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Tenants tenants;
    private final Set<String> measured = ConcurrentHashMap.newKeySet();

    /// @param contexts those that all tenants share
    Metrics(Tenants tenants, Contexts contexts, AuditChain audit) {
        this.tenants = tenants;
        var none = Tags.empty();
        gauge("wutong.audit.waiting", "Audit entries not written", none, audit, a -> a.waiting());
        counter("wutong.audit.entries", "Audit entries", none, audit, a -> a.head().number());
        collections.bindTo(registry);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        gauge(
                "wutong.contexts.made.bytes",
                "@contexts that requests named lately",
                Tags.empty(),
                contexts,
                c -> c.bytes());
    }

    String scrape() {
        tenants.all()
                .forEach((name, tenant) -> {
                    if (measured.add(name)) {
                        measure(name, tenant);
                    }
                });
        return registry.scrape();
    }

    private void measure(String name, Tenant tenant) {
        var tags = Tags.of("tenant", name);
        var city = tenant.city();
        gauge("wutong.entities", "Entities there are now", tags, city.context(), c -> c.size());
        gauge("wutong.entities.bytes", "Memory of entities", tags, city.context(), c -> c.bytes());
        gauge(
                "wutong.departed.bytes",
                "Entities remembered after their end or move",
                tags,
                city.context(),
                c -> c.departedBytes());
        gauge("wutong.seq", "The last change", tags, city.context(), c -> c.seq());
        gauge("wutong.contexts.bytes", "Stored @contexts", tags, city.contexts(), c -> c.bytes());
        gauge("wutong.entity.maps.bytes", "Entity maps", tags, city.maps(), m -> m.bytes());
        gauge("wutong.feed.tail.bytes", "Recent changes", tags, city.feed(), f -> f.bytes());
        gauge(
                "wutong.rules.isolated",
                "Rules that failed or were too slow",
                tags,
                city.rules(),
                r -> r.isolated());
        gauge(
                "wutong.writer.waiting.bytes",
                "Not answered",
                tags,
                city.writer(),
                w -> w.waitingBytes());
        var meter = city.writer().meter();
        counter("wutong.writer.changes", "Changes committed", tags, meter, m -> m.changes());
        counter("wutong.writer.commands", "Commands answered", tags, meter, m -> m.commands());
        counter("wutong.writer.groups", "Groups committed", tags, meter, m -> m.groups());
        counter("wutong.writer.dropped", "Groups not taken", tags, meter, m -> m.droppedGroups());
        counter(
                "wutong.writer.refused",
                "Refused as full",
                tags,
                meter,
                m -> m.turnedAwayCommands());
        var mail = city.messenger();
        counter(
                "wutong.notifications.sent",
                "Notifications delivered",
                tags,
                mail,
                m -> m.delivered());
        counter(
                "wutong.notifications.tries.failed",
                "Tries that failed",
                tags,
                mail,
                m -> m.undelivered());
        for (var follower : tenant.followers()) {
            var named = tags.and("follower", follower.name());
            gauge("wutong.follower.lag", "Changes behind", named, follower, f -> f.lag());
            gauge(
                    "wutong.follower.failing",
                    "1 while it fails",
                    named,
                    follower,
                    f -> f.isFailing() ? 1 : 0);
        }
    }

    private <T> void gauge(
            String name,
            String about,
            Tags tags,
            T object,
            java.util.function.ToDoubleFunction<T> value) {
        Gauge.builder(name, object, value)
                .description(about)
                .tags(tags)
                .strongReference(true)
                .register((MeterRegistry) registry);
    }

    private <T> void counter(
            String name,
            String about,
            Tags tags,
            T object,
            java.util.function.ToDoubleFunction<T> value) {
        FunctionCounter.builder(name, object, value)
                .description(about)
                .tags(tags)
                .register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
