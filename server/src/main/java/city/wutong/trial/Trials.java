package city.wutong.trial;

import city.wutong.scenario.file.Times;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// Runs tests one after the other, each in a tenant of its own of one city, and tells how each
/// went.
public final class Trials {
    private static final String TENANT = "trial_";

    private final URI city;
    private final TrialClock office;
    private final Consumer<String> voice;

    /// @param city the root of a city that makes tenants by header and whose clocks can be set
    /// @param office its office clock
    /// @param voice takes what is told, line by line
    public Trials(URI city, TrialClock office, Consumer<String> voice) {
        this.city = city;
        this.office = office;
        this.voice = voice;
    }

    /// The verdicts, in order; each is told as soon as it is there.
    public List<Verdict> run(List<Trial> trials) {
        var verdicts = new ArrayList<Verdict>();
        try (var http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (var trial : trials) {
                var client = new CityClient(http, city, TENANT + (verdicts.size() + 1));
                long began = System.nanoTime();
                var failure = new TrialRun(trial, client, office).run();
                var verdict = new Verdict(trial, failure, (System.nanoTime() - began) / 1_000_000);
                verdicts.add(verdict);
                tell(verdict);
            }
        }
        return verdicts;
    }

    private void tell(Verdict verdict) {
        var trial = verdict.trial();
        voice.accept(
                (verdict.isPassed() ? "passed  " : "FAILED  ")
                        + trial.scenario()
                        + ": "
                        + trial.name().en()
                        + " · "
                        + trial.name().zh()
                        + " ("
                        + verdict.tookMs()
                        + " ms)");
        verdict.failure().ifPresent(this::tell);
    }

    private void tell(Verdict.Failure failure) {
        var place = failure.place();
        voice.accept(
                "        "
                        + place.file()
                        + ":"
                        + place.line()
                        + ", at "
                        + Times.shown(failure.at()));
        for (var difference : failure.differences()) {
            voice.accept("        " + difference.about());
            voice.accept("            expected: " + difference.expected());
            voice.accept("            found:    " + difference.found());
        }
    }
}
