package millwright.agent.deliver;

import static millwright.agent.deliver.Lines.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectedLinesTest {
    @TempDir Path folder;

    private static Parcel parcel(int lines) {
        LineEncoder encoder = new LineEncoder();
        Lines.from(1, lines).lines().forEach(encoder::add);
        Parcel parcel = new Parcel();
        parcel.add(new Spooled(1, Batch.of(encoder, AT)));
        return parcel;
    }

    private static Answer.Rejected all(int lines) {
        return new Answer.Rejected(lines, "too\nlarge", List.of());
    }

    @Test
    void aRefusedRequestIsKeptAsLineProtocolWithTheReasonInAComment() throws IOException {
        RejectedLines rejected = new RejectedLines(folder);
        rejected.keep(parcel(2), all(2), "http://c:1", AT);
        assertThat(rejected.file())
                .hasContent(
                        """
                        # 2026-03-01T10:02:10Z http://c:1 refused 2 of 2 lines: too large
                        mem,host=db-07 used=1i 1772359330000
                        mem,host=db-07 used=2i 1772359330000

                        """);
    }

    @Test
    void theFilesAreBoundedAndTheNewestStays() throws IOException {
        RejectedLines rejected = new RejectedLines(folder);
        for (int i = 0; i < 30; i++) {
            rejected.keep(parcel(5_000), all(5_000), "http://c:" + i, AT);
        }
        assertThat(Files.size(rejected.file())).isLessThanOrEqualTo(1 << 20);
        assertThat(Files.size(folder.resolve("rejected.1.txt"))).isLessThanOrEqualTo(1 << 20);
        assertThat(Files.readString(rejected.file())).contains("http://c:29 refused");
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoTrouble() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        RejectedLines rejected = new RejectedLines(blocked.resolve("rejected"));
        rejected.keep(parcel(1), all(1), "http://c:1", AT);
        Files.delete(blocked);
        rejected.keep(parcel(1), all(1), "http://c:2", AT);
        assertThat(rejected.file()).content().startsWith("# 2026-03-01T10:02:10Z http://c:2 ");
    }
}
