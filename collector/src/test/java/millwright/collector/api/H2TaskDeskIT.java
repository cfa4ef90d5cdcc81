package millwright.collector.api;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2TaskDeskIT extends TaskDeskContract {
    @TempDir private Path folder;

    @Override
    BothStores open() {
        return BothStores.h2(folder);
    }
}
