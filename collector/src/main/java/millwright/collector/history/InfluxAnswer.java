package millwright.collector.history;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads what {@code /query} answers, one document or many (chunked), as it comes: an answer may be
 * larger than the memory. A document that says that more comes, and nothing after it, is an answer
 * that was cut off.
 */
final class InfluxAnswer {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser json;
    private final InfluxRows rows;
    private boolean isPartial;

    private InfluxAnswer(JsonParser json, InfluxRows rows) {
        this.json = json;
        this.rows = rows;
    }

    /** The server understood, and says no. */
    static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    static void read(InputStream body, InfluxRows rows) throws IOException {
        try (JsonParser json = JSON.createParser(body)) {
            InfluxAnswer answer = new InfluxAnswer(json, rows);
            while (json.nextToken() != null) {
                answer.document();
            }
            if (answer.isPartial) {
                throw new EOFException("the answer ended in the middle");
            }
        }
    }

    private void document() throws IOException {
        isPartial = false;
        for (String name = begin(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            if (name.equals("results")) {
                while (json.nextToken() == JsonToken.START_OBJECT) {
                    result();
                }
            } else if (name.equals("error")) {
                throw new Refused(json.getText());
            } else {
                json.skipChildren();
            }
        }
    }

    private String begin() throws IOException {
        if (json.currentToken() != JsonToken.START_OBJECT) {
            throw new IOException("no answer of InfluxDB's: " + json.currentToken());
        }
        return json.nextFieldName();
    }

    private void result() throws IOException {
        for (String name = begin(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "series" -> {
                    while (json.nextToken() == JsonToken.START_OBJECT) {
                        series();
                    }
                }
                case "partial" -> isPartial = json.getBooleanValue();
                case "error" -> throw new Refused(json.getText());
                default -> json.skipChildren();
            }
        }
    }

    private void series() throws IOException {
        String measurement = "";
        Map<String, String> tags = new TreeMap<>();
        List<String> columns = new ArrayList<>();
        for (String name = begin(); name != null; name = json.nextFieldName()) {
            json.nextToken();
            switch (name) {
                case "name" -> measurement = json.getText();
                case "tags" -> {
                    for (String tag = json.nextFieldName();
                            tag != null;
                            tag = json.nextFieldName()) {
                        String value = json.nextTextValue();
                        tags.put(tag, value == null ? "" : value);
                    }
                }
                case "columns" -> {
                    while (json.nextToken() == JsonToken.VALUE_STRING) {
                        columns.add(json.getText());
                    }
                }
                case "values" -> {
                    rows.series(measurement, tags, columns);
                    while (json.nextToken() == JsonToken.START_ARRAY) {
                        row();
                    }
                }
                default -> json.skipChildren();
            }
        }
    }

    private void row() throws IOException {
        JsonToken token = json.nextToken();
        long micros = 0;
        for (int column = 0; token != JsonToken.END_ARRAY; column++) {
            if (token == null) {
                throw new EOFException("the answer ended in the middle");
            }
            if (column == 0 && token == JsonToken.VALUE_NUMBER_INT) {
                micros = json.getLongValue();
            } else if (token.isNumeric()) {
                // as text: a parser takes -0 for a whole number, which has no sign
                rows.number(column, micros, Double.parseDouble(json.getText()));
            } else if (token == JsonToken.VALUE_STRING) {
                rows.text(column, micros, json.getText());
            }
            token = json.nextToken();
        }
    }
}
