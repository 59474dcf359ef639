package city.wutong.export;

import city.wutong.json.JsonContent;
import city.wutong.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// A ZIP archive while it is written to whoever asked for it: one file after the other, and never
/// more of one in memory than a line. Without [#close] it has no directory, and so cannot be taken
/// for a whole one.
final class Archive implements AutoCloseable {
    private static final String README = "README.txt";

    private final ZipOutputStream out;

    Archive(OutputStream out) {
        this.out = new ZipOutputStream(out);
    }

    /// Writes what a file says.
    @FunctionalInterface
    interface Lines {
        void to(Archive archive) throws IOException;
    }

    /// A file of lines.
    void file(String name, Lines lines) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        lines.to(this);
        out.closeEntry();
        out.flush();
    }

    void file(String name, byte[] content) throws IOException {
        file(name, archive -> archive.out.write(content));
    }

    void line(JsonContent content) throws IOException {
        out.write(JsonWriter.bytes(content));
        out.write('\n');
    }

    /// What tells people what the files are.
    void readme() throws IOException {
        try (var text = Archive.class.getResourceAsStream(README)) {
            if (text == null) {
                throw new IllegalStateException(README + " is missing");
            }
            file(README, text.readAllBytes());
        }
    }

    @Override
    public void close() throws IOException {
        out.finish();
    }
}
