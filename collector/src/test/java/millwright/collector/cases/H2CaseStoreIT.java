package millwright.collector.cases;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class H2CaseStoreIT extends CaseStoreContract {
    @TempDir Path folder;

    @Override
    CaseStore open() {
        return CaseStores.open(CasesConfig.file(folder.resolve("data").resolve("cases")));
    }
}
