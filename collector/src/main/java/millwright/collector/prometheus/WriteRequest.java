package millwright.collector.prometheus;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import millwright.collector.ingest.WriteRefused;

/**
 * Reads {@code prometheus.WriteRequest} of remote write 1.0: {@code timeseries = 1} with {@code
 * labels = 1 {name = 1, value = 2}} and {@code samples = 2 {value = 1, timestamp = 2}}. Metadata,
 * exemplars and native histograms are passed over, as are fields of a later version.
 */
final class WriteRequest {
    private static final int LABELS_MAX = 128;

    private final CodedInputStream in;
    private final Predicate<String> isWanted;
    private final List<Series> series = new ArrayList<>();
    private final List<String> bad = new ArrayList<>();
    private int unwantedSamples;

    private WriteRequest(byte[] message, Predicate<String> isWanted) {
        this.in = CodedInputStream.newInstance(message);
        this.isWanted = isWanted;
    }

    /**
     * @param unwantedSamples of series whose names nobody wants
     * @param bad why each series that is none was left out
     */
    record Content(List<Series> series, int unwantedSamples, List<String> bad) {
        Content {
            series = List.copyOf(series);
            bad = List.copyOf(bad);
        }
    }

    /**
     * @param isWanted which names of series are read at all
     * @throws WriteRefused 400 where the message as a whole cannot be read; then no series of it
     *     can be trusted
     */
    static Content read(byte[] message, Predicate<String> isWanted) throws WriteRefused {
        WriteRequest request = new WriteRequest(message, isWanted);
        try {
            request.readAll();
        } catch (IOException e) {
            throw new WriteRefused(
                    400,
                    "invalid",
                    "The body is no prometheus.WriteRequest (remote write 1.0): at byte %d of %d: %s"
                            .formatted(
                                    request.in.getTotalBytesRead(),
                                    message.length,
                                    e.getMessage()));
        }
        return new Content(request.series, request.unwantedSamples, request.bad);
    }

    private void readAll() throws IOException {
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isMessage(tag, 1)) {
                int outer = begin();
                readSeries();
                end(outer);
            } else {
                in.skipField(tag);
            }
        }
    }

    private void readSeries() throws IOException {
        List<String> labels = new ArrayList<>(16);
        long[] millis = new long[1];
        double[] values = new double[1];
        int samples = 0;
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isMessage(tag, 1)) {
                readLabel(labels);
            } else if (isMessage(tag, 2)) {
                if (samples == millis.length) {
                    millis = Arrays.copyOf(millis, samples * 2);
                    values = Arrays.copyOf(values, samples * 2);
                }
                readSample(millis, values, samples++);
            } else {
                in.skipField(tag);
            }
        }
        add(labels, Arrays.copyOf(millis, samples), Arrays.copyOf(values, samples));
    }

    private void add(List<String> pairs, long[] millis, double[] values) {
        Labels labels = new Labels(pairs);
        if (labels.name().isEmpty()) {
            bad.add("a series has no name: " + labels);
        } else if (pairs.size() > 2 * LABELS_MAX) {
            bad.add("%s has more than %d labels".formatted(labels.name(), LABELS_MAX));
        } else if (!isWanted.test(labels.name())) {
            unwantedSamples += millis.length;
        } else if (millis.length > 0) {
            series.add(new Series(labels, millis, values));
        }
    }

    private void readLabel(List<String> labels) throws IOException {
        int outer = begin();
        String name = "";
        String value = "";
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (isMessage(tag, 1)) {
                name = in.readStringRequireUtf8();
            } else if (isMessage(tag, 2)) {
                value = in.readStringRequireUtf8();
            } else {
                in.skipField(tag);
            }
        }
        end(outer);
        labels.add(name);
        labels.add(value);
    }

    private void readSample(long[] millis, double[] values, int number) throws IOException {
        int outer = begin();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            if (tag == tag(1, WireFormat.WIRETYPE_FIXED64)) {
                values[number] = in.readDouble();
            } else if (tag == tag(2, WireFormat.WIRETYPE_VARINT)) {
                millis[number] = in.readInt64();
            } else {
                in.skipField(tag);
            }
        }
        end(outer);
    }

    private int begin() throws IOException {
        return in.pushLimit(in.readRawVarint32());
    }

    private void end(int outer) throws IOException {
        in.checkLastTagWas(0);
        in.popLimit(outer);
    }

    private static boolean isMessage(int tag, int field) {
        return tag == tag(field, WireFormat.WIRETYPE_LENGTH_DELIMITED);
    }

    private static int tag(int field, int type) {
        return field << 3 | type;
    }
}
