package millwright.collector.cases;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2CalendarStoreIT extends SqlCalendarStoreContract {
    @TempDir private Path folder;

    @Override
    CasesConfig database() {
        return CasesConfig.file(folder.resolve("cases"));
    }
}
