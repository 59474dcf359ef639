package city.wutong.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;

/// What a change of ours costs: the same requests to this build and to another by turns, both
/// running, so that whatever else the machine does slows both.
final class Beside implements Measurement {
    private static final int ENTITIES = 2_000;
    private static final int BATCH = 100;
    private static final int[] CONCURRENCIES = {1, 16, 64};
    private static final String PATH = "/ngsi-ld/v1/entities";
    private static final String UPSERT = "/ngsi-ld/v1/entityOperations/upsert";

    private final Entities shape = new Entities();
    private final AtomicInteger fresh = new AtomicInteger(ENTITIES);

    @Override
    public void run(Arguments arguments, Report report) throws Exception {
        var launcher =
                arguments
                        .other()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "--other must name the launcher of another build"));
        try (var here = new Folder();
                var there = new Folder();
                var ours = CityProcess.start(here.path(), List.of());
                var other = CityProcess.start(launcher, there.path(), List.of(), Map.of())) {
            new Load(ours.port(), ENTITIES).all();
            new Load(other.port(), ENTITIES).all();
            var ports = new Slices.Ports(ours.port(), other.port());
            for (int concurrency : CONCURRENCIES) {
                compare("GET", this::get, concurrency, ports, report);
                compare("PATCH", this::patch, concurrency, ports, report);
                compare("POST", this::post, concurrency, ports, report);
                compare("batch of 100", this::batch, concurrency, ports, report);
            }
        }
    }

    private static void compare(
            String name, Slices.Sender sender, int concurrency, Slices.Ports ports, Report report)
            throws Exception {
        Slices.compare(new Slices.Asked(name, sender, sender, "other"), concurrency, ports, report);
    }

    private Line.Answer get(Line line, SplittableRandom random) throws IOException {
        var path = PATH + "/" + Entities.id(random.nextInt(ENTITIES));
        return line.send("GET", path, new byte[0]);
    }

    private Line.Answer patch(Line line, SplittableRandom random) throws IOException {
        var path = PATH + "/" + Entities.id(random.nextInt(ENTITIES)) + "/attrs/pm25";
        var body = "{\"value\":" + random.nextInt(1_000_000) + "}";
        return line.send("PATCH", path, body.getBytes(StandardCharsets.US_ASCII));
    }

    private Line.Answer post(Line line, SplittableRandom random) throws IOException {
        int number = fresh.getAndIncrement();
        return line.send("POST", PATH, shape.entity(number, number, random));
    }

    private Line.Answer batch(Line line, SplittableRandom random) throws IOException {
        int first = random.nextInt(ENTITIES - BATCH);
        var body = shape.batch(BATCH);
        shape.fill(body, BATCH, first, random.nextInt(86_400_000), random);
        return line.send("POST", UPSERT, body);
    }
}
