package city.wutong.resource;

import city.wutong.http.Answer;
import city.wutong.http.Call;
import city.wutong.http.HttpReason;
import city.wutong.refusal.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/console`, the pages that come in the jar, and `/map`, the files of the base map.
final class FilesResource {
    private static final String HTML = "text/html; charset=utf-8";
    private static final Map<String, String> TYPES =
            Map.ofEntries(
                    Map.entry("html", HTML),
                    Map.entry("js", "text/javascript; charset=utf-8"),
                    Map.entry("mjs", "text/javascript; charset=utf-8"),
                    Map.entry("css", "text/css; charset=utf-8"),
                    Map.entry("json", "application/json"),
                    Map.entry("geojson", "application/geo+json"),
                    Map.entry("webmanifest", "application/manifest+json"),
                    Map.entry("svg", "image/svg+xml"),
                    Map.entry("png", "image/png"),
                    Map.entry("ico", "image/x-icon"),
                    Map.entry("woff2", "font/woff2"));
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline';"
                    + " worker-src 'self' blob:; object-src 'none'; base-uri 'self';"
                    + " frame-ancestors 'none'; form-action 'self'";
    private static final String NOT_BUILT =
            "<!doctype html><meta charset=\"utf-8\"><title>Wutong</title><p>The console was not built into"
                    + " this jar (npm run build in console/, then build again). 控制台未构建。";

    private final List<Path> maps;

    /// @param maps folders in which files of the map are looked for, in this order
    FilesResource(List<Path> maps) {
        this.maps = List.copyOf(maps);
    }

    Answer root(Call call) {
        return Answer.of(302).with("Location", "/console/");
    }

    Answer index(Call call) {
        return page("index.html").orElseGet(FilesResource::notBuilt);
    }

    /// A file of the console; a path that names no file is one of its pages.
    Answer console(Call call) {
        var name = call.path("file");
        if (isUnsafe(name)) {
            throw unknown("/console/" + name);
        }
        boolean isPage = name.indexOf('.', name.lastIndexOf('/') + 1) < 0;
        return isPage ? index(call) : page(name).orElseThrow(() -> unknown("/console/" + name));
    }

    private static boolean isUnsafe(String name) {
        return name.contains("..") || name.contains("\\") || name.startsWith("/");
    }

    private static Optional<Answer> page(String name) {
        try (var in = FilesResource.class.getResourceAsStream("/console/" + name)) {
            if (in == null) {
                return Optional.empty();
            }
            // Vite puts a hash of the content into the names of assets.
            var caching =
                    name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
            return Optional.of(
                    file(name, in.readAllBytes())
                            .with("Cache-Control", caching)
                            .with("Content-Security-Policy", POLICY));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Answer file(String name, byte[] content) {
        var ending = name.substring(name.lastIndexOf('.') + 1);
        var type = Optional.ofNullable(TYPES.get(ending)).orElse("application/octet-stream");
        return Answer.of(200, new Answer.Text(type, content));
    }

    private static Answer notBuilt() {
        return Answer.of(200, new Answer.Text(HTML, NOT_BUILT.getBytes(StandardCharsets.UTF_8)));
    }

    Answer map(Call call) {
        call.parameters().allow(Set.of(Call.TENANT));
        var name = call.path("file");
        if (isUnsafe(name) || name.contains("/") || !name.endsWith(".geojson")) {
            throw unknown("/map/" + name);
        }
        for (var folder : maps) {
            var file = folder.resolve(name);
            if (Files.isRegularFile(file)) {
                try {
                    return file(name, Files.readAllBytes(file)).with("Cache-Control", "no-cache");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        throw unknown("/map/" + name);
    }

    private static RuntimeException unknown(String path) {
        return Refusal.of(HttpReason.NO_SUCH_PATH, path).thrown();
    }
}
