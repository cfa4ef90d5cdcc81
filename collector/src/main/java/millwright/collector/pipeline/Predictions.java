package millwright.collector.pipeline;

import java.util.List;
import millwright.rules.forecast.PredictedCrossing;
import millwright.rules.forecast.WithdrawnPrediction;

/**
 * What the forecasts have to say now. A standing state, not news: who asks sees by a fact's run
 * ({@code at}) whether it is new. Asked once a second, so it must cost next to nothing. Called by
 * one thread while others forecast.
 */
public interface Predictions {
    /** Nothing is forecast. */
    Predictions NONE =
            new Predictions() {
                @Override
                public List<PredictedCrossing> crossings() {
                    return List.of();
                }

                @Override
                public List<WithdrawnPrediction> withdrawn() {
                    return List.of();
                }
            };

    /** Every crossing that may be told; of one key one for each limit, all of the same run. */
    List<PredictedCrossing> crossings();

    /** Every prediction that is taken back, for as long as somebody may not have heard of it. */
    List<WithdrawnPrediction> withdrawn();
}
