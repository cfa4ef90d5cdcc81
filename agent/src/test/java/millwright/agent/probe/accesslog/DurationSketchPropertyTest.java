package millwright.agent.probe.accesslog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.constraints.Size;

class DurationSketchPropertyTest {
    /** Against the sorted list itself: the value that 95 % do not exceed. */
    @Property(tries = 300)
    void aQuantileIsOffByAtMostTwoPercent(
            @ForAll @Size(min = 1, max = 500)
                    List<@Scale(4) @DoubleRange(min = 0.0001, max = 3600) Double> seconds) {
        DurationSketch sketch = new DurationSketch();
        seconds.forEach(sketch::add);
        double exact =
                seconds.stream().sorted().toList().get((int) Math.ceil(0.95 * seconds.size()) - 1);
        assertThat(sketch.quantile(0.95).orElseThrow()).isCloseTo(exact, within(0.02 * exact));
    }

    @Example
    void theEdges() {
        DurationSketch sketch = new DurationSketch();
        assertThat(sketch.quantile(0.95)).isEmpty();
        sketch.add(0);
        sketch.add(0.00005);
        assertThat(sketch.quantile(0.95)).hasValue(0);
        sketch.clear();
        assertThat(sketch.quantile(0.95)).isEmpty();
        sketch.add(1e9);
        assertThat(sketch.quantile(0.95).orElseThrow()).isCloseTo(3600, within(72.0));
    }

    @Example
    void oneSlowRequestInTwentyIsNotYetThe95thPercentile() {
        DurationSketch sketch = new DurationSketch();
        for (int i = 0; i < 19; i++) {
            sketch.add(0.1);
        }
        sketch.add(5);
        assertThat(sketch.quantile(0.95).orElseThrow()).isCloseTo(0.1, within(0.002));
        sketch.add(5);
        assertThat(sketch.quantile(0.95).orElseThrow()).isCloseTo(5, within(0.1));
    }
}
